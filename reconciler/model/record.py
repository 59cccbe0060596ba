"""The past: what the ledger tells, as values."""

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import ATTEST, Level
from reconciler.model.resource import PastResource, ResourceKey
from reconciler.model.undo import PastUndone

_BLOCK = timedelta(hours=1)
UNREACHABLE_FOR = timedelta(days=7)  # then one more message is tried: nothing tells that somebody can be reached again


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

    `hoped_at` is when a creation was tried whose end nobody knows: if the chat is there, that made it. `settled_seq` is
    the number of the record that noted the baseline.
    """

    key: GroupKey
    chat_id: ChatId
    created_at: datetime | None = None
    baseline: Baseline | None = None
    hoped_at: datetime | None = None
    settled_seq: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PastStep:
    """A manual step that was handed over.

    Attributes:
        people: whom it is about; those still owed may be fewer.
        seen_by: how it is seen as done: a live field's name, or `attest`.
        assignee: who was to do it when it was opened, None where nobody suitable was known.
        told: when each level heard of it, since it was opened or last attested; a level may be several people.
        attested_at, attested_by: when somebody said that it is done, and who.
        opened_seq, attested_seq: numbers of the records that say so, because a clock may stand still.
        is_open: neither seen as done nor withdrawn; an attested step stays open until it is asked again or ends.
    """

    id: str
    group: GroupKey
    chat_id: ChatId
    field: str
    opened_at: datetime
    people: tuple[UserId, ...] = ()
    seen_by: str = ATTEST
    assignee: UserId | None = None
    told: Mapping[tuple[Level, UserId], datetime] = dataclasses.field(default_factory=dict)
    attested_at: datetime | None = None
    attested_by: UserId | None = None
    opened_seq: int = 0
    attested_seq: int = 0
    is_open: bool = True

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be done, as far as anybody said."""
        return self.is_open and self.attested_at is None

    @property
    def doer(self) -> UserId | None:
        """Who does it: the last one who was told, before that whom it was opened for."""
        told = [person for level, person in self.told if level is Level.TOLD]
        return told[-1] if told else self.assignee


@dataclass(frozen=True, slots=True)
class PastTransfer:
    """A customer group that changed hands by API: at most 2 in 90 days a group, 300 a day a person [95703]."""

    chat_id: ChatId
    former: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class PastRemoval:
    """Somebody whom a call took out of a group."""

    user: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class PastMessage:
    """A message that counts against the limit of `scope` (see `message_scope`), for so many `people`."""

    scope: str
    people: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PastRevocation:
    """Somebody was taken out of everything at once, and stays out until somebody lifts it."""

    user: UserId
    approver: UserId
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """The ledger, read to its end.

    Attributes:
        records: how many records there are; 0 means that nothing was ever written, but for who may write.
        groups: by chat id.
        sent: message ids that were delivered.
        unknown_sends: message ids that were sent without an answer: never sent again.
        open_reserves: reserves without a confirm: (sequence number, chat id) of calls that may have happened.
        people: everybody who was ever asked for in a group that was in line: they certainly existed.
        revoked: revocations that were not lifted, by person.
        missing_since: when a person was first found missing from the address book.
        steps: manual steps by id, open and ended.
        departments: the address book's departments as last seen, id → path; the company itself by its name. Those
            that a line of git still calls by a former path keep that path. Empty: nothing was remembered yet.
        resources: what is ours around groups, gone or there, by kind and key.
        transfers: owners handed over by API in the last 90 days, oldest first.
        updates_at, creations_at: times of calls that counted at WeCom or may have, sorted, for the budget.
        messages: those that count at WeCom or may, in the last hour, oldest first.
        removals: people taken out by calls that took effect or may have, in the last 24 hours, oldest first.
        unreachable: when a message to somebody was last refused because it does not reach them, and none did since.
        throttled: when WeCom last answered that a quota is used up, by the quota's name (`quota_of`).
        last_call_at: when a call was last confirmed that took effect or may have.
        applied_commit: what was checked out when documents were last applied; empty where no apply came from a commit.
        merged_commit: the newest commit of the default branch whose reviewed plan an apply began with; empty for none.
        merged_base: where that plan's branch left the default branch: whatever was merged up to there is in the plan.
        unfinished: commits of the default branch whose plan was begun and not done to its end, with when that was last.
        due: of those, when what was put off can go on, where that was known.
        undone: what undoes have put back and nothing did again, by chat id.
    """

    records: int = 0
    groups: Mapping[ChatId, PastGroup] = dataclasses.field(default_factory=dict)
    sent: frozenset[str] = frozenset()
    unknown_sends: frozenset[str] = frozenset()
    open_reserves: tuple[tuple[int, ChatId], ...] = ()
    people: frozenset[UserId] = frozenset()
    revoked: Mapping[UserId, PastRevocation] = dataclasses.field(default_factory=dict)
    missing_since: Mapping[UserId, datetime] = dataclasses.field(default_factory=dict)
    steps: Mapping[str, PastStep] = dataclasses.field(default_factory=dict)
    departments: Mapping[int, str] = dataclasses.field(default_factory=dict)
    resources: Mapping[ResourceKey, PastResource] = dataclasses.field(default_factory=dict)
    transfers: tuple[PastTransfer, ...] = ()
    updates_at: tuple[datetime, ...] = ()
    creations_at: tuple[datetime, ...] = ()
    messages: tuple[PastMessage, ...] = ()
    removals: tuple[PastRemoval, ...] = ()
    last_call_at: datetime | None = None
    unreachable: Mapping[UserId, datetime] = dataclasses.field(default_factory=dict)
    throttled: Mapping[str, datetime] = dataclasses.field(default_factory=dict)
    applied_commit: str = ""
    merged_commit: str = ""
    merged_base: str = ""
    unfinished: Mapping[str, datetime] = dataclasses.field(default_factory=dict)
    due: Mapping[str, datetime] = dataclasses.field(default_factory=dict)
    undone: Mapping[ChatId, PastUndone] = dataclasses.field(default_factory=dict)

    def throttled_until(self, quota: str, now: datetime) -> datetime | None:
        """When WeCom's block of a quota ends, None if there is none at `now`: an hour, for creations the day [90312].

        The natural day is that of the zone of `now`.
        """
        at = self.throttled.get(quota)
        if at is None:
            return None
        at = at.astimezone(now.tzinfo)
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        until = midnight if quota == "create" else at + _BLOCK
        return until if now < until else None

    def out_of_reach(self, now: datetime) -> frozenset[UserId]:
        """People to whom no message is tried at `now`."""
        return frozenset(user for user, at in self.unreachable.items() if now < at + UNREACHABLE_FOR)

    def removed_since(self, moment: datetime) -> tuple[PastRemoval, ...]:
        """Whom calls took out after `moment`, as far back as `removals` goes."""
        return tuple(removal for removal in self.removals if removal.at > moment)
