"""A plan as a JSON tree, in the shape of `schemas/plan.schema.json`.

No file, line or column is in it, so that shuffling files or lines in git changes no byte; no message text either.
"""

from collections.abc import Iterable
from datetime import datetime

from reconciler.model.action import (
    Action,
    CreateGroup,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
)
from reconciler.model.change import Change
from reconciler.model.finding import Finding
from reconciler.model.freeze import Freeze
from reconciler.model.manual import ManualStep
from reconciler.model.plan import PLAN_FORMAT, Blocked, GroupPlan, NextStep, Plan, Stage
from reconciler.model.resource import ResourceChange
from reconciler.render.programs.canonical import both, digest_of
from reconciler.render.programs.origin import source_trees, waiting_tree
from reconciler.render.programs.reorganisation import reorganisation_tree

Tree = dict[str, object]


def plan_tree(plan: Plan) -> Tree:
    """The whole plan, digest included."""
    tree: Tree = {
        "kind": "plan",
        "format_version": PLAN_FORMAT,
        "corp_id": plan.corp_id,
        "agent_id": plan.agent_id,
        "simulated": plan.simulated,
        "now": plan.now.isoformat(),
        "scope": list(plan.scope),
        "summary": _summary(plan),
        "groups": [_group(group) for group in plan.groups],
        "resources": [_resource(change) for change in plan.resources],
        "actions": [_action(action) for action in plan.actions],
        "by_api": _by_api(plan),
        "needs_a_person": [_manual(step) for step in plan.manual],
        "cannot_be_done": [
            {"group": entry.group, "field": entry.field, "what": both(entry.what)} for entry in plan.impossible
        ],
        "blocked": [_blocked(blocked) for blocked in plan.blocked],
        "findings": [_finding(finding) for finding in sorted_findings(plan.findings)],
        **_costs(plan),
        "read": plan.read,
        "unchanged": plan.unchanged,
        "waived": plan.waived,
        "not_run": list(plan.not_run),
        "ended_steps": [{"step": step, "end": end.value} for step, end in plan.ended_steps],
        "failed": [family.value for family in plan.failed],
        "reorganisations": [reorganisation_tree(each) for each in plan.reorganisations],
        "in_line": dict(plan.in_line),
        "ready": list(plan.ready),
        "people": {
            user: {"id": written, "name": name, "department": department}
            for user, (written, name, department) in plan.people.items()
        },
        "names": dict(plan.names),
        **source_trees(plan),
        "fingerprint": plan.fingerprint,
    }
    tree |= {"frozen": _frozen(plan.frozen), **waiting_tree(plan)}
    return tree | {"digest": digest_of(tree)}


