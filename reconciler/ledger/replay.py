"""Records → `Past`, one after another; memory grows with what is known, not with how long the ledger is.

How each part of `Past` is derived:

- `groups`: every chat that was settled, or that a call not known to have failed was reserved for.
  `key`: from the last such record. `baseline`: from the last `settled`.
  `created_at`: when a create was first confirmed `applied`. A create that was confirmed `unknown`, or never
  confirmed, lists the group with `hoped_at` instead, because it may not have happened; a later `settled` shows that it
  did, and then `created_at` is that time: of the confirm, or of the reserve.
- `sent`: messages confirmed `applied`. `unknown_sends`: messages confirmed `unknown`, or reserved without a confirm,
  and not sent by another call.
- `open_reserves`: reserves without a confirm, oldest first. A later run may confirm them, and may confirm again, as
  `applied` or `failed`, what was confirmed `unknown`; `applied` and `failed` are final, later confirms change nothing.
- `people`, `revoked`, `missing_since`, `unreachable`: see `past_people.py`.
- `steps`, `departments`, `resources`, `messages`, `throttled`, `applied_commit`, `undone`: see the modules `past_*.py`.
- `transfers`: confirms of handovers as `applied` or `unknown`, not older than 90 days before the last record.
- `updates_at`, `creations_at`: times of confirms as `applied` or `unknown`, and of reserves without a confirm (all of
  those may have counted at WeCom), not older than 24 hours before the last record.
- `removals`: who left by confirms as `applied` or `unknown`, not older than 24 hours before the last record.
- `last_call_at`: time of the last confirm as `applied` or `unknown`.
"""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from reconciler.ledger.lease import LeaseBook
from reconciler.ledger.lease_records import LEASE_TYPES
from reconciler.ledger.past_applies import ApplyBook
from reconciler.ledger.past_calls import Call, KnownGroup
from reconciler.ledger.past_carried import CarriedBook
from reconciler.ledger.past_departments import DepartmentBook
from reconciler.ledger.past_messages import MessageBook, scope_noted
from reconciler.ledger.past_people import PeopleBook
from reconciler.ledger.past_resources import ResourceBook, written_of
from reconciler.ledger.past_steps import StepBook, heard_of
from reconciler.ledger.past_throttles import ThrottleBook
from reconciler.ledger.past_undone import UndoneBook
from reconciler.ledger.records import Record, Wanted
from reconciler.ledger.values import moment_of, word, words
from reconciler.model.action import OPERATIONS
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.record import Baseline, Past, PastGroup, PastMessage, PastRemoval, PastStep, PastTransfer

BUDGET_WINDOW = timedelta(hours=24)
TRANSFER_WINDOW = timedelta(days=90)

_NOTHING_YET = LEASE_TYPES | {"opened"}


