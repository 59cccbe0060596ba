"""A walk that is quick where nothing can have changed: a sealed segment is compared with its seal as a whole.

The first line of the segment after it holds the SHA-256 of all its bytes. Where they still agree, only those lines are
decoded that may be about what is asked for. Where they do not, or where an earlier version wrote no such hash, every
line is checked as `ChainReader` does. Whoever computes lines, seals and hashes anew is found by an anchor alone, here
as there; `ledger verify` looks at every line and at nothing else.

Memory: two segments.
"""

import hashlib
import io
from collections.abc import Iterator
from typing import Protocol

from reconciler.ledger.chain import ChainReader
from reconciler.ledger.codec import DamagedLineError, decode, hash_of
from reconciler.ledger.records import Record
from reconciler.ledger.store import Store


class Sieve(Protocol):
    """Says which lines of sealed segments are worth decoding; it is shown every segment once, in order."""

    def sift(self, content: bytes) -> Iterator[bytes]:
        """Lines of a sealed segment that may be asked for, in order; never one too few."""
        ...

    def hear(self, record: Record) -> None:
        """A record of a segment that is walked line by line."""
        ...


class Nothing:
    """A sieve that lets nothing pass."""

    def sift(self, content: bytes) -> Iterator[bytes]:  # noqa: ARG002  # Whatever it holds.
        """See `Sieve`."""
        return iter(())

    def hear(self, record: Record) -> None:
        """See `Sieve`."""


class Glance(ChainReader):
    """Iterates over the records that a sieve lets pass, and over all of those that no seal covers.

    Args:
        line_by_line: from that segment on every record comes.
    """

    def __init__(self, store: Store, corp_id: str, sieve: Sieve, *, line_by_line: int | None = None) -> None:
        super().__init__(store, corp_id)
        self._sieve = sieve
        self._line_by_line = line_by_line

    def __iter__(self) -> Iterator[Record]:
        """See `ChainReader`."""
        content = b""
        for position, number in enumerate(self.kept(), start=self.first):
            self.require(number, position)
            former, content = content, b"".join(self._store.lines(number))
            if position > self.first:
                yield from self._sealed(number - 1, former, content)
        if self.numbers:
            yield from self._heard(self.numbers[-1], content, is_last=True)

    def _sealed(self, number: int, content: bytes, following: bytes) -> Iterator[Record]:
        """A segment that another one follows."""
        if self._line_by_line is not None and number >= self._line_by_line:
            yield from self._heard(number, content, is_last=False)
            return
        digest = hashlib.sha256(content).hexdigest()
        if digest != _content_in(following) or not content.endswith(b"\n"):
            yield from self._heard(number, content, is_last=False)
            return
        first = content[: content.index(b"\n") + 1]
        for _header in self.records(number, [first], is_last=False):
            pass
        for line in self._sieve.sift(content):
            try:
                yield decode(line)
            except DamagedLineError as error:
                self.line = content[: content.index(line)].count(b"\n") + 1
                raise self.damaged(line) from error
        lines = content.count(b"\n")
        self.seq += lines - 1
        self.line, self.size_bytes, self.content = lines, len(content), digest
        self.head = hash_of(content[content.rfind(b"\n", 0, -1) + 1 :])

    def _heard(self, number: int, content: bytes, *, is_last: bool) -> Iterator[Record]:
        for record in self.records(number, io.BytesIO(content), is_last=is_last):
            self._sieve.hear(record)
            yield record


def _content_in(segment: bytes) -> str | None:
    """What the first line of a segment says of the one before."""
    try:
        told = decode(segment[: segment.find(b"\n") + 1]).get("content")
    except DamagedLineError:
        return None
    return told if isinstance(told, str) else None
