"""Times of day that may pass midnight."""

from datetime import time

from reconciler.model.quiet_hours import QuietHours

_DAY = 24 * 60


def covers(outer: QuietHours, inner: QuietHours) -> bool:
    """Whether every minute of `inner` lies in `outer`; a window that begins and ends together is empty."""
    lead = (_minutes(inner.start) - _minutes(outer.start)) % _DAY
    return lead + _length(inner) <= _length(outer)


def _length(window: QuietHours) -> int:
    return (_minutes(window.end) - _minutes(window.start)) % _DAY


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
