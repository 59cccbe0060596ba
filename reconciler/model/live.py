"""What WeCom showed. A group is present, absent, dissolved or unreadable; never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.model.ids import ChatId, UserId
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class LiveGroup:
    """An app group as `appchat/get` shows it [98914]; `members` holds people only, the owner among them."""

    chat_id: ChatId
    name: str
    owner: UserId
    members: frozenset[UserId]


@dataclass(frozen=True, slots=True)
class AbsentGroup:
    """WeCom knows no such chat. `dissolved` when it says that the chat once was (49008)."""

    chat_id: ChatId
    dissolved: bool = False


@dataclass(frozen=True, slots=True)
class UnreadableGroup:
    """The chat could not be read: never taken for absent. `foreign` when another application made it (86008)."""

    chat_id: ChatId
    reason: Text
    foreign: bool = False


SeenGroup = LiveGroup | AbsentGroup | UnreadableGroup


@dataclass(frozen=True, slots=True)
class LiveState:
    """Groups by chat id, as seen at `observed_at` (aware)."""

    observed_at: datetime
    groups: Mapping[ChatId, SeenGroup] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ApplicationState:
    """What `agent/get` says of our own application [90227]."""

    name: str
    enabled: bool
    root_in_range: bool
