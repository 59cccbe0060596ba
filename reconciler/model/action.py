"""Exactly one API call each, as data."""

from dataclasses import dataclass
from datetime import datetime

from reconciler.model.ids import ChatId, GroupKey, UserId


@dataclass(frozen=True, slots=True)
class CreateGroup:
    """`appchat/create` [90245]: 2 to 1,999 people, owner among them; people sorted.

    `rank` orders actions over all groups, smaller first; `not_before` is when quiet hours end, None = now.
    """

    group: GroupKey
    chat_id: ChatId
    name: str
    owner: UserId
    members: tuple[UserId, ...]
    rank: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class UpdateGroup:
    """`appchat/update` [98913]: name, owner, joins and leaves in one call; at most 500 ids a list; all sorted."""

    group: GroupKey
    chat_id: ChatId
    name: str | None = None
    owner: UserId | None = None
    joins: tuple[UserId, ...] = ()
    leaves: tuple[UserId, ...] = ()
    rank: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class SendMessage:
    """`appchat/send` of one text [90248].

    `message_id` is the same in every run, so that nothing is sent twice. The text is worked out again when it is
    sent and never saved: `text` is empty in a plan read from a file; `digest` is its SHA-256.
    """

    group: GroupKey
    chat_id: ChatId
    message_id: str
    digest: str
    size_bytes: int
    text: str = ""
    rank: int = 0
    not_before: datetime | None = None


Action = CreateGroup | UpdateGroup | SendMessage
