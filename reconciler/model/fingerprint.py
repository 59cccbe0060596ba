"""The digest of a plan's meaning: what was reviewed, whatever the hour, the language or the layout of files."""

import hashlib
import json

from reconciler.model.action import Action, CreateGroup, TellPerson, TransferOwner, UpdateGroup, WriteResource
from reconciler.model.plan import PLAN_FORMAT, Plan


def fingerprint(plan: Plan) -> str:
    """SHA-256 over what a plan would do and the live facts it relies on, as 64 hexadecimal digits.

    In it: format, corp, application, the ordered actions without their times, every change to be done (group, field,
    before, after), what is blocked (guard, group, number), the ids of manual steps and what decided. Not in it:
    sentences, `now`, commits, approvals, people's names, findings, the order of changes, the plan's own `fingerprint`.
    """
    meaning: dict[str, object] = {
        "format": PLAN_FORMAT,
        "corp": plan.corp_id,
        "agent": plan.agent_id,
        "actions": [_action(action) for action in plan.actions],
        "changes": sorted(change.meaning for change in plan.changes),
        "blocked": sorted(
            (held.guard, held.group or "", -1 if held.number is None else held.number) for held in plan.blocked
        ),
        "manual": sorted(step.id for step in plan.manual),
        "policy": plan.policy.version,
    }
    if plan.undoes is not None:
        meaning["undoes"] = [plan.undoes.apply, plan.undoes.whole]
    if plan.snapshot_at is not None:
        meaning["snapshot"] = plan.snapshot_at.isoformat()
    return hashlib.sha256(json.dumps(meaning, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _action(action: Action) -> list[object]:
    if isinstance(action, CreateGroup):
        return ["create", action.group, action.chat_id, action.name, action.owner, action.members]
    if isinstance(action, UpdateGroup):
        return [
            "update",
            action.group,
            action.chat_id,
            action.name,
            action.owner,
            action.joins,
            action.leaves,
            action.doc,
        ]
    if isinstance(action, TransferOwner):
        return ["transfer", action.group, action.chat_id, action.owner, action.former, action.is_departed]
    if isinstance(action, TellPerson):
        return ["tell", action.to, action.level, action.steps]
    if isinstance(action, WriteResource):
        return ["resource", action.kind, action.key, action.op, action.id, action.digest, action.differs]
    return ["send", action.group, action.chat_id, action.message_id, action.digest, action.size_bytes]
