"""Exactly one API call each, as data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level
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

    With `doc` it is the same call of that smartsheet's groups [101029], which knows no name.
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
    webhook: str | None = None


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


Action = CreateGroup | UpdateGroup | TransferOwner | SendMessage | TellPerson

Operation = Literal["create", "update", "transfer", "send", "tell"]

OPERATIONS: dict[type[Action], Operation] = {
    CreateGroup: "create",
    UpdateGroup: "update",
    TransferOwner: "transfer",
    SendMessage: "send",
    TellPerson: "tell",
}
"""What each kind of action is called in saved plans, in the ledger and in results."""
