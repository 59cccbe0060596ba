"""The end of the chain: stamps facts, starts new segments, and moves on only past what is durable."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reconciler.ledger.carried_records import CarriedState, Pruned
from reconciler.ledger.chain import ChainReader
from reconciler.ledger.codec import encode, hash_of, stamp
from reconciler.ledger.records import Facts, Record, Segment
from reconciler.ledger.store import Store


@dataclass(frozen=True, slots=True)
class SegmentLimits:
    """A new segment begins when the next line would pass one of these."""

    size_bytes: int = 8 * 1024 * 1024
    records: int = 100_000


@dataclass(frozen=True, slots=True)
class _End:
    """Where the chain ends."""

    seq: int
    head: str
    segment: int
    lines: int
    size_bytes: int


class ChainWriter:
    """Appends to a chain that was walked to its end; the caller holds the store.

    Args:
        walked: gives the end of the chain.
        hear: told of every record once it is durable.
    """

    def __init__(
        self, store: Store, corp_id: str, limits: SegmentLimits, walked: ChainReader, hear: Callable[[Record], None]
    ) -> None:
        self._store = store
        self._corp_id = corp_id
        self._limits = limits
        self._hear = hear
        self._carry = walked.carry
        self._end = _End(walked.seq, walked.head, max(walked.segment, 1), walked.line, walked.size_bytes)

    @property
    def next_segment(self) -> int:
        """Number of the segment that begins when the last one is sealed."""
        return self._end.segment + (self._end.lines > 0)

    @property
    def seq(self) -> int:
        """Number of the last durable record."""
        return self._end.seq

    @property
    def head(self) -> str:
        """`12:64 hex digits`: number and hash of the last durable record; empty if there is none."""
        return f"{self._end.seq}:{self._end.head}" if self._end.seq else ""

    def append(self, facts: Sequence[Facts], at: datetime) -> int:
        """Write records with one write and one fsync for each segment they reach.

        Returns: the sequence number of the last record.
        Raises: LedgerError; what already reached an earlier segment stays, the rest is not written.
        """
        end, lines, records = self._end, list[bytes](), list[Record]()
        for fact in facts:
            record, line = _next(fact, end, at)
            if self._is_full(end, len(line)):
                self._flush(end, lines, records)
                end, lines, records = self._sealed(end), [], []
            if not end.lines:
                record, line = _next(self._header(end), end, at)
                end = _after(end, record, line)
                lines.append(line)
                records.append(record)
                record, line = _next(fact, end, at)
            end = _after(end, record, line)
            lines.append(line)
            records.append(record)
        self._flush(end, lines, records)
        return end.seq

    def carry_on(self, state: CarriedState, at: datetime, *pruned: Pruned) -> None:
        """Seal the last segment whatever its size, and begin the next one with what everything comes to.

        A `pruned` record stands behind that, in the same segment.

        Raises: as `append`; nothing is sealed then.
        """
        former = self._end, self._carry
        if self._end.lines:
            self._end = self._sealed(self._end)
        self._carry = self._end.segment
        try:
            self.append([state, *pruned], at)
        except BaseException:
            self._end, self._carry = former
            raise

    def _is_full(self, end: _End, size_bytes: int) -> bool:
        too_long = end.size_bytes + size_bytes > self._limits.size_bytes
        if end.segment == self._carry and end.lines == 2:  # a carried state and what was pruned are never parted
            return False
        return end.lines > 0 and (too_long or end.lines >= self._limits.records)

    def _sealed(self, end: _End) -> _End:
        """Where the next segment begins; the one before it will never change again.

        Bytes behind its last record come from an append that was interrupted and never returned; they are cut off.
        """
        if sum(map(len, self._store.lines(end.segment))) > end.size_bytes:
            self._store.cut(end.segment, end.size_bytes)
        return replace(end, segment=end.segment + 1, lines=0, size_bytes=0)

    def _header(self, end: _End) -> Facts:
        if not end.seq:
            return {"type": "opened", "corp_id": self._corp_id}
        content = hashlib.sha256()
        for line in self._store.lines(end.segment - 1):
            content.update(line)
        seal = Segment(type="segment", former=end.segment - 1, seal=end.head, content=content.hexdigest())
        if self._carry:
            seal["carry"] = self._carry
        return seal

    def _flush(self, end: _End, lines: list[bytes], records: list[Record]) -> None:
        if not lines:
            return
        data = b"".join(lines)
        self._store.append(end.segment, end.size_bytes - len(data), data)
        self._end = end
        for record in records:
            self._hear(record)


def _next(facts: Facts, end: _End, at: datetime) -> tuple[Record, bytes]:
    record = stamp(facts, end.seq + 1, at, end.head)
    return record, encode(record)


def _after(end: _End, record: Record, line: bytes) -> _End:
    return _End(record["seq"], hash_of(line), end.segment, end.lines + 1, end.size_bytes + len(line))
