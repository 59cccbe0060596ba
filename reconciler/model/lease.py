"""Who may write to a ledger that no lock protects."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """Taken by the record `seq`; it counts until it is released or broken, and not after `until`."""

    seq: int
    holder: str
    purpose: str
    since: datetime
    until: datetime

    def is_valid(self, now: datetime) -> bool:
        """Whether it keeps others away at `now`."""
        return now < self.until
