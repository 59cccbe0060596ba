"""The half of a ledger that never writes and needs no lock."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from reconciler.errors import LedgerError
from reconciler.ledger.attendance import attendance
from reconciler.ledger.beginning import beginning_of
from reconciler.ledger.entries import entries_of
from reconciler.ledger.glance import Glance, Sieve
from reconciler.ledger.pruning import calls_of, not_kept, presences_of, prunable
from reconciler.ledger.reading import records_of, replayed, verify
from reconciler.ledger.records import Record
from reconciler.ledger.replay import Replay
from reconciler.ledger.sifting import chats_sieve, sieve_for
from reconciler.ledger.store import Store
from reconciler.ledger.values import moment_of
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.lease import Lease
from reconciler.model.ledger_entry import EntryFilter, LedgerEntry
from reconciler.model.ledger_report import LedgerReport, Pruning
from reconciler.model.presence import Presence
from reconciler.model.record import Past

_FEW_CHATS = 50  # looking for so many in turn is quicker than decoding every line


class ReadableLedger:
    """The past of one company, in any store."""

    def __init__(self, store: Store, corp_id: str) -> None:
        self._store = store
        self._corp_id = corp_id

    def read(self) -> Past:
        """Everything the ledger tells; empty if there is none yet. An unfinished last line is left out.

        Raises: LedgerError with place and remedy for an edited, incomplete, foreign or newer ledger.
        """
        return self._replayed().past()

    def verify(self, anchors: Mapping[int, str] | None = None) -> LedgerReport:
        """Walk the whole chain and report instead of raising; only a store that cannot be read raises.

        Args:
            anchors: published hashes by the number of their record.
        """
        return verify(self._store, self._corp_id, anchors)

    def records(self) -> Iterator[Record]:
        """Every record, checked, one in memory at a time. Raises: LedgerError where the chain is broken."""
        return records_of(self._store, self._corp_id)

    def entries(self, wanted: EntryFilter) -> Iterator[LedgerEntry]:
        """Entries that a filter admits, in order; sealed segments are compared with their seals as a whole.

        Raises: LedgerError where the chain is broken.
        """
        since = self.kept_since()
        if since is not None and wanted.until is not None and wanted.until <= since:
            raise not_kept(since)
        return filter(wanted.admits, self._sifted(sieve_for(wanted)))

    def kept_since(self) -> datetime | None:
        """Up to when records were pruned; None where everything is kept."""
        beginning = beginning_of(self._store)
        return None if beginning is None else moment_of(beginning["until"])

    def prunable(self, before: datetime) -> Pruning:
        """What pruning would take out. Raises: as `entries`."""
        return prunable(self._store, self._corp_id, before)

    def presences(
        self, at: datetime, *, group: GroupKey | None = None, user: UserId | None = None
    ) -> tuple[Presence, ...]:
        """Who was in a group, or where somebody was, at a moment; see `attendance`.

        Raises: as `entries`, and where the moment lies before what is kept.
        """
        since, start = self.kept_since(), presences_of(beginning_of(self._store))
        if since is not None and at <= since:
            raise not_kept(since)
        if group is not None:
            return attendance(self.entries(EntryFilter(group=group)), at, group=group, user=user, start=start)
        sieve = None
        if user is not None:
            chats = {entry.chat_id for entry in self.entries(EntryFilter(person=user)) if entry.chat_id}
            chats |= {each.chat_id for each in start if any(stay.user == user for stay in each.stays)}
            sieve = chats_sieve(chats) if len(chats) <= _FEW_CHATS else None
        return attendance(self._sifted(sieve), at, user=user, start=start)

    def broken_at(self) -> LedgerError | None:
        """The first thing wrong with the whole chain, as an error. Raises: LedgerError if it cannot be read at all."""
        problem = self.verify().problem
        return problem.as_error() if problem else None

    def lease(self) -> Lease | None:
        """Who has the lease, also when its time is over; None if nobody has."""
        return self._replayed().leases.current

    def _sifted(self, sieve: Sieve | None) -> Iterator[LedgerEntry]:
        calls = calls_of(beginning_of(self._store))
        if sieve is None:
            return entries_of(self.records(), calls)
        for call in calls:
            sieve.hear(call)
        return entries_of(Glance(self._store, self._corp_id, sieve), calls)

    def _replayed(self) -> Replay:
        return replayed(self._store, self._corp_id)[1]
