"""One writer at a time where no lock can be had: a lease with an end, in records.

The lease says who is writing, so that a second one is told instead of disturbing. What makes writing safe is each
append itself: a store with leases takes none that does not follow on what its writer knows.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.ledger.lease_records import LeaseEnded, LeaseRenewed, LeaseTaken
from reconciler.ledger.records import Facts, Record, moment
from reconciler.model.lease import Lease
from reconciler.text import Text

LEASE_TIME = timedelta(minutes=30)


class LeaseBook:
    """The lease as records tell it."""

    def __init__(self) -> None:
        self.current: Lease | None = None
        self.handlers: dict[str, Callable[[Record, datetime], None]] = {
            "lease-taken": self._taken,
            "lease-renewed": self._renewed,
            "lease-ended": self._ended,
        }

    def _taken(self, record: Record, at: datetime) -> None:
        self.current = Lease(record["seq"], record["holder"], record["purpose"], at, _moment(record["until"]))

    def _renewed(self, record: Record, _: datetime) -> None:
        lease, until = self.current, _moment(record["until"])
        if lease is not None and lease.seq == record["lease"]:
            self.current = Lease(lease.seq, lease.holder, lease.purpose, lease.since, until)

    def _ended(self, record: Record, _: datetime) -> None:
        if self.current is not None and self.current.seq == record["lease"]:
            self.current = None


def lease_to_take(holder: str, purpose: str, now: datetime, former: Lease | None) -> LeaseTaken:
    """The record that takes the lease. Raises: LedgerConflictError if somebody else has a valid one."""
    if former is not None and former.is_valid(now):
        raise held_by_lease(former)
    facts = LeaseTaken(type="lease-taken", holder=holder, purpose=purpose, until=moment(now + LEASE_TIME))
    if former is not None:
        facts["over"] = former.seq
    return facts


class Keeper:
    """Keeps a lease while its holder writes: renewed with the first append after half of its time."""

    def __init__(self, seq: int, now: datetime) -> None:
        self._seq = seq
        self._renew_at = now + LEASE_TIME / 2
        self._last = now

    def with_renewal(self, facts: Sequence[Facts], now: datetime) -> Sequence[Facts]:
        """The facts, after the renewal if it is time for one."""
        self._last = max(self._last, now)
        if not facts or now < self._renew_at:
            return facts
        self._renew_at = now + LEASE_TIME / 2
        return [LeaseRenewed(type="lease-renewed", lease=self._seq, until=moment(now + LEASE_TIME)), *facts]

    def release(self) -> tuple[LeaseEnded, datetime]:
        """The record that gives the lease back, and when: nobody tells the time here but with what is written."""
        return LeaseEnded(type="lease-ended", lease=self._seq, end="released"), self._last


def held_by_lease(lease: Lease) -> LedgerConflictError:
    """Who writes, and until when."""
    since, until = f"{lease.since:%m-%d %H:%M}", f"{lease.until:%m-%d %H:%M}"
    return LedgerConflictError(
        Text(
            f"台账正被 {lease.holder} 占用（{lease.purpose}，自 {since} 起，最晚到 {until}）。",
            f"{lease.holder} is writing to the ledger ({lease.purpose}, since {since}, until {until} at the latest).",
        ),
        Text(
            "请等它结束后重试；确定那次运行已经死了，就用 reconciler ledger lease --break --reason 原因 解除。",
            "Wait for it and try again; if that run is certainly dead: reconciler ledger lease --break --reason TEXT.",
        ),
    )


def not_leased() -> LedgerError:
    """There is no lease."""
    return LedgerError(
        Text("没有可以解除的占用。", "There is no lease to break."),
        Text("不用做什么，可以直接运行。", "There is nothing to do; just run."),
    )


def _moment(written: str) -> datetime:
    at = datetime.fromisoformat(written)
    if at.tzinfo is None:
        raise ValueError(written)
    return at
