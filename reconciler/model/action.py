"""Exactly one API call each, as data."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level
from reconciler.model.resource import Content, ResourceKind, ResourceOp
from reconciler.text import Text


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
    """`appchat/update` [98913]: name, owner, joins and leaves in one call; at most 500 ids a list; all sorted.

    With `doc` it is the same call of that smartsheet's groups [101029], which knows no name. `former` and `former_name`
    are what live showed before, of what changes: only the ledger asks, so that the call can be undone.
    """

    group: GroupKey
    chat_id: ChatId
    name: str | None = None
    owner: UserId | None = None
    joins: tuple[UserId, ...] = ()
    leaves: tuple[UserId, ...] = ()
    rank: int = 0
    not_before: datetime | None = None
    doc: str | None = None
    former: UserId | None = field(default=None, compare=False)
    former_name: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TransferOwner:
    """A customer group handed over: `onjob_transfer` [95703], or `transfer` [92127] where the owner `is_departed`."""

    group: GroupKey
    chat_id: ChatId
    owner: UserId
    former: UserId
    is_departed: bool = False
    rank: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class SendMessage:
    """`appchat/send` of one text [90248], or of a webhook [91770] where `webhook` names its environment variable.

    `message_id` is the same in every run, so that nothing is sent twice. The text is worked out again when it is
    sent and never saved: `text` is empty in a plan read from a file; `digest` is its SHA-256. `readers` are the people
    in the group, for WeCom's limits: worked out again when it is sent, too.
    """

    group: GroupKey
    chat_id: ChatId
    message_id: str
    digest: str
    size_bytes: int
    text: str = ""
    rank: int = 0
    not_before: datetime | None = None
    webhook: str | None = None
    readers: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class TellPerson:
    """`message/send` to one person about manual steps [90236]; the text is kept and worked out as that of SendMessage.

    Attributes:
        level: why they hear of it, see `Level`.
        steps: ids of the steps it is about, sorted.
        buttons: (step id, label) for a card with a button to attest each; () for plain text.
        after: groups that the same plan makes, and that have to be there before anybody hears of them.
    """

    to: UserId
    level: Level
    steps: tuple[str, ...]
    message_id: str
    digest: str
    size_bytes: int
    text: str = ""
    buttons: tuple[tuple[str, Text], ...] = ()
    after: tuple[GroupKey, ...] = ()
    rank: int = 0
    not_before: datetime | None = None

    @property
    def group(self) -> GroupKey:
        """No group: messages to one person are told apart from those to others by `@person`."""
        return GroupKey(f"@{self.to}")


@dataclass(frozen=True, slots=True)
class WriteResource:
    """One call that makes, changes or takes away a resource [92229][92366][95097][92135].

    What is written is worked out again when it is written and never saved: `content` and `before` are empty in a plan
    read from a file.

    Attributes:
        id: at WeCom, "" for one that is made.
        digest: of `content`, "" for one that is taken away.
        differs: the parts that change, sorted.
        content, before: what WeCom is to have, and what it has.
        may_exist: it is made, and a former try to make it may have succeeded.
    """

    kind: ResourceKind
    key: str
    op: ResourceOp
    id: str = ""
    digest: str = ""
    differs: tuple[str, ...] = ()
    content: Content = field(default_factory=dict, repr=False)
    before: Content = field(default_factory=dict, repr=False)
    may_exist: bool = False
    rank: int = 0
    not_before: datetime | None = None

    @property
    def group(self) -> GroupKey:
        """No group: resources are told apart by their kind and key."""
        return GroupKey(f"@{self.kind}:{self.key}")

    @property
    def message_id(self) -> str | None:
        """Of a mass message, the same in every run, so that nobody is asked twice; None of anything else."""
        return f"task:{self.key.replace('/', ':')}" if self.kind is ResourceKind.MASS_MESSAGE else None

    @property
    def sender(self) -> UserId:
        """Who confirms a mass message."""
        return UserId(str(self.content.get("sender", "")))

    @property
    def chats(self) -> tuple[ChatId, ...]:
        """The groups that a mass message is for."""
        listed = self.content.get("groups")
        return tuple(ChatId(chat) for chat in listed) if isinstance(listed, list) else ()


Action = CreateGroup | UpdateGroup | TransferOwner | SendMessage | TellPerson | WriteResource

Operation = Literal["create", "update", "transfer", "send", "tell", "resource"]

OPERATIONS: dict[type[Action], Operation] = {
    CreateGroup: "create",
    UpdateGroup: "update",
    TransferOwner: "transfer",
    SendMessage: "send",
    TellPerson: "tell",
    WriteResource: "resource",
}
"""What each kind of action is called in saved plans, in the ledger and in results."""


def webhook_scope(name: str) -> str:
    """What shares the limit of the webhook in that environment variable [91770]."""
    return f"webhook:{name}"


def quota_of(action: Action) -> str:
    """What shares a permission and a quota with an action: its operation, its webhook, or the kind of its resource."""
    if isinstance(action, SendMessage) and action.webhook is not None:
        return webhook_scope(action.webhook)
    return action.kind.value if isinstance(action, WriteResource) else OPERATIONS[type(action)]
