"""The ledger, what is left of the budgets, and an application nobody uses."""

from datetime import timedelta

import pytest

from reconciler.engine.checkups.consult import Consulted
from reconciler.engine.checkups.records import check_ledger, check_quotas, check_use
from reconciler.errors import LedgerError
from reconciler.model.checkup import State
from reconciler.model.company import Budgets, LedgerHome
from reconciler.model.ledger_report import Pruning
from reconciler.model.record import Past
from reconciler.model.retention import Retention
from reconciler.text import Text
from tests.builders import NOW, a_company
from tests.engine.checkups.consulted import a_surgery, found_out

BROKEN = LedgerError(Text("第 3 行被改过。", "Line 3 was edited."), Text("恢复备份。", "Restore the backup."))
KEPT = a_surgery(company=a_company(ledger=LedgerHome(retain=Retention("3y"))))
OLD = Pruning((1, 2), 1, 9)
SMALL = a_surgery(company=a_company(budgets=Budgets(updates_per_hour=10, creations_per_day=20)))


@pytest.mark.parametrize(("seen", "state", "words"), [
    pytest.param(found_out(past=Past()), State.OK, "no record yet", id="new"),
    pytest.param(found_out(), State.OK, "records: 3", id="whole"),
    pytest.param(found_out(broken=BROKEN), State.FAILURE, "Line 3", id="broken"),
    pytest.param(found_out(past=BROKEN, broken=BROKEN), State.FAILURE, "Line 3", id="unreadable"),
    pytest.param(found_out(past=BROKEN), State.FAILURE, "Line 3", id="whole-and-not-understood"),
    pytest.param(found_out(KEPT, outlived=OLD), State.WARNING, "Of them 9 are older than ledger.retain: 3y", id="old"),
    pytest.param(found_out(KEPT, outlived=Pruning()), State.OK, "records: 3", id="nothing-too-old"),
    pytest.param(found_out(KEPT, outlived=BROKEN), State.OK, "records: 3", id="age-not-known"),
    pytest.param(found_out(writable=BROKEN), State.FAILURE, "Line 3", id="not-writable"),
])  # fmt: skip
def test_the_ledger_is_whole_and_takes_more(seen: Consulted, state: State, words: str) -> None:
    check = check_ledger(seen)

    assert check.state is state
    assert words in check.detail.en


@pytest.mark.parametrize(("past", "state", "words"), [
    pytest.param(Past(), State.OK, "10 of 10 updates; today: 20 of 20", id="unused"),
    pytest.param(Past(updates_at=(NOW - timedelta(hours=2), NOW - timedelta(minutes=1))), State.OK,
                 "9 of 10 updates", id="only-the-last-hour-counts"),
    pytest.param(Past(updates_at=(NOW,) * 9), State.WARNING, "1 of 10 updates", id="updates-nearly-gone"),
    pytest.param(Past(creations_at=(NOW,) * 25), State.WARNING, "0 of 20 creations", id="creations-gone"),
    pytest.param(BROKEN, State.NOT_CHECKED, "cannot be read", id="ledger-unreadable"),
])  # fmt: skip
def test_what_is_left_of_the_budgets(past: Past | LedgerError, state: State, words: str) -> None:
    check = check_quotas(found_out(SMALL, past=past))

    assert check.state is state
    assert words in check.detail.en


@pytest.mark.parametrize(("past", "state"), [
    pytest.param(Past(), State.NOT_CHECKED, id="never"),
    pytest.param(Past(last_call_at=NOW - timedelta(days=60)), State.OK, id="sixty-days"),
    pytest.param(Past(last_call_at=NOW - timedelta(days=60, seconds=1)), State.WARNING, id="longer"),
    pytest.param(Past(last_call_at=NOW + timedelta(hours=1)), State.OK, id="ahead"),
    pytest.param(BROKEN, State.NOT_CHECKED, id="ledger-unreadable"),
])  # fmt: skip
def test_an_application_nobody_uses_is_warned_about(past: Past | LedgerError, state: State) -> None:
    assert check_use(found_out(past=past)).state is state
