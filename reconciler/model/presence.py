"""Who was in a group, as far as the ledger can know."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reconciler.model.ids import ChatId, GroupKey, UserId


class Evidence(StrEnum):
    """What shows that a person is in a group."""

    CREATED = "created"  # the group was made with them
    JOINED = "joined"  # a call added them
    OWNER = "owner"  # a call made them owner
    SETTLED = "settled"  # the group was read and found in line with git, which has them in it


@dataclass(frozen=True, slots=True)
class Stay:
    """One person in one group; `is_sure` False where the end of a call that adds or removes them is not known."""

    user: UserId
    evidence: Evidence
    seq: int
    at: datetime
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Presence:
    """One chat at a moment.

    Attributes:
        owner: None if no record says.
        stays: sorted by user id; where one person was asked for, theirs alone.
        settled_seq, settled_at: the last time the whole group was seen in line with git; 0 and None if never.
        next_seq, next_at: the first record about the chat after the moment; 0 and None if there is none.
    """

    group: GroupKey
    chat_id: ChatId
    owner: UserId | None
    stays: tuple[Stay, ...]
    settled_seq: int = 0
    settled_at: datetime | None = None
    next_seq: int = 0
    next_at: datetime | None = None
