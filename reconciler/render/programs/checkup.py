"""What the doctor found, for programs: `doctor --json`, in the shape of `schemas/checkup.schema.json`."""

from collections.abc import Sequence

from reconciler.model.checkup import Check, State
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty

CHECKUP_FORMAT = 1


def dump_checkup(checks: Sequence[Check], *, simulated: bool) -> str:
    """Checks in their order, with how many ended in which state; empty sentences where there is nothing to do."""
    numbers = {state.value.replace("-", "_"): sum(check.state is state for check in checks) for state in State}
    return redact(
        pretty(
            {
                "kind": "checkup",
                "format_version": CHECKUP_FORMAT,
                "simulated": simulated,
                "counts": numbers,
                "checks": [_tree(check) for check in checks],
            }
        )
    )


def _tree(check: Check) -> dict[str, object]:
    return {
        "id": check.id,
        "state": check.state.value,
        "title": both(check.title),
        "detail": both(check.detail),
        "remedy": None if check.remedy is None else both(check.remedy),
        "page": None if check.page is None else both(check.page),
    }
