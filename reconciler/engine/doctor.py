"""`doctor`: everything is asked once, then each check says what it makes of the answers. Nothing is written."""

from reconciler.engine.checkups.access import (
    check_archive,
    check_customer,
    check_enabled,
    check_range,
    check_tokens,
)
from reconciler.engine.checkups.consult import Consulted, Surgery, consult
from reconciler.engine.checkups.line import check_address, check_answer, check_clock, check_dns, check_proxy
from reconciler.engine.checkups.records import check_ledger, check_quotas, check_use
from reconciler.engine.checkups.settings import (
    check_age,
    check_callback,
    check_code_host,
    check_package,
    check_webhooks,
)
from reconciler.model.checkup import Check


async def examine(surgery: Surgery) -> tuple[Check, ...]:
    """Every check, in the order in which a person would mend things. Each secret is tried once."""
    return judge(await consult(surgery))


def judge(seen: Consulted) -> tuple[Check, ...]:
    """What was found out, check by check."""
    return (
        check_package(seen),
        check_clock(seen),
        check_dns(seen),
        check_proxy(seen),
        check_answer(seen),
        check_address(seen),
        *check_tokens(seen),
        check_enabled(seen),
        check_range(seen),
        check_use(seen),
        check_customer(seen),
        check_archive(seen),
        check_webhooks(seen),
        check_callback(seen),
        check_quotas(seen),
        check_ledger(seen),
        check_age(seen),
        check_code_host(seen),
    )
