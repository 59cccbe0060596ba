"""What became of an apply, for programs: versioned, ids and both languages, no names and no message texts."""

from collections.abc import Sequence

from reconciler.errors import (
    BusyError,
    FrozenError,
    LedgerConflictError,
    PlanError,
    ReconcilerError,
    ThrottledError,
    UnreachableError,
)
from reconciler.model.action import OPERATIONS, SendMessage, TellPerson, UpdateGroup, WriteResource
from reconciler.model.approval import Approved
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.programs.origin import source_trees
from reconciler.render.words.review import review_tree
from reconciler.text import Text

APPLY_FORMAT = 1

_PASSING = (FrozenError, UnreachableError, ThrottledError, BusyError, LedgerConflictError)
"""What passes without anybody doing anything: the same plan may be applied later."""


def dump_apply(
    outcomes: Sequence[Outcome], plan: Plan, left: Plan | None, *, head: str = "", approved: Approved | None = None
) -> str:
    """The outcomes of one apply.

    Args:
        outcomes: in the order in which they ended.
        plan: what was applied.
        left: the plan made afterwards; None where nothing was read again, then `converged` is null.
        head: number and hash of the ledger's last record.
        approved: who let it through, where evidence was given.
    """
    return pretty(
        {
            "kind": "apply",
            "format_version": APPLY_FORMAT,
            "corp_id": plan.corp_id,
            "agent_id": plan.agent_id,
            "simulated": plan.simulated,
            "plan_fingerprint": plan.fingerprint,
            **source_trees(plan),
            "review": review_tree(approved),
            "counts": {status.value: sum(entry.status is status for entry in outcomes) for status in Status},
            "outcomes": [_outcome(entry) for entry in outcomes],
            "converged": None if left is None else left.is_converged,
            "left": None if left is None else _left(left),
            "ledger_head": head or None,
            "refused": None,
        }
    )


def dump_refusal(error: ReconcilerError, plan: Plan) -> str:
    """An apply of this plan that was refused: what, the difference, and the next act. Nothing was done.

    `tried_again`: the cause passes by itself, and the same plan may be applied then; `put_off`: as company.yaml says.
    """
    difference = error.difference if isinstance(error, PlanError) else ()
    return pretty(
        {
            "kind": "apply",
            "format_version": APPLY_FORMAT,
            "corp_id": plan.corp_id,
            "agent_id": plan.agent_id,
            "simulated": plan.simulated,
            "plan_fingerprint": plan.fingerprint,
            "refused": {
                "what": _masked(error.what),
                "remedy": _masked(error.remedy) if error.remedy else None,
                "difference": [_masked(words) for words in difference],
                "tried_again": isinstance(error, _PASSING),
                "put_off": isinstance(error, FrozenError),
            },
        }
    )


def _masked(words: Text) -> dict[str, str]:
    return both(Text(redact(words.zh), redact(words.en)))


def _outcome(outcome: Outcome) -> dict[str, object]:
    action = outcome.action
    detail = outcome.detail
    is_group = not isinstance(action, TellPerson | WriteResource)
    return {
        "op": OPERATIONS[type(action)],
        "group": action.group if is_group else None,
        "chat_id": None if isinstance(action, TellPerson | WriteResource) else action.chat_id,
        "to": action.to if isinstance(action, TellPerson) else None,
        "message_id": action.message_id if isinstance(action, SendMessage | TellPerson | WriteResource) else None,
        "resource": _resource(action) if isinstance(action, WriteResource) else None,
        "joins": len(action.joins) if isinstance(action, UpdateGroup) else None,
        "leaves": len(action.leaves) if isinstance(action, UpdateGroup) else None,
        "status": outcome.status.value,
        "errcode": outcome.errcode,
        "detail": _masked(detail) if detail else None,
    }


def _resource(action: WriteResource) -> dict[str, object]:
    return {"kind": action.kind.value, "key": action.key, "act": action.op.value}


def _left(left: Plan) -> dict[str, object]:
    groups = {change.group for change in left.changes} | {held.group for held in left.blocked if held.group}
    return {
        "fingerprint": left.fingerprint,
        "actions": len(left.actions),
        "changes": len(left.changes),
        "blocked": len(left.blocked),
        "needs_a_person": len(left.manual),
        "cannot_be_done": len(left.impossible),
        "groups": sorted(groups),
    }
