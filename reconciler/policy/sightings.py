"""Groups as git asks for them beside what WeCom shows of them."""

from collections.abc import Collection, Iterator

from reconciler.model.group import GroupType, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts

AT_REST = frozenset({Lifecycle.FROZEN, Lifecycle.RETIRING, Lifecycle.RETIRED})
BY_API = frozenset({GroupType.APP, GroupType.SHEET})  # families in which an API moves people


def seen_groups(facts: Facts, *types: GroupType) -> Iterator[tuple[ResolvedGroup, LiveGroup]]:
    """Every group of these families (all by default) that exists and could be read.

    An absent or unreadable one says nothing about people, nor does one that nothing shows or that WeCom itself fills.
    """
    if facts.resolved is None or facts.live is None:
        return
    wanted: Collection[GroupType] = types or tuple(GroupType)
    for group in facts.resolved.groups:
        spec = group.spec
        if spec.type not in wanted or spec.is_unseen or spec.is_unlinked or spec.managed_by is not None:
            continue
        live = facts.live.groups.get(group.chat_id)
        if isinstance(live, LiveGroup):
            yield group, live


def leaders_of(group: ResolvedGroup) -> frozenset[UserId]:
    """Owner and admins."""
    return frozenset((group.owner, *(group.spec.admins or ())))
