"""Manual steps that are open, as the ledger tells them."""

from datetime import datetime

from reconciler.model.capability import CapabilityTable
from reconciler.model.desired import DesiredState
from reconciler.model.group import GroupSpec
from reconciler.model.manual import Level
from reconciler.model.open_step import OpenStep
from reconciler.model.record import Past, PastStep
from reconciler.text import Text

_TITLES = {
    "members.join": Text("邀请进群", "Invite people"),
    "members.leave": Text("移出本群", "Remove people"),
    "successor": Text("指定接任的群主", "Name a new owner"),
    "dissolve": Text("解散这个群", "Dissolve the group"),
}


def open_steps(past: Past, desired: DesiredState, table: CapabilityTable) -> tuple[OpenStep, ...]:
    """Every open step: those still to be done first, then those somebody vouched for; the oldest first."""
    groups = {spec.key: spec for spec in desired.groups}
    found = [
        OpenStep(
            id=step.id,
            group=step.group,
            group_name=groups[step.group].name if step.group in groups else "",
            field=step.field,
            title=_title(step.field, groups.get(step.group), table),
            people=step.people,
            assignee=step.doer,
            seen_by=step.seen_by,
            since=step.opened_at,
            due=at + desired.company.step_terms.due if (at := _told_at(step)) else None,
            heard=tuple((level, person, at) for (level, person), at in step.told.items()),
            attested_at=step.attested_at,
            attested_by=step.attested_by,
        )
        for step in past.steps.values()
        if step.is_open
    ]
    return tuple(sorted(found, key=lambda step: (step.attested_at is not None, step.since, step.group, step.id)))


def step_title(step: PastStep, desired: DesiredState, table: CapabilityTable) -> Text:
    """What a step is about, in words."""
    group = next((spec for spec in desired.groups if spec.key == step.group), None)
    return _title(step.field, group, table)


def _title(field: str, group: GroupSpec | None, table: CapabilityTable) -> Text:
    titles = {cell.field: cell.title for cell in table if group is None or cell.type is group.type}
    return _TITLES.get(field) or titles.get(field) or Text.same(field)


def _told_at(step: PastStep) -> datetime | None:
    return next((at for (level, person), at in step.told.items() if level is Level.TOLD and person == step.doer), None)
