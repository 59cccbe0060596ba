"""What a replay remembers of calls and chats until more is heard of them."""

from datetime import datetime
from typing import ClassVar, NamedTuple

from reconciler.errors import LedgerError
from reconciler.ledger.past_resources import Written
from reconciler.ledger.past_steps import Heard
from reconciler.ledger.records import Wanted
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.message_scope import CHATS
from reconciler.model.record import Baseline, PastGroup
from reconciler.text import Text


class Call(NamedTuple):
    """A reserve whose end is not final."""

    op: str
    at: datetime
    key: GroupKey
    chat_id: ChatId  # empty for a message to a person, or a resource
    message_id: str | None
    former: UserId | None = None
    heard: Heard | None = None
    written: Written | None = None
    leaves: tuple[str, ...] = ()
    scope: tuple[str, int] = ("", 0)

    @property
    def quota(self) -> str:
        """What shares a limit with it, as `quota_of` names it."""
        if self.written is not None:
            return self.written.kind.value
        return self.scope[0] if self.op == "send" and self.scope[0] != CHATS else self.op


class KnownGroup:
    """What is known of a chat; `wanted` is its newest baseline as written, until somebody asks for the value."""

    __slots__ = ("baseline", "created_at", "key", "past", "settled_seq", "wanted")
    CARRIED: ClassVar = ("key", "created_at", "settled_seq", "written")

    def __init__(
        self,
        key: GroupKey,
        created_at: datetime | None = None,
        settled_seq: int = 0,
        written: Wanted | None = None,
    ) -> None:
        self.key = key
        self.created_at = created_at
        self.settled_seq = settled_seq
        self.wanted = written
        self.baseline: Baseline | None = None
        self.past: PastGroup | None = None

    @property
    def written(self) -> Wanted | None:
        """The newest baseline as written, lists sorted."""
        known = self.baseline
        if self.wanted is not None or known is None:
            return self.wanted
        return {
            "name": known.name,
            "owner": known.owner,
            "members": sorted(known.members),
            "selectors": sorted(known.selectors),
        }


def sent_before(message_id: str) -> LedgerError:
    """A message that went out, or may have gone out, is about to be sent again."""
    return LedgerError(
        Text(
            f"消息 {message_id} 已经发出或可能已经发出，不会再发。",
            f"Message {message_id} was sent, or may have been sent; it is not sent again.",
        ),
        Text("请重新生成计划。", "Make a new plan."),
    )
