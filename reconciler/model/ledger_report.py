"""What a walk through the ledger found."""

from dataclasses import dataclass
from datetime import datetime

from reconciler.errors import LedgerError
from reconciler.text import Text

GENESIS = "0" * 64  # the hash before the first line


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that is wrong: segment number and line (1 …; 0 = the segment as a whole), what, what to do."""

    segment: int
    line: int
    what: Text
    remedy: Text

    def as_error(self) -> LedgerError:
        """The same as something that stops us, its place named."""
        name = segment_name(self.segment)
        place = Text(f"台账 {name} 第 {self.line} 行：", f"Ledger {name}, line {self.line}:")
        if not self.line:
            place = Text(f"台账 {name}：", f"Ledger {name}:")
        return LedgerError(place + self.what, self.remedy)


@dataclass(frozen=True, slots=True)
class Pruning:
    """Sealed segments that are, or would be, taken out of a ledger.

    Attributes:
        segments: their numbers, ascending; empty if none.
        first, last: numbers of their first and last record.
        seal: hash of that last one's line.
        until: newest time of their records; None if there is none.
    """

    segments: tuple[int, ...] = ()
    first: int = 0
    last: int = 0
    seal: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """A ledger, walked to its end or to its first problem.

    Attributes:
        records: how many records hang together from the first on.
        segments: how many segments there are.
        head: SHA-256 of the last of those records' lines; 64 zeros if there is none. Published outside the ledger it
            is the anchor that shows a shortened or rewritten one.
        torn_bytes: bytes of an unfinished last line: a writer died; the next one cuts them off.
        problem: None if everything hangs together. Without an anchor that does not exclude that whole records are
            missing at the end, or that everything was written anew.
        covered: number of the last record whose hash was published and is the same; 0 without an anchor. Up to it
            nothing is missing and nothing was rewritten.
        pruned: number of the last record that was taken out on purpose and is noted as such; 0 if everything is kept.
        unchecked: numbers of published hashes that cannot be compared, because their records were pruned.
    """

    records: int = 0
    segments: int = 0
    head: str = GENESIS
    torn_bytes: int = 0
    problem: Problem | None = None
    covered: int = 0
    pruned: int = 0
    unchecked: tuple[int, ...] = ()

    @property
    def published_head(self) -> str:
        """What is published outside the ledger: `12:64 hex digits`; empty for an empty ledger."""
        return f"{self.records}:{self.head}" if self.records else ""


def segment_name(number: int) -> str:
    """The file name of a segment."""
    return f"{number:06d}.jsonl"
