"""What differs around groups, why, and the calls that put it right. Only what the ledger calls ours is touched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from reconciler.model.action import WriteResource
from reconciler.model.change import Cause
from reconciler.model.company import DriftMode
from reconciler.model.desired import DesiredState
from reconciler.model.group import Enrolment, Lifecycle
from reconciler.model.ids import GroupKey
from reconciler.model.live import LiveState
from reconciler.model.plan import Blocked
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.resource import (
    Content,
    Fate,
    PastResource,
    Resource,
    ResourceChange,
    ResourceKey,
    ResourceKind,
    ResourceOp,
    content_digest,
)
from reconciler.planning.resource_diff import Sight, differing, to_write
from reconciler.planning.wanted_resources import undecided, wanted_resources
from reconciler.text import Text

RANK = 7  # after groups and before people are told


@dataclass(frozen=True, slots=True)
class Around:
    """What the plan around groups depends on.

    Attributes:
        only: these alone are planned; None = all.
        quiet_until: when quiet hours end: until then nobody is asked to confirm a mass message.
    """

    desired: DesiredState
    groups: tuple[ResolvedGroup, ...]
    live: LiveState
    past: Past
    now: datetime
    sight: Sight
    causes: frozenset[Cause]
    only: frozenset[ResourceKey] | None = None
    quiet_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlannedResource:
    """One difference and its call, None where it is only shown."""

    change: ResourceChange
    action: WriteResource | None


def plan_resources(around: Around, more: Iterable[Resource] = ()) -> tuple[PlannedResource, ...]:
    """Every difference, by kind and key; `more` is wanted besides.

    A kind that could not be read is left out whole: `unread_kinds` says so.
    """
    wanted = {
        (resource.kind, resource.key): resource
        for resource in (*wanted_resources(around.desired, around.groups, around.live), *more)
    }
    found = [*_wanted(around, wanted), *_unwanted(around, wanted)]
    chosen = [each for each in found if around.only is None or (each.change.kind, each.change.key) in around.only]
    return tuple(sorted(chosen, key=lambda each: (each.change.kind, each.change.key)))


def gone_resources(past: Past, live: LiveState, planned: Iterable[ResourceChange]) -> tuple[ResourceKey, ...]:
    """Ours by the ledger, gone at WeCom, and nobody asks for them: nothing is left to do but to forget them.

    A mass message is never forgotten, or its notice would be asked for again.
    """
    again = {(change.kind, change.key) for change in planned}
    return tuple(
        sorted(
            key
            for key, known in past.resources.items()
            if known.id
            and known.kind is not ResourceKind.MASS_MESSAGE
            and live.resources.get((known.kind, known.id), {}) is None
            and key not in again
        )
    )


def unread_kinds(live: LiveState, past: Past) -> list[Blocked]:
    """One refusal for each kind that could not be read: its resources are unreadable, never absent."""
    found = []
    for kind, why in sorted(live.failed_resources.items()):
        number = sum(known.kind is kind and bool(known.id) for known in past.resources.values())
        name = _NAMES[kind]
        what = Text(
            f"读不到{name.zh}，{number} 个这次什么都不做。",
            f"The {name.en} could not be read: nothing is done with {number} of them.",
        )
        found.append(Blocked("unreadable-family", what + why.what, why.remedy, None, number))
    return found


_NAMES = {
    ResourceKind.JOIN_WAY: Text("进群方式", "join ways"),
    ResourceKind.WELCOME: Text("入群欢迎语", "welcomes"),
    ResourceKind.WORDS: Text("敏感词规则", "sensitive-word rules"),
    ResourceKind.MASS_MESSAGE: Text("群发任务", "mass messages"),
}


def _wanted(around: Around, wanted: dict[ResourceKey, Resource]) -> Iterator[PlannedResource]:
    for key, resource in wanted.items():
        if resource.kind in around.live.failed_resources:
            continue
        known = around.past.resources.get(key)
        if known is None or not known.id:
            yield _planned(around, resource, ResourceOp.CREATE, Cause.INTENT)
        elif (resource.kind, known.id) in around.live.resources:
            shown = around.live.resources[resource.kind, known.id]
            if shown is None:
                yield _planned(around, resource, ResourceOp.CREATE, Cause.DRIFT)
            else:
                yield from _compared(around, resource, known, shown)


def _compared(around: Around, resource: Resource, known: PastResource, shown: Content) -> Iterator[PlannedResource]:
    differs = differing(resource.kind, resource.content, shown, around.sight)
    if not differs and (known.digest == resource.digest or not _hides(resource)):
        return
    cause = Cause.DRIFT if known.digest == resource.digest else Cause.INTENT
    yield _planned(around, resource, ResourceOp.UPDATE, cause, known.id, differs or ("picurl",), shown)


def _hides(resource: Resource) -> bool:
    """Whether a part of it cannot be compared, so that only the ledger tells what was written."""
    return resource.kind is ResourceKind.WELCOME


def _planned(
    around: Around,
    resource: Resource,
    op: ResourceOp,
    cause: Cause,
    known_id: str = "",
    differs: tuple[str, ...] = (),
    shown: Content | None = None,
) -> PlannedResource:
    fate = _fate(around, resource.kind, resource.groups, cause)
    change = ResourceChange(
        kind=resource.kind,
        key=resource.key,
        groups=resource.groups,
        title=resource.title,
        op=op,
        cause=cause,
        differs=differs,
        before=content_digest(shown) if shown is not None else "",
        after=resource.digest,
        fate=fate,
        place=resource.place,
    )
    is_message = resource.kind is ResourceKind.MASS_MESSAGE
    action = WriteResource(
        kind=resource.kind,
        key=resource.key,
        op=op,
        id=known_id,
        digest=resource.digest,
        differs=differs,
        content=to_write(resource.kind, resource.content, shown or {}, around.sight),
        before=shown or {},
        may_exist=op is ResourceOp.CREATE and _is_hoped(around, resource),
        rank=RANK,
        not_before=around.quiet_until if is_message else None,
    )
    return PlannedResource(change, action if fate is Fate.ACTED else None)


def _is_hoped(around: Around, resource: Resource) -> bool:
    known = around.past.resources.get((resource.kind, resource.key))
    return known is not None and known.is_hoped


def _unwanted(around: Around, wanted: dict[ResourceKey, Resource]) -> Iterator[PlannedResource]:
    """Ours by the ledger, there at WeCom, and git no longer asks for them."""
    for key, known in around.past.resources.items():
        if key in wanted or not known.id or around.live.resources.get((known.kind, known.id)) is None:
            continue
        if undecided(known.key, known.kind, around.desired, around.groups, around.live):
            continue
        shown = around.live.resources[known.kind, known.id] or {}
        owner = known.key.partition("/")[0]
        groups = tuple(group.key for group in around.groups if group.key == owner and known.kind in _OF_GROUPS)
        fate = _fate(around, known.kind, groups, Cause.INTENT)
        name = _NAMES[known.kind]
        change = ResourceChange(
            kind=known.kind,
            key=known.key,
            groups=groups,
            title=Text(f"{name.zh} {known.key}", f"{name.en.capitalize()}: {known.key}"),
            op=ResourceOp.DELETE,
            cause=Cause.INTENT,
            before=content_digest(shown),
            fate=fate,
        )
        action = WriteResource(known.kind, known.key, ResourceOp.DELETE, known.id, before=shown, rank=RANK)
        yield PlannedResource(change, action if fate is Fate.ACTED else None)


_OF_GROUPS = frozenset({ResourceKind.JOIN_WAY, ResourceKind.WELCOME})


def _fate(around: Around, kind: ResourceKind, groups: tuple[GroupKey, ...], cause: Cause) -> Fate:
    owner = next((group for group in around.groups if groups and group.key == groups[0]), None)
    drift = owner.drift if owner is not None and kind in _OF_GROUPS else around.desired.company.drift
    if owner is not None and kind in _OF_GROUPS:
        frozen = owner.spec.lifecycle is Lifecycle.FROZEN
        if frozen or owner.membership is Enrolment.OBSERVE:
            return Fate.REPORTED
    if cause is Cause.DRIFT and drift is not DriftMode.CORRECT:
        return Fate.REPORTED
    return Fate.ACTED if cause in around.causes else Fate.WAITING
