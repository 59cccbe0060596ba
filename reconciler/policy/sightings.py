"""App groups as git asks for them beside what WeCom shows of them."""

from collections.abc import Iterator

from reconciler.model.group import GroupType, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts

AT_REST = frozenset({Lifecycle.FROZEN, Lifecycle.RETIRING, Lifecycle.RETIRED})


def seen_groups(facts: Facts) -> Iterator[tuple[ResolvedGroup, LiveGroup]]:
    """Every app group that exists and could be read; an absent or unreadable one says nothing about people."""
    if facts.resolved is None or facts.live is None:
        return
    for group in facts.resolved.groups:
        live = facts.live.groups.get(group.chat_id) if group.spec.type is GroupType.APP else None
        if isinstance(live, LiveGroup):
            yield group, live


def leaders_of(group: ResolvedGroup) -> frozenset[UserId]:
    """Owner and admins."""
    return frozenset((group.owner, *(group.spec.admins or ())))
