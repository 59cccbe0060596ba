"""The past: what the ledger tells, as values."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reconciler.model.ids import ChatId, GroupKey, UserId


@dataclass(frozen=True, slots=True)
class Baseline:
    """What git and the address book asked of a group when it was last brought into line.

    It tells whether git moved (`intent`), the address book moved (`directory`) or live moved (`drift`).
    """

    name: str
    owner: UserId
    members: frozenset[UserId]
    selectors: frozenset[str]

    @property
    def digest(self) -> str:
        """The same for equal baselines, whatever the order."""
        parts = [self.name, self.owner, *sorted(self.members), "", *sorted(self.selectors)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PastGroup:
    """What is known of one chat of ours. `created_at` is None for an adopted one.

    `hoped_at` is when a creation was tried whose end nobody knows: if the chat is there, that made it.
    """

    key: GroupKey
    chat_id: ChatId
    created_at: datetime | None = None
    baseline: Baseline | None = None
    hoped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """The ledger, read to its end.

    Attributes:
        records: how many records there are; 0 means that nothing was ever written.
        groups: by chat id.
        sent: message ids that were delivered.
        unknown_sends: message ids that were sent without an answer: never sent again.
        open_reserves: reserves without a confirm: (sequence number, chat id) of calls that may have happened.
        missing_since: when a person was first found missing from the address book.
        manual_since: when a manual step was first handed over, by id.
        updates_at, creations_at: times of confirmed calls, sorted, for the budget.
        last_call_at: when a call was last confirmed that took effect or may have.
    """

    records: int = 0
    groups: Mapping[ChatId, PastGroup] = field(default_factory=dict)
    sent: frozenset[str] = frozenset()
    unknown_sends: frozenset[str] = frozenset()
    open_reserves: tuple[tuple[int, ChatId], ...] = ()
    missing_since: Mapping[UserId, datetime] = field(default_factory=dict)
    manual_since: Mapping[str, datetime] = field(default_factory=dict)
    updates_at: tuple[datetime, ...] = ()
    creations_at: tuple[datetime, ...] = ()
    last_call_at: datetime | None = None
