"""When the state was carried on last, as the ledger tells it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from reconciler.ledger.records import Record

_RECORDS = 50_000  # replaying so many takes about half a second
_TIME = timedelta(days=90)


class CarriedBook:
    """Number and time of the last `carried`; of the first record before there is one."""

    def __init__(self) -> None:
        self._seq = 0
        self._at: datetime | None = None
        self._home = 0  # the segment with the newest `pruned`
        self.handlers: dict[str, Callable[[Record, datetime], None]] = {
            "opened": self.noted,
            "carried": self.noted,
            "pruned": self.pruned,
        }

    def noted(self, record: Record, at: datetime) -> None:
        """The ledger begins, or its state is carried on."""
        self._seq, self._at = record["seq"], at

    def pruned(self, record: Record, _at: datetime) -> None:
        """Segments are taken out."""
        self._home = record["home"]

    def is_due(self, seq: int, now: datetime) -> bool:
        """Whether a ledger that has come to that number is to carry its state on."""
        return self._at is not None and (seq - self._seq >= _RECORDS or now - self._at >= _TIME)
