"""Things at WeCom that belong to us and are no group: ways in, welcomes, sensitive words, mass messages."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from reconciler.model.change import Cause
from reconciler.model.finding import Place
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.text import Text


class ResourceKind(StrEnum):
    """The families of resources; each has its own calls and its own right."""

    JOIN_WAY = "join-way"  # 加入群聊 [92229]
    WELCOME = "welcome"  # 入群欢迎语素材 [92366]
    WORDS = "sensitive-words"  # 聊天敏感词 [95097]
    MASS_MESSAGE = "mass-message"  # 群发任务 [92135]


class ResourceOp(StrEnum):
    """What one call does with a resource."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class Fate(StrEnum):
    """What becomes of a difference."""

    ACTED = "acted"
    REPORTED = "reported"  # seen, not done: the group is only observed, or drift is only reported
    WAITING = "waiting"  # another command does it


Content = Mapping[str, object]
"""What a resource says, by part: JSON values only, lists sorted where their order says nothing."""

ResourceKey = tuple[ResourceKind, str]
"""What names a resource in git and in the ledger."""

LiveKey = tuple[ResourceKind, str]
"""What names a resource at WeCom: its kind and the id that creating it returned."""


def content_digest(content: Content) -> str:
    """SHA-256 of a content, 64 hexadecimal digits; the same for equal contents."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Resource:
    """What git asks of one resource.

    Attributes:
        key: `group/key` of a way in, the group of a welcome, `department/key` or `key` of words, `notice/owner`.
        groups: the groups it is for, its own first; () where it is for no group.
        title: how people call it; never its text.
    """

    kind: ResourceKind
    key: str
    groups: tuple[GroupKey, ...]
    title: Text
    content: Content
    place: Place = field(compare=False)

    @property
    def digest(self) -> str:
        """Of the content."""
        return content_digest(self.content)


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """A difference between git and one resource at WeCom.

    Attributes:
        differs: names of the parts that differ, sorted; () when it is created or deleted.
        before, after: digests of what WeCom has and of what git asks, "" for nothing.
    """

    kind: ResourceKind
    key: str
    groups: tuple[GroupKey, ...]
    title: Text
    op: ResourceOp
    cause: Cause
    differs: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    fate: Fate = Fate.ACTED
    place: Place | None = field(default=None, compare=False)

    @property
    def group(self) -> GroupKey | None:
        """The group it belongs to, None for none."""
        return self.groups[0] if self.groups else None

    @property
    def meaning(self) -> tuple[str, str, str, str]:
        """What has to be equal for two changes to be the same at apply."""
        return (self.kind.value, self.key, self.op.value, self.after)


@dataclass(frozen=True, slots=True)
class Made:
    """What a call answered: the id at WeCom, and groups that a mass message cannot go to."""

    id: str
    left_out: tuple[ChatId, ...] = ()


@dataclass(frozen=True, slots=True)
class PastResource:
    """What the ledger tells of a resource of ours.

    Attributes:
        id: at WeCom; "" where it is not there (any more), or nobody knows.
        digest: of what was last written and took effect.
        is_hoped: a create was sent and its end is not known: it may be there.
        made: how often it was made; a welcome that was made again has to be attached again.
        sender, chats: of a mass message: who confirms it, and the groups it is for.
        settled: of a mass message: groups of which it is known what became of it, or that it cannot go to.
        refused: those among them that it did not and will not go to.
    """

    kind: ResourceKind
    key: str
    id: str = ""
    digest: str = ""
    written_at: datetime | None = None
    made: int = 0
    sender: UserId | None = None
    chats: frozenset[ChatId] = frozenset()
    settled: frozenset[ChatId] = frozenset()
    refused: frozenset[ChatId] = frozenset()
    is_hoped: bool = False

    @property
    def is_open(self) -> bool:
        """A mass message that somebody still has to confirm."""
        return bool(self.id) and not self.chats <= self.settled
