"""Live against resolved, one group at a time: minimal differences, each with its cause."""

from dataclasses import dataclass

from reconciler.model.change import Cause, Change, Field
from reconciler.model.ids import ChatId, UserId, text_digest
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
    return (
        live.name != group.spec.name
        or (live.owner != group.owner and live.shows_owner)
        or live.members != group.members
        or (group.spec.admins is not None and live.admins is not None and live.admins != set(group.spec.admins))
        or (group.spec.announcement is not None and live.announced is not None)
    )


def diff_group(
    group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None, departures: Departures
) -> tuple[Change, ...]:
    """Every difference of an existing group: name, owner, announcement, admins, joins, leaves; people sorted by id.

    Where git does not speak about members, nobody leaves. People who are missing from the address book, but not
    for long enough, never leave.
    Clauses: A4, A7, A8, I1.1.
    """
    key, spec = group.key, group.spec
    changes: list[Change] = []
    if live.name != spec.name:
        cause = cause_of_value(baseline.name if baseline else None, spec.name)
        changes.append(Change(key, Field.NAME, live.name, spec.name, cause, ("name",), spec.place.at("name")))
    if _is_other_owner(group, live):
        cause = cause_of_value(baseline.owner if baseline else None, group.owner)
        cause = _cause_if_succeeded(group, live, group.owner, cause)
        changes.append(Change(key, Field.OWNER, live.owner, group.owner, cause, ("owner",), spec.place.at("owner")))
    changes += _announcement(group, live, baseline)
    changes += _admins(group, live, baseline)
    return (*changes, *_joins(group, live, baseline), *_leaves(group, live, baseline, departures))


def _is_other_owner(group: ResolvedGroup, live: LiveGroup) -> bool:
    """Whether the group has to change hands; never to somebody who was revoked."""
    differs = live.owner != group.owner and group.owner not in group.revoked
    return differs and live.shows_owner and not live.is_inheriting


def _cause_if_succeeded(group: ResolvedGroup, live: LiveGroup, user: UserId, cause: Cause) -> Cause:
    """The cause of what makes somebody the successor: git did not move, whom it names has left or was revoked."""
    if user == group.owner and not group.revoked.isdisjoint({live.owner, group.spec.owner}):
        return Cause.REVOKED
    return Cause.DEPARTED if group.is_succeeded and user == group.owner and cause is Cause.INTENT else cause


def _announcement(group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None) -> list[Change]:
    """The announcement, by digest, where WeCom shows it."""
    if group.spec.announcement is None or live.announced is None:
        return []
    wanted, shown = text_digest(group.spec.announcement), live.announced
    if wanted == shown:
        return []
    known = baseline is not None and f"announcement:{wanted}" in baseline.selectors
    cause = Cause.DRIFT if known else Cause.INTENT
    place = group.spec.place.at("announcement")
    return [Change(group.key, Field.ANNOUNCEMENT, shown, wanted, cause, ("announcement",), place)]


def _admins(group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None) -> list[Change]:
    """Group admins one by one, where WeCom shows them; the owner needs no mention."""
    if group.spec.admins is None or live.admins is None:
        return []
    wanted = frozenset(group.spec.admins) - {group.owner} - group.revoked
    before = {words.removeprefix("admin:") for words in (baseline.selectors if baseline else ())}
    place = group.spec.place.at("admins")
    added = [
        Change(group.key, Field.ADMIN, "", user, _drift_if(user in before), ("admin",), place)
        for user in sorted(wanted - live.admins)
    ]
    removed = [
        Change(group.key, Field.ADMIN, user, "", _drift_if(user not in before), ("admin",), place)
        for user in sorted(live.admins - wanted)
    ]
    return added + removed


def _drift_if(moved_by_hand: bool) -> Cause:
    return Cause.DRIFT if moved_by_hand else Cause.INTENT


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
            _cause_if_succeeded(group, live, user, cause_of_join(group, user, baseline, lines, edit)),
            group.reasons(user, lines),
            group.spec.place.at(*group.line_of(user, lines)),
        )
        for user in missing
    )


def _leaves(
    group: ResolvedGroup, live: LiveGroup, baseline: Baseline | None, departures: Departures
) -> tuple[Change, ...]:
    revoked = live.members & group.revoked
    others = frozenset[UserId]() if group.spec.members is None else live.members - group.members - departures.waiting
    extra = sorted(others | revoked)
    if not extra:
        return ()
    edit, place = Edit.of(group, baseline), group.spec.place.at("members")
    return tuple(
        Change(
            group.key,
            Field.MEMBER,
            user,
            "",
            Cause.REVOKED
            if user in revoked
            else cause_of_leave(group, user, baseline, departed=user in departures.gone, edit=edit),
            (),
            place,
        )
        for user in extra
    )
