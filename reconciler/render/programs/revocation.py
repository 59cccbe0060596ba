"""A revocation for programs: `revoke --json`, versioned."""

from collections.abc import Sequence

from reconciler.model.edited import FileEdit
from reconciler.model.outcome import Outcome
from reconciler.model.plan import Plan
from reconciler.model.record import PastRevocation
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.edited import difference

REVOCATION_FORMAT = 1


def dump_revocation(
    revocation: PastRevocation, plan: Plan, edits: Sequence[FileEdit], outcomes: Sequence[Outcome] | None
) -> str:
    """Who goes out of which group, what people have to do, and the edits; `outcomes` None: nothing was done."""
    tree = {
        "kind": "revocation",
        "format_version": REVOCATION_FORMAT,
        "simulated": plan.simulated,
        "user": revocation.user,
        "approver": revocation.approver,
        "by": revocation.by,
        "reason": revocation.reason,
        "done": outcomes is not None,
        "groups": [group.key for group in plan.groups if group.changes],
        "outcomes": [
            {"group": outcome.action.group, "status": outcome.status.value, "detail": both(outcome.detail)}
            if outcome.detail
            else {"group": outcome.action.group, "status": outcome.status.value, "detail": None}
            for outcome in outcomes or ()
        ],
        "manual": [{"group": step.group, "id": step.id, "field": step.field} for step in plan.manual],
        "blocked": [
            {"group": held.group, "guard": held.guard, "what": both(held.what), "remedy": both(held.remedy)}
            for held in plan.blocked
        ],
        "edits": [{"file": edit.file, "difference": difference(edit)} for edit in edits],
    }
    return redact(pretty(tree))