class Replay:
    """Hears records in order and can say at any time what they come to.

    `hear` raises KeyError, TypeError or ValueError for facts that no version of ours wrote.
    """

    def __init__(self) -> None:
        self._records = 0
        self._at: datetime | None = None  # of the last record
        self._groups: dict[ChatId, KnownGroup] = {}
        self._open: dict[int, Call] = {}
        self._unknown: dict[int, Call] = {}
        self._hoped: dict[ChatId, datetime] = {}  # creates that may have happened
        self._sent: set[str] = set()
        self._people = PeopleBook()
        self._steps = StepBook()
        self.leases = LeaseBook()
        self.carried = CarriedBook()
        self.departments = DepartmentBook()
        self._resources = ResourceBook()
        self._throttles = ThrottleBook()
        self._messages = MessageBook()
        self._applies = ApplyBook()
        self._undone = UndoneBook()
        self._transfers: deque[PastTransfer] = deque()
        self._updates: deque[datetime] = deque()
        self._creations: deque[datetime] = deque()
        self._removals: deque[PastRemoval] = deque()
        self._last_call_at: datetime | None = None
        self._shared: dict[str, UserId] = {}
        self._handlers: dict[str, Callable[[Record, datetime], None]] = {
            **dict.fromkeys(("segment", "repaired", "after"), _ignore),
            **self._applies.handlers,
            **self.leases.handlers,
            **self.carried.handlers,
            "reserve": self._reserve,
            "confirm": self._confirm,
            "settled": self._settled,
            **self._people.handlers,
            "departments": self.departments.noted,
            "manual": self._steps.handed_over,
            "step-opened": self._steps.opened,
            "step-attested": self._steps.attested,
            "step-ended": self._steps.ended,
            "resource-forgotten": self._resources.forgotten,
            "task-results": self._resources.settled,
        }

    def knows(self, record: Record) -> bool:
        """Whether this version has that type of record."""
        return record.get("type") in self._handlers

    def hear(self, record: Record) -> None:
        """Take the next record in."""
        at = self._at = moment_of(record["at"])
        self._handlers[record["type"]](record, at)
        self._undone.hear(record)
        if self._records or record["type"] not in _NOTHING_YET:
            self._records = record["seq"]

    def past(self) -> Past:
        """What all records so far come to."""
        groups = {chat_id: self._past_group(chat_id, group) for chat_id, group in self._groups.items()}
        unsure = (*self._unknown.values(), *self._open.values())
        for call in (call for call in unsure if call.chat_id):
            hoped_at = self._hoped.get(call.chat_id)
            groups.setdefault(call.chat_id, PastGroup(call.key, call.chat_id, hoped_at=hoped_at))
        return Past(
            records=self._records,
            groups=groups,
            sent=frozenset(self._sent),
            unknown_sends=self._unknown_sends(),
            open_reserves=tuple((seq, call.chat_id) for seq, call in sorted(self._open.items())),
            people=frozenset(self._people.people),
            revoked=dict(self._people.revoked),
            missing_since=dict(self._people.missing),
            unreachable=dict(self._people.unreachable),
            steps=self._steps.steps(call.heard for call in self._open.values()),
            departments=self.departments.paths(),
            resources=self._resources.resources(call.written for call in unsure),
            transfers=tuple(moved for moved in self._transfers if self._is_within(TRANSFER_WINDOW, moved.at)),
            updates_at=self._counted("update", self._updates),
            creations_at=self._counted("create", self._creations),
            messages=self._messages.within(
                self._at, [PastMessage(*call.scope, call.at) for call in self._open.values()]
            ),
            removals=tuple(gone for gone in self._removals if self._is_within(BUDGET_WINDOW, gone.at)),
            last_call_at=self._last_call_at,
            throttled=self._throttles.latest(self._at),
            applied_commit=self._applies.commit,
            merged_commit=self._applies.merged,
            merged_base=self._applies.merged_base,
            unfinished=dict(self._applies.unfinished),
            due=dict(self._applies.due),
            undone=self._undone.undone(),
        )

    def awaits_confirm(self, seq: int) -> bool:
        """Whether a reserve has no final end yet."""
        return seq in self._open or seq in self._unknown

    def may_be_sent(self, message_id: str) -> bool:
        """Whether a message certainly did not go out yet."""
        return message_id not in self._sent and message_id not in self._unknown_sends()

    def is_settled(self, key: GroupKey, chat_id: ChatId, baseline: Baseline) -> bool:
        """Whether a `settled` with these facts would change nothing."""
        group = self._groups.get(chat_id)
        if group is None or group.key != key or chat_id in self._hoped:
            return False
        return self._past_group(chat_id, group).baseline == baseline

    def is_missing(self, user: UserId) -> bool:
        """Whether a person is noted as missing."""
        return user in self._people.missing

    def step(self, step_id: str) -> PastStep | None:
        """A manual step, None if it was never handed over."""
        return self._steps.step(step_id)

    def _reserve(self, record: Record, at: datetime) -> None:
        op = record["op"]
        if op not in OPERATIONS.values():
            raise ValueError(op)
        message_id = word(record["message_id"]) if op in {"send", "tell"} or "message_id" in record else None
        heard = heard_of(record, at) if op == "tell" else None
        written = written_of(record) if op == "resource" else None
        is_group = heard is None and written is None
        chat_id = ChatId(word(record["chat_id"])) if is_group else ChatId("")
        key = GroupKey(word(record["group"])) if is_group else GroupKey("")
        former = UserId(word(record["former"])) if op == "transfer" else None
        leaves = tuple(words(record.get("leaves", [])))
        scope = scope_noted(record)
        self._open[record["seq"]] = Call(op, at, key, chat_id, message_id, former, heard, written, leaves, scope)
        if op == "create":
            self._hoped.setdefault(chat_id, at)

    def _confirm(self, record: Record, at: datetime) -> None:
        seq, status = record["reserve"], record["status"]
        if status not in {"applied", "failed", "unknown"}:
            raise ValueError(status)
        call, is_first = self._open.pop(seq, None), True
        if call is None:
            call, is_first = self._unknown.pop(seq, None), False
        if call is None:
            return
        if call.heard is not None:
            self._people.told(call.heard.to, status, record.get("errcode"), at)
        self._throttles.heard(call.quota, record.get("errcode"), at)
        if call.op == "create":
            self._hoped.pop(call.chat_id, None)
        if status == "failed":
            return
        self._last_call_at = at
        if is_first:
            self._count(call, at)
            self._steps.heard(call.heard)
        if status == "unknown":
            self._unknown[seq] = call
            if call.op == "create":
                self._hoped[call.chat_id] = at
        else:
            self._applied(call, record, at)

    def _applied(self, call: Call, record: Record, at: datetime) -> None:
        if call.message_id is not None:
            self._sent.add(call.message_id)
        self._resources.applied(call.written, record, at)
        if not call.chat_id:
            return
        group = self._group(call.chat_id, call.key)
        if call.op == "create" and group.created_at is None:
            group.created_at = at

    def _settled(self, record: Record, _: datetime) -> None:
        chat_id, wanted = ChatId(word(record["chat_id"])), record["baseline"]
        created_at = self._hoped.pop(chat_id, None)
        group = self._group(chat_id, GroupKey(word(record["group"])))
        group.created_at = group.created_at or created_at
        group.settled_seq = record["seq"]
        group.wanted = {
            "name": word(wanted["name"]),
            "owner": word(wanted["owner"]),
            "members": words(wanted["members"]),
            "selectors": words(wanted["selectors"]),
        }
        self._people.settled(group.wanted["members"])

    def _group(self, chat_id: ChatId, key: GroupKey) -> KnownGroup:
        """The group of a chat, about to change."""
        group = self._groups.get(chat_id)
        if group is None:
            group = self._groups[chat_id] = KnownGroup(key)
        group.key = key
        group.past = None
        return group

    def _past_group(self, chat_id: ChatId, group: KnownGroup) -> PastGroup:
        if group.past is None:
            if group.wanted is not None:
                group.baseline, group.wanted = self._baseline(group.wanted), None
            group.past = PastGroup(group.key, chat_id, group.created_at, group.baseline, settled_seq=group.settled_seq)
        return group.past

    def _baseline(self, wanted: Wanted) -> Baseline:
        """People and selectors of all groups share their strings."""
        share = self._shared.setdefault
        return Baseline(
            name=wanted["name"],
            owner=UserId(wanted["owner"]),
            members=frozenset([share(user, UserId(user)) for user in wanted["members"]]),
            selectors=frozenset([share(line, UserId(line)) for line in wanted["selectors"]]),
        )

    def _unknown_sends(self) -> frozenset[str]:
        calls = (*self._unknown.values(), *self._open.values())
        return frozenset(call.message_id for call in calls if call.message_id is not None) - self._sent

    def _count(self, call: Call, at: datetime) -> None:
        """Remember a call for its budget and forget those that no longer matter."""
        self._messages.sent(*call.scope, at)
        if call.former is not None:
            self._transfers.append(PastTransfer(call.chat_id, call.former, at))
        self._removals.extend(PastRemoval(UserId(user), at) for user in call.leaves)
        while self._removals and self._removals[0].at < at - BUDGET_WINDOW:
            self._removals.popleft()
        if call.op not in {"create", "update"}:
            return
        times = self._creations if call.op == "create" else self._updates
        times.append(at)
        while times[0] < at - BUDGET_WINDOW:
            times.popleft()

    def _counted(self, op: str, confirmed: Iterable[datetime]) -> tuple[datetime, ...]:
        """Calls of that sort that count, also those without a confirm: a run that was killed may have made them."""
        unsure = (call.at for call in self._open.values() if call.op == op)
        return tuple(sorted(at for at in (*confirmed, *unsure) if self._is_within(BUDGET_WINDOW, at)))

    def _is_within(self, window: timedelta, at: datetime) -> bool:
        return self._at is None or at >= self._at - window


def _ignore(_record: Record, _at: datetime) -> None:
    """Part of the evidence, not of the past."""
