"""Changes of one group → the fewest API calls, every state in between valid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from reconciler.model.action import CreateGroup, UpdateGroup
from reconciler.model.change import Cause, Change, Field
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup

LIST_LIMIT = 500  # ids in one list of appchat/update; the sibling call allows 500 [101029]
FEWEST_MEMBERS = 2  # appchat/create [90245]

URGENT = frozenset(
    {Cause.DEPARTED, Cause.SANCTION, Cause.REVOKED}
)  # do not wait for the end of quiet hours (design §9)


def rank_of(changes: Iterable[Change]) -> int:
    """What protects people and data first: departed and sanctions, owners, joins, names, the rest."""
    return min((_rank(change) for change in changes), default=9)


def _rank(change: Change) -> int:
    if change.is_leave:
        return 0 if change.cause in URGENT else 4
    return {Field.OWNER: 1, Field.MEMBER: 2, Field.GROUP: 2, Field.NAME: 3}.get(change.field, 5)


def fold_creation(group: ResolvedGroup, changes: tuple[Change, ...], not_before: datetime | None) -> CreateGroup:
    """One `appchat/create` with everyone in it."""
    people = tuple(sorted(UserId(change.after) for change in changes if change.is_join))
    return CreateGroup(group.key, group.chat_id, group.spec.name, group.owner, people, rank_of(changes), not_before)


def fold_updates(
    live: LiveGroup, changes: tuple[Change, ...], cap: int, quiet_until: datetime | None
) -> tuple[UpdateGroup, ...]:
    """The fewest `appchat/update` calls for these changes of an existing group.

    At most ⌈max(joins, leaves) / 500⌉ calls, name and owner ride on one of them. Joins go early and leaves late, so
    that the group never gets small; they share a call where the cap would be passed in between.

    Args:
        live: the group now.
        changes: to be done; the owner after them is a member after them.
        cap: most people the group can hold.
        quiet_until: end of quiet hours if it is quiet now: everything but departures and sanctions waits for it.
    Source: appchat/update [98913].
    """
    if quiet_until is None:
        return tuple(_calls(live, changes, cap))
    urgent, later = _split_urgent(live, changes)
    now_calls = tuple(_calls(live, urgent, cap))
    after = _after(live, urgent)
    return now_calls + tuple(replace(call, not_before=quiet_until) for call in _calls(after, later, cap))


def _split_urgent(live: LiveGroup, changes: tuple[Change, ...]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Leaves that cannot wait, with the owner change they need; nothing urgent if too few people would be left."""
    urgent = [change for change in changes if change.is_leave and change.cause in URGENT]
    if any(change.before == live.owner for change in urgent):
        successor = {change.after for change in changes if change.field is Field.OWNER}
        urgent += [c for c in changes if c.field is Field.OWNER or (c.is_join and c.after in successor)]
    left = live.members - {c.before for c in urgent if c.is_leave} | {c.after for c in urgent if c.is_join}
    if len(left) < FEWEST_MEMBERS:
        return (), changes
    return tuple(urgent), tuple(change for change in changes if change not in urgent)


def _after(live: LiveGroup, changes: tuple[Change, ...]) -> LiveGroup:
    members = live.members - {c.before for c in changes if c.is_leave} | {c.after for c in changes if c.is_join}
    owner = next((UserId(c.after) for c in changes if c.field is Field.OWNER), live.owner)
    return replace(live, owner=owner, members=frozenset(UserId(member) for member in members))


@dataclass(slots=True)
class _Queue:
    """What is still to be put into calls for one group."""

    joins: list[UserId]
    leaves: list[UserId]
    name: str | None
    owner: UserId | None
    size: int

    @property
    def is_done(self) -> bool:
        return not (self.joins or self.leaves or self.name is not None or self.owner is not None)

    def calls_left(self) -> int:
        return max(1, -(-max(len(self.joins), len(self.leaves)) // LIST_LIMIT))


def _calls(live: LiveGroup, changes: tuple[Change, ...], cap: int) -> Iterator[UpdateGroup]:
    if not changes:
        return
    queue = _queue(live, changes)
    rank = rank_of(changes)
    while not queue.is_done:
        joins, leaves = _next_lists(queue, cap)
        owner = queue.owner if queue.owner not in queue.joins else None
        yield UpdateGroup(
            group=changes[0].group,
            chat_id=live.chat_id,
            name=queue.name,
            owner=owner,
            joins=tuple(sorted(joins)),
            leaves=tuple(sorted(leaves)),
            rank=rank,
            former=live.owner if owner is not None else None,
            former_name=live.name if queue.name is not None else None,
        )
        queue.name = None
        queue.owner = None if owner is not None else queue.owner


def _queue(live: LiveGroup, changes: tuple[Change, ...]) -> _Queue:
    owner = next((UserId(c.after) for c in changes if c.field is Field.OWNER), None)
    joins = sorted((UserId(c.after) for c in changes if c.is_join), key=lambda user: (user != owner, user))
    leaves = sorted((UserId(c.before) for c in changes if c.is_leave), key=lambda user: (user == live.owner, user))
    name = next((c.after for c in changes if c.field is Field.NAME), None)
    return _Queue(joins, leaves, name, owner, len(live.members))


def _next_lists(queue: _Queue, cap: int) -> tuple[list[UserId], list[UserId]]:
    """Take the next call's joins and leaves out of the queue."""
    if queue.size > cap and queue.leaves:  # filled up by hand: make room before anybody joins
        leaving = min(LIST_LIMIT, len(queue.leaves))
        joining = min(LIST_LIMIT, len(queue.joins), max(0, cap - (queue.size - leaving)))
    else:
        joining = min(LIST_LIMIT, len(queue.joins))
        later = (queue.calls_left() - 1) * LIST_LIMIT
        leaving = max(0, queue.size + joining - cap, len(queue.leaves) - later)
    joins, queue.joins = queue.joins[:joining], queue.joins[joining:]
    leaves, queue.leaves = queue.leaves[:leaving], queue.leaves[leaving:]
    queue.size += joining - leaving
    return joins, leaves
