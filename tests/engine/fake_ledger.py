"""A ledger in memory that replays as the real one does, behind the engine's port."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.model.action import Action, CreateGroup, SendMessage, TellPerson, UpdateGroup, WriteResource
from reconciler.model.approval import Provenance
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.live import LiveGroup
from reconciler.model.manual import ManualStep, StepEnd
from reconciler.model.outcome import Status
from reconciler.model.record import Baseline, Past, PastGroup, PastStep
from reconciler.model.resource import Made, PastResource, ResourceKey, ResourceOp
from reconciler.text import Text
from tests.engine.fake_wecom import OurMistakeError


@dataclass(slots=True)
class FakeLedger:
    """A ledger in memory; `full_from` is the number of the entry that no longer fits."""

    journal: list[str] = field(default_factory=list)
    full_from: int = 10**9
    unreadable_from: int = 10**9
    entries: int = 0
    is_held: bool = False
    begun: list[tuple[str, bool, str, str]] = field(default_factory=list)
    provenance: Provenance | None = None
    ended: list[dict[Status, int]] = field(default_factory=list)
    left: dict[GroupKey, LiveGroup] = field(default_factory=dict)
    calls: dict[int, tuple[Action, Status | None]] = field(default_factory=dict)
    settled: dict[ChatId, tuple[GroupKey, Baseline]] = field(default_factory=dict)
    created: dict[ChatId, datetime] = field(default_factory=dict)
    hoped: dict[ChatId, datetime] = field(default_factory=dict)
    missing: dict[UserId, datetime] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)
    steps: dict[str, PastStep] = field(default_factory=dict)
    told_at: dict[str, datetime] = field(default_factory=dict)
    resources: dict[ResourceKey, PastResource] = field(default_factory=dict)
    updates: list[datetime] = field(default_factory=list)
    creations: list[datetime] = field(default_factory=list)

    def read(self) -> Past:
        if self.entries >= self.unreadable_from:
            raise LedgerError(Text.same("unreadable"))
        sends = {action.message_id: status for action, status in self.calls.values() if isinstance(action, SendMessage)}
        sent = frozenset(mid for mid, status in sends.items() if status is Status.APPLIED)
        unsure = frozenset(mid for mid, status in sends.items() if status in {None, Status.UNKNOWN})
        return Past(
            records=self.entries,
            groups=self._groups(),
            sent=sent,
            unknown_sends=unsure,
            open_reserves=tuple(
                (seq, getattr(call, "chat_id", ChatId("")))
                for seq, (call, status) in self.calls.items()
                if status is None
            ),
            missing_since=dict(self.missing),
            departments=dict(self.departments),
            steps=self._steps(),
            resources=dict(self.resources),
            updates_at=tuple(self.updates),
            creations_at=tuple(self.creations),
        )

    def _groups(self) -> dict[ChatId, PastGroup]:
        groups = {
            action.chat_id: PastGroup(
                action.group, action.chat_id, self.created.get(action.chat_id), hoped_at=self.hoped.get(action.chat_id)
            )
            for action, status in self.calls.values()
            if status is not Status.FAILED and not isinstance(action, TellPerson | WriteResource)
        }
        for chat_id, (key, baseline) in self.settled.items():
            groups[chat_id] = PastGroup(key, chat_id, self.created.get(chat_id), baseline)
        return groups

    @contextmanager
    def hold(self, holder: str, purpose: str, now: datetime) -> Iterator[None]:  # noqa: ARG002 - the port's signature
        if self.is_held:
            raise LedgerConflictError(Text.same("held"))
        self.is_held = True
        try:
            yield
        finally:
            self.is_held = False

    def begin(
        self,
        apply_id: str,  # noqa: ARG002 - the port's signature
        *,
        fingerprint: str,
        by: str,
        reviewed: bool,
        digest: str,
        now: datetime,  # noqa: ARG002 - the port's signature
        provenance: Provenance | None = None,
    ) -> None:
        self._add("begin")
        self.provenance = provenance
        self.begun.append((fingerprint, reviewed, by, digest))

    def reserve(self, action: Action, apply_id: str, now: datetime) -> int:  # noqa: ARG002 - the port's signature
        if isinstance(action, SendMessage | TellPerson):
            ends = (
                status for call, status in self.calls.values() if getattr(call, "message_id", "") == action.message_id
            )
            if any(status is not Status.FAILED for status in ends):
                raise LedgerError(Text.same("sent already"))
        self._add(f"reserve {action.group}")
        if isinstance(action, CreateGroup):
            self.hoped[action.chat_id] = now
        if isinstance(action, TellPerson):
            self.told_at[action.message_id] = now
        self.calls[self.entries] = (action, None)
        return self.entries

    def confirm(
        self,
        seq: int,
        status: Status,
        errcode: int | None,  # noqa: ARG002 - the port's signature
        now: datetime,
        made: Made | None = None,
    ) -> None:
        action, before = self.calls[seq]
        if before not in {None, Status.UNKNOWN} or status not in {Status.APPLIED, Status.FAILED, Status.UNKNOWN}:
            raise OurMistakeError(seq, status)
        self._add(f"confirm {action.group} {status}")
        self.calls[seq] = (action, status)
        if isinstance(action, CreateGroup) and status is not Status.UNKNOWN:
            self.hoped.pop(action.chat_id, None)
        if status is Status.FAILED:
            return
        if isinstance(action, WriteResource) and status is Status.APPLIED:
            self._write(action, made)
        elif isinstance(action, CreateGroup):
            self.creations.append(now)
            if status is Status.APPLIED:
                self.created.setdefault(action.chat_id, now)
        elif isinstance(action, UpdateGroup):
            self.updates.append(now)

    def _write(self, action: WriteResource, made: Made | None) -> None:
        key = action.kind, action.key
        before = self.resources.get(key, PastResource(*key))
        gone = action.op is ResourceOp.DELETE
        new_id = made.id if made else action.id
        self.resources[key] = replace(before, id="" if gone else new_id, digest=action.digest)

    def note_results(
        self,
        results: Iterable[tuple[str, tuple[ChatId, ...], tuple[ChatId, ...]]],
        now: datetime,  # noqa: ARG002 - the port's signature
    ) -> None:
        for key, sent, refused in results:
            self._add(f"results {key} {len(sent)} {len(refused)}")

    def forget_resources(self, keys: Iterable[ResourceKey], now: datetime) -> None:  # noqa: ARG002 - the port's signature
        for key in keys:
            self._add(f"forget {key[0]} {key[1]}")
            self.resources[key] = replace(self.resources[key], id="")

    def settle(
        self,
        groups: Iterable[tuple[GroupKey, ChatId, Baseline]],
        now: datetime,  # noqa: ARG002 - the port's signature
    ) -> None:
        for key, chat_id, baseline in groups:
            self._add(f"settle {key}")
            self.settled[chat_id] = (key, baseline)
            if chat_id in self.hoped:
                self.created.setdefault(chat_id, self.hoped.pop(chat_id))

    def note_missing(self, users: Iterable[UserId], since: datetime, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        for user in users:
            self._add(f"missing {user}")
            self.missing.setdefault(user, since)

    def note_found(self, users: Iterable[UserId], now: datetime) -> None:  # noqa: ARG002 - the port's signature
        for user in users:
            self.missing.pop(user, None)

    def revoke(self, user: UserId, approver: UserId, by: str, reason: str, now: datetime) -> None:
        self.journal.append(f"revoke {user} {approver} {by} {reason} {now:%H:%M}")

    def lift(self, user: UserId, approver: UserId, by: str, reason: str, now: datetime) -> None:
        self.journal.append(f"lift {user} {approver} {by} {reason} {now:%H:%M}")

    def note_departments(self, paths: Mapping[int, str], now: datetime) -> None:  # noqa: ARG002 - the port's signature
        self.departments = dict(paths)

    def open_steps(self, steps: Iterable[tuple[ManualStep, ChatId]], now: datetime) -> None:
        for step, chat_id in steps:
            known = self.steps.get(step.id)
            if known is None or not known.is_waiting:
                self._add(f"open {step.field} {step.group}")
                self.steps[step.id] = PastStep(
                    step.id,
                    step.group,
                    chat_id,
                    step.field,
                    now,
                    step.people,
                    step.seen_by,
                    step.assignee,
                    opened_seq=self.entries,
                )

    def attest(self, step_id: str, by: UserId, note: str, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        self._add(f"attest {step_id}")
        self.steps[step_id] = replace(
            self.steps[step_id], attested_at=now, attested_by=by, attested_seq=self.entries, told={}
        )

    def end_steps(self, ends: Iterable[tuple[str, StepEnd]], now: datetime) -> None:  # noqa: ARG002 - the port's signature
        for step_id, end in ends:
            self._add(f"{end} {self.steps[step_id].field}")
            self.steps[step_id] = replace(self.steps[step_id], is_open=False, told={})

    def _steps(self) -> dict[str, PastStep]:
        steps = dict(self.steps)
        for seq, (action, status) in self.calls.items():
            if isinstance(action, TellPerson) and status is not Status.FAILED:
                for step_id in action.steps:
                    if seq < max(steps[step_id].opened_seq, steps[step_id].attested_seq):
                        continue
                    told = {**steps[step_id].told, (action.level, action.to): self.told_at[action.message_id]}
                    steps[step_id] = replace(steps[step_id], told=told)
        return steps

    def end(
        self,
        apply_id: str,  # noqa: ARG002 - the port's signature
        counts: Mapping[Status, int],
        now: datetime,  # noqa: ARG002 - the port's signature
        left: Sequence[tuple[GroupKey, LiveGroup]] = (),
        due: datetime | None = None,  # noqa: ARG002 - the port's signature
    ) -> None:
        self.left = dict(left)
        self._add("end")
        self.ended.append({status: count for status, count in counts.items() if count})

    def _add(self, what: str) -> None:
        if not self.is_held:
            raise OurMistakeError(what)
        if self.entries >= self.full_from:
            raise LedgerError(Text.same("full"))
        self.entries += 1
        self.journal.append(what)
