"""How an apply left the groups that it touched: what `undo` compares live with before it puts anything back."""

from collections.abc import Sequence
from typing import Literal, TypedDict

from reconciler.model.ids import GroupKey
from reconciler.model.live import LiveGroup
from reconciler.model.undo import After

Left = Sequence[tuple[GroupKey, LiveGroup]]
"""Groups as an apply left them."""


class GroupLeft(TypedDict):
    """One group as it was read after the apply: digests, its owner, and how many people were in it."""

    group: str
    chat_id: str
    digest: str
    name_digest: str
    owner: str
    size: int


class GroupsLeft(TypedDict):
    """All groups that an apply called for and could read again, sorted by chat id."""

    type: Literal["after"]
    apply_id: str
    groups: list[GroupLeft]


def left_facts(apply_id: str, groups: Left) -> GroupsLeft:
    """What is remembered of the groups that an apply touched."""
    left: list[GroupLeft] = []
    for key, live in sorted(groups, key=lambda pair: pair[1].chat_id):
        after = After.of(live)
        left.append(
            {
                "group": key,
                "chat_id": live.chat_id,
                "digest": after.digest,
                "name_digest": after.name_digest,
                "owner": after.owner,
                "size": after.size,
            }
        )
    return {"type": "after", "apply_id": apply_id, "groups": left}
