"""Who and what a plan speaks of, so that it can be shown by name."""

from collections.abc import Sequence

from reconciler.model.action import TellPerson
from reconciler.model.change import Change, Field
from reconciler.model.desired import DesiredState
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.plan import Plan


def people_mentioned(plan: Plan) -> set[UserId]:
    """Everybody a plan names."""
    people = {step.assignee for step in plan.manual if step.assignee}
    people.update(user for step in plan.manual for user in step.people)
    people.update(action.to for action in plan.actions if isinstance(action, TellPerson))
    for group in plan.groups:
        if group.owner:
            people.add(group.owner)
        people.update(group.undeclared)
        people.update(_people_of((*group.changes, *group.by_hand, *group.reported, *group.waiting)))
    for blocked in plan.blocked:
        people.update(_people_of(blocked.changes))
    return people


def names_mentioned(plan: Plan, desired: DesiredState) -> dict[GroupKey, str]:
    """The names of all groups that a plan speaks of, by key."""
    parts: list[GroupKey | None] = [group.key for group in plan.groups]
    parts += [step.group for step in plan.manual] + [blocked.group for blocked in plan.blocked]
    parts += [each.group for each in plan.impossible]
    parts += [key for each in plan.reorganisations for key in each.groups]
    parts += [GroupKey(edit.document) for each in plan.reorganisations for edit in each.edits]
    parts += [key for change in plan.resources for key in change.groups]
    parts += [change.group for blocked in plan.blocked for change in blocked.changes]
    parts += plan.ready
    mentioned = set(parts)
    return {spec.key: spec.name for spec in desired.groups if spec.key in mentioned}


def _people_of(changes: Sequence[Change]) -> set[UserId]:
    fields = {Field.MEMBER, Field.OWNER, Field.ADMIN}
    return {UserId(user) for c in changes if c.field in fields for user in (c.before, c.after) if user}
