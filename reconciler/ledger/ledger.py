"""The ledger as the engine uses it: read it, hold it, write to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Lock
from typing import Self

from reconciler.errors import InternalError, LedgerConflictError, LedgerError
from reconciler.ledger.apply_records import begun_facts
from reconciler.ledger.carried import carried_facts
from reconciler.ledger.lease import Keeper, lease_to_take, not_leased
from reconciler.ledger.past_calls import sent_before
from reconciler.ledger.pruning import Wish, prune
from reconciler.ledger.readable import ReadableLedger
from reconciler.ledger.reading import replayed
from reconciler.ledger.records import (
    Facts,
    confirm_facts,
    ended_facts,
    moment,
    reserve_facts,
    settled_facts,
)
from reconciler.ledger.replay import Replay
from reconciler.ledger.resource_records import forgotten_facts, results_facts
from reconciler.ledger.revocation_records import lifted_facts, revoked_facts
from reconciler.ledger.step_records import opened_facts
from reconciler.ledger.store import Store
from reconciler.ledger.undo_records import Left, left_facts
from reconciler.ledger.writer import ChainWriter, SegmentLimits
from reconciler.model.action import Action, SendMessage, TellPerson, WriteResource
from reconciler.model.approval import Provenance
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.lease import Lease
from reconciler.model.ledger_report import Pruning
from reconciler.model.manual import ManualStep, StepEnd
from reconciler.model.outcome import Status
from reconciler.model.record import Baseline, Past
from reconciler.model.resource import Made, ResourceKey
from reconciler.text import Text

Settled = tuple[GroupKey, ChatId, Baseline]

_RACES = 3  # so often a race for the lease may be lost before the run gives up

NOTHING_SENT = Text("尚未向企业微信发出这次调用。", "This call was not made: nothing was sent to WeCom.")
END_NOT_NOTED = Text(
    "这次调用已经发出，但结果没有记下；下次运行会把它当作结果未知。",
    "The call was made, but its end is not noted; the next run takes it for unknown.",
)
NOT_HELD = Text("没有持有台账就写入。", "Writing to a ledger that is not held.")
NOT_NOTED = Text("这条记录没有写下。", "This is not noted.")


class Ledger(ReadableLedger):
    """The past of one company, in any store.

    Reading never writes and needs no lock. Writing happens inside `hold`; every method that writes returns only when
    its records are durable, and raises LedgerError when they are not, in which case the chain is as it was before.
    It may be called from several threads.
    """

    def __init__(self, store: Store, corp_id: str, limits: SegmentLimits = SegmentLimits()) -> None:  # noqa: B008  # Frozen.
        super().__init__(store, corp_id)
        self._limits = limits
        self._replay: Replay | None = None
        self._writer: ChainWriter | None = None
        self._keeper: Keeper | None = None
        self._head = ""
        self._turn = Lock()

    def read(self) -> Past:
        """Everything the ledger tells; empty if there is none yet. An unfinished last line is left out.

        Inside `hold` it is what was read then and written since.
        Raises: LedgerError with place and remedy for an edited, incomplete, foreign or newer ledger.
        """
        if self._replay is not None:
            with self._turn:
                return self._replay.past()
        return super().read()

    @property
    def head(self) -> str:
        """`12:64 hex digits`: number and hash of the last record written or read by this holder; empty if none."""
        return self._head

    @contextmanager
    def hold(self, holder: str, purpose: str, now: datetime) -> Iterator[Self]:
        """Be the only writer until the block ends; an unfinished last line is cut off and that is noted.

        Args:
            holder, purpose: shown to whoever comes second.
            now: aware; when holding began.

        Raises: LedgerConflictError if somebody else holds it; LedgerError as `read`: nothing is ever added to a
            chain that is broken.
        """
        with self._store.hold(holder, purpose, now):
            try:
                self._open(now)
                if self._store.is_leased:
                    self._take_lease(holder, purpose, now)
                self._carry_on(now)
                yield self
            finally:
                self._release()
                self._writer = self._replay = self._keeper = None

    def break_lease(self, by: str, reason: str, now: datetime) -> Lease:
        """Take the lease away from whoever has it, and note by whom and why.

        Returns: the lease that was broken.
        Raises: LedgerError if there is none.
        """
        with self._store.hold(by, "lease", now):
            try:
                lease = self._open(now).leases.current
                if lease is None:
                    raise not_leased()
                self._append(
                    [{"type": "lease-ended", "lease": lease.seq, "end": "broken", "by": by, "reason": reason}], now
                )
                return lease
            finally:
                self._writer = self._replay = None

    def prune(self, before: datetime, by: str, reason: str, now: datetime) -> Pruning:
        """Take the first sealed segments whose records are all older than `before` out, for good; see `pruning.py`."""
        replay, writer = self._held(), self._written()
        try:
            return prune(self._store, self._corp_id, writer, carried_facts(replay), Wish(before, by, reason, now))
        finally:
            self._head = writer.head

    def _open(self, now: datetime) -> Replay:
        """Walk to the end, be ready to write there, mend an unfinished last line."""
        reader, replay = replayed(self._store, self._corp_id)
        self._writer = ChainWriter(self._store, self._corp_id, self._limits, reader, replay.hear)
        self._replay, self._head = replay, self._writer.head
        if reader.torn_bytes:
            self._store.cut(reader.segment, reader.size_bytes)
            self._append([{"type": "repaired", "segment": reader.segment, "bytes": reader.torn_bytes}], now)
        return replay

    def _take_lease(self, holder: str, purpose: str, now: datetime) -> None:
        """Nothing was called yet: whoever loses the race reads again, and learns who has won."""
        for turn in range(1, _RACES + 1):
            facts = lease_to_take(holder, purpose, now, self._held().leases.current)
            try:
                self._keeper = Keeper(self._append([facts], now), now)
            except LedgerConflictError:
                if turn == _RACES:
                    raise
                self._store.refresh()
                self._open(now)
            else:
                return

    def _carry_on(self, now: datetime) -> None:
        """Write down what everything comes to, if it is time to, so that reading may begin there."""
        replay, writer = self._held(), self._written()
        if replay.carried.is_due(writer.seq, now):
            try:
                writer.carry_on(carried_facts(replay), now)
            finally:
                self._head = writer.head

    def _release(self) -> None:
        """Give the lease back. Where that fails it ends by its time, and nothing else is lost."""
        if self._keeper is not None:
            facts, at = self._keeper.release()
            with suppress(LedgerError):
                self._append([facts], at)

    def begin(
        self,
        apply_id: str,
        *,
        fingerprint: str,
        by: str,
        reviewed: bool,
        digest: str,
        now: datetime,
        provenance: Provenance | None = None,
    ) -> None:
        """An apply starts: `by` whom, of the plan with that fingerprint; `digest` is the SHA-256 of the saved plan."""
        facts = begun_facts(apply_id, fingerprint, by, digest, provenance, is_reviewed=reviewed)
        self._append([facts], now)

    def reserve(self, action: Action, apply_id: str, now: datetime) -> int:
        """Note a call before it is made.

        Returns: the sequence number to confirm it with.
        Raises: LedgerError: the call must not be made. So too for a message that went out, or may have gone out.
        """
        replay = self._held()
        message_id = action.message_id if isinstance(action, SendMessage | TellPerson | WriteResource) else None
        if message_id is not None and not replay.may_be_sent(message_id):
            raise sent_before(message_id)
        return self._append([reserve_facts(action, apply_id)], now, NOTHING_SENT)

    def confirm(self, seq: int, status: Status, errcode: int | None, now: datetime, made: Made | None = None) -> None:
        """Note how a reserved call ended: `applied`, `failed` (it certainly had no effect) or `unknown`.

        `made` is what writing a resource answered.

        `seq` may come from an earlier apply (`Past.open_reserves`), or have been confirmed `unknown` before.
        """
        if not self._held().awaits_confirm(seq):
            raise InternalError(Text(f"没有待确认的预留 {seq}。", f"There is no reserve {seq} to confirm."))
        self._append([confirm_facts(seq, status, errcode, made)], now, END_NOT_NOTED)

    def settle(self, groups: Iterable[Settled], now: datetime) -> None:
        """Groups are in line with these baselines; what is noted already is not written again."""
        replay = self._held()
        self._append([settled_facts(*group) for group in groups if not replay.is_settled(*group)], now)

    def note_missing(self, users: Iterable[UserId], since: datetime, now: datetime) -> None:
        """People are not in the address book, first seen at `since`; those noted already keep their time."""
        replay, written = self._held(), moment(since)
        new = sorted({user for user in users if not replay.is_missing(user)})
        self._append([{"type": "missing", "user": user, "since": written} for user in new], now)

    def note_found(self, users: Iterable[UserId], now: datetime) -> None:
        """People are in the address book; only those noted as missing are written."""
        replay = self._held()
        back = sorted({user for user in users if replay.is_missing(user)})
        self._append([{"type": "found-again", "user": user} for user in back], now)

    def revoke(self, user: UserId, approver: UserId, by: str, reason: str, now: datetime) -> None:
        """Somebody goes out of everything at once; written again only once it was lifted."""
        if user not in self._held().past().revoked:
            self._append([revoked_facts(user, approver, by, reason)], now)

    def lift(self, user: UserId, approver: UserId, by: str, reason: str, now: datetime) -> None:
        """Somebody may be in groups again."""
        self._append([lifted_facts(user, approver, by, reason)], now)

    def note_departments(self, paths: Mapping[int, str], now: datetime) -> None:
        """Remember exactly these departments, id → path; only what changed since the last time is written."""
        news = self._held().departments.news(paths)
        self._append([news] if news else [], now)

    def open_steps(self, steps: Iterable[tuple[ManualStep, ChatId]], now: datetime) -> None:
        """Manual steps are handed over; open ones keep their time, unless they are asked again after an attestation."""
        replay = self._held()
        new = {s.id: (s, chat) for s, chat in steps if (old := replay.step(s.id)) is None or not old.is_waiting}
        self._append([opened_facts(*new[step_id]) for step_id in sorted(new)], now)

    def attest(self, step_id: str, by: UserId, note: str, now: datetime) -> None:
        """Somebody vouches that an open step is done."""
        self._append([{"type": "step-attested", "step": step_id, "by": by, "note": note}], now)

    def end_steps(self, ends: Iterable[tuple[str, StepEnd]], now: datetime) -> None:
        """Open steps came to an end; those that are not open are left out."""
        replay = self._held()
        facts = [(step, end) for step, end in sorted(ends) if (known := replay.step(step)) and known.is_open]
        self._append([{"type": "step-ended", "step": step, "end": end.value} for step, end in facts], now)

    def note_results(
        self, results: Iterable[tuple[str, tuple[ChatId, ...], tuple[ChatId, ...]]], now: datetime
    ) -> None:
        """What became of mass messages: key, groups they were sent to, groups that they are refused in."""
        self._append([results_facts(*result) for result in results], now)

    def forget_resources(self, keys: Iterable[ResourceKey], now: datetime) -> None:
        """Resources of ours are gone at WeCom, and nobody asks for them."""
        self._append([forgotten_facts(key) for key in sorted(keys)], now)

    def end(
        self, apply_id: str, counts: Mapping[Status, int], now: datetime, left: Left = (), due: datetime | None = None
    ) -> None:
        """An apply came to its end with so many outcomes of each status, and left those groups as they are `left`."""
        after = [left_facts(apply_id, left)] if left else []
        self._append([*after, ended_facts(apply_id, counts, due)], now)

    def _held(self) -> Replay:
        if self._replay is None:
            raise InternalError(NOT_HELD)
        return self._replay

    def _written(self) -> ChainWriter:
        if self._writer is None:
            raise InternalError(NOT_HELD)
        return self._writer

    def _append(self, facts: Sequence[Facts], now: datetime, consequence: Text = NOT_NOTED) -> int:
        self._held()
        with self._turn:
            writer = self._written()
            if self._keeper is not None:
                facts = self._keeper.with_renewal(facts, now)
            try:
                return writer.append(facts, now)
            except LedgerError as error:
                raise type(error)(error.what + consequence, error.remedy) from error
            finally:
                self._head = writer.head