def sorted_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in an order that does not depend on where they stand in git."""
    return sorted(findings, key=lambda f: (f.severity, f.rule, f.subject, f.what, f.why, f.remedy, f.clauses))


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _frozen(freeze: Freeze | None) -> Tree | None:
    if freeze is None:
        return None
    return {"from": freeze.start.isoformat(), "until": freeze.end.isoformat(), "reason": freeze.reason}


def _summary(plan: Plan) -> Tree:
    summary = plan.summary
    loss = summary.largest_loss
    return {
        "groups": summary.groups,
        "people": summary.people,
        "creations": summary.creations,
        "renames": summary.renames,
        "owners": summary.owners,
        "joins": summary.joins,
        "leaves": summary.leaves,
        "largest_loss": {"group": loss[0], "people": loss[1]} if loss else None,
    }


def _by_api(plan: Plan) -> Tree:
    return {
        "groups": sum(bool(group.changes) for group in plan.groups),
        "changes": len(plan.changes),
        "creations": sum(isinstance(action, CreateGroup) for action in plan.actions),
        "updates": sum(isinstance(action, UpdateGroup) for action in plan.actions),
        "transfers": sum(isinstance(action, TransferOwner) for action in plan.actions),
        "messages": sum(isinstance(action, SendMessage) for action in plan.actions),
        "told": sum(isinstance(action, TellPerson) for action in plan.actions),
        "resources": sum(isinstance(action, WriteResource) for action in plan.actions),
    }


def _group(group: GroupPlan) -> Tree:
    return {
        "key": group.key,
        "name": group.name,
        "type": group.type.value,
        "chat_id": group.chat_id,
        "membership": group.membership.value,
        "exists": group.exists,
        "size": group.size,
        "owner": group.owner,
        "changes": [_change(change) for change in group.changes],
        "reported": [_change(change) for change in group.reported],
        "undeclared": list(group.undeclared),
        "waiting": [_change(change) for change in group.waiting],
        "by_hand": [_change(change) for change in group.by_hand],
        "next_step": _next_step(group.next_step),
    }


def _next_step(step: NextStep | None) -> Tree | None:
    if step is None:
        return None
    return {
        "membership": step.membership.value,
        "joins": step.joins,
        "leaves": step.leaves,
        "fields": step.fields,
    }


def _change(change: Change) -> Tree:
    return {
        "group": change.group,
        "field": change.field.value,
        "before": change.before,
        "after": change.after,
        "cause": change.cause.value,
        "reasons": list(change.reasons),
    }


def _resource(change: ResourceChange) -> Tree:
    return {
        "kind": change.kind.value,
        "key": change.key,
        "groups": list(change.groups),
        "title": both(change.title),
        "op": change.op.value,
        "cause": change.cause.value,
        "differs": list(change.differs),
        "before": change.before,
        "after": change.after,
        "fate": change.fate.value,
    }


def _action(action: Action) -> Tree:
    when: Tree = {"rank": action.rank, "not_before": _time(action.not_before)}
    if isinstance(action, TellPerson):
        return when | {
            "op": "tell",
            "to": action.to,
            "level": action.level.value,
            "steps": list(action.steps),
            "message_id": action.message_id,
            "digest": action.digest,
            "size_bytes": action.size_bytes,
        }
    if isinstance(action, WriteResource):
        return when | _write(action)
    common: Tree = {"group": action.group, "chat_id": action.chat_id, **when}
    if isinstance(action, CreateGroup):
        return common | {"op": "create", "name": action.name, "owner": action.owner, "members": list(action.members)}
    if isinstance(action, UpdateGroup):
        return common | {
            "op": "update",
            "name": action.name,
            "owner": action.owner,
            "joins": list(action.joins),
            "leaves": list(action.leaves),
            "doc": action.doc,
        }
    if isinstance(action, TransferOwner):
        return common | {
            "op": "transfer",
            "owner": action.owner,
            "former": action.former,
            "is_departed": action.is_departed,
        }
    return common | {
        "op": "send",
        "message_id": action.message_id,
        "digest": action.digest,
        "size_bytes": action.size_bytes,
        "webhook": action.webhook,
    }


def _write(action: WriteResource) -> Tree:
    return {
        "op": "resource",
        "kind": action.kind.value,
        "key": action.key,
        "act": action.op.value,
        "id": action.id,
        "digest": action.digest,
        "differs": list(action.differs),
    }


def _manual(step: ManualStep) -> Tree:
    return {
        "id": step.id,
        "group": step.group,
        "field": step.field,
        "assignee": step.assignee,
        "what": both(step.what),
        "where": both(step.where),
        "people": list(step.people),
        "seen_by": step.seen_by,
        "since": _time(step.since),
        "cause": step.cause.value,
        "due": _time(step.due),
        "level": step.level.value if step.level else None,
    }


def _blocked(blocked: Blocked) -> Tree:
    return {
        "guard": blocked.guard,
        "group": blocked.group,
        "what": both(blocked.what),
        "remedy": both(blocked.remedy),
        "number": blocked.number,
        "limit": blocked.limit,
        "changes": [_change(change) for change in blocked.changes],
    }


def _finding(finding: Finding) -> Tree:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "subject": finding.subject,
        "what": both(finding.what),
        "why": both(finding.why),
        "remedy": both(finding.remedy),
        "clauses": list(finding.clauses),
    }


def _costs(plan: Plan) -> Tree:
    stages = [_stage(stage) for stage in plan.stages]
    return {"budget": _budget(plan), "stages": stages, "forecast": _forecast(plan)}


def _budget(plan: Plan) -> Tree:
    budget = plan.budget
    return {
        "updates": budget.updates,
        "updates_used": budget.updates_used,
        "updates_allowed": budget.updates_allowed,
        "creations": budget.creations,
        "creations_used": budget.creations_used,
        "creations_allowed": budget.creations_allowed,
        "messages": budget.messages,
        "deferred": budget.deferred,
        "transfers": budget.transfers,
        "told": budget.told,
    }


def _stage(stage: Stage) -> Tree:
    return {"at": stage.at.isoformat(), "calls": [{"op": op, "count": count} for op, count in stage.calls]}


def _forecast(plan: Plan) -> Tree:
    forecast = plan.forecast
    return {
        "lines": [{"group": key, "count": count} for key, count in forecast.lines],
        "receivers": [{"group": key, "count": count} for key, count in forecast.receivers],
        "quiet": forecast.quiet,
        "until": _time(forecast.until),
    }
