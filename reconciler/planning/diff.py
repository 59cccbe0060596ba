"""Live against resolved, one group at a time: minimal differences, each with its cause."""

from dataclasses import dataclass

from reconciler.model.change import Cause, Change, Field
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import LiveGroup
from reconciler.model.record import Baseline
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.cause import Edit, cause_of_join, cause_of_leave, cause_of_value


@dataclass(frozen=True, slots=True)
class Departures:
    """People missing from the address book: gone for longer than the grace, or not yet."""

    gone: frozenset[UserId] = frozenset()
    waiting: frozenset[UserId] = frozenset()


def differs(group: ResolvedGroup, live: LiveGroup) -> bool:
    """Whether there is anything to compare further; cheap, because most groups are equal."""
    return live.name != group.spec.name or live.owner != group.owner or live.members != group.members


def diff_group(
    group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None, departures: Departures
) -> tuple[Change, ...]:
    """Every difference of an existing group: name, owner, joins, leaves; people sorted by id.

    Where git does not speak about members, nobody leaves. People who are missing from the address book, but not
    for long enough, never leave.
    Clauses: A4, A7, A8, I1.1.
    """
    key, spec = group.key, group.spec
    changes: list[Change] = []
    if live.name != spec.name:
        cause = cause_of_value(baseline.name if baseline else None, spec.name)
        changes.append(Change(key, Field.NAME, live.name, spec.name, cause, ("name",), spec.place.at("name")))
    if live.owner != group.owner:
        cause = cause_of_value(baseline.owner if baseline else None, group.owner)
        changes.append(Change(key, Field.OWNER, live.owner, group.owner, cause, ("owner",), spec.place.at("owner")))
    return (*changes, *_joins(group, live, baseline), *_leaves(group, live, baseline, departures))


def create_group(group: ResolvedGroup) -> tuple[Change, ...]:
    """Every difference of a group that does not exist yet: itself, its name, its owner, everyone in it."""
    key, spec = group.key, group.spec
    return (
        Change(key, Field.GROUP, "", group.chat_id, Cause.INTENT, ("group",), spec.place),
        Change(key, Field.NAME, "", spec.name, Cause.INTENT, ("name",), spec.place.at("name")),
        Change(key, Field.OWNER, "", group.owner, Cause.INTENT, ("owner",), spec.place.at("owner")),
        *_joins(group, LiveGroup(ChatId(""), "", UserId(""), frozenset()), None),
    )


def _joins(group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None) -> tuple[Change, ...]:
    missing = sorted(group.members - live.members)
    if not missing:
        return ()
    lines, edit = group.lines(), Edit.of(group, baseline)
    return tuple(
        Change(
            group.key,
            Field.MEMBER,
            "",
            user,
            cause_of_join(group, user, baseline, lines, edit),
            group.reasons(user, lines),
            group.spec.place.at(*group.line_of(user, lines)),
        )
        for user in missing
    )


def _leaves(
    group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None, departures: Departures
) -> tuple[Change, ...]:
    if group.spec.members is None:
        return ()
    extra = sorted(live.members - group.members - departures.waiting)
    if not extra:
        return ()
    edit, place = Edit.of(group, baseline), group.spec.place.at("members")
    return tuple(
        Change(
            group.key,
            Field.MEMBER,
            user,
            "",
            cause_of_leave(group, user, baseline, departed=user in departures.gone, edit=edit),
            (),
            place,
        )
        for user in extra
    )
