"""Windows of a day, through midnight."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.quiet_hours import QuietHours
from reconciler.policy.clock import covers

NIGHT = QuietHours(time(23, 30), time(7, 30))
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
WINDOWS = st.builds(QuietHours, CLOCKS, CLOCKS)


@pytest.mark.clause("D2.9")
@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [
        pytest.param("23:30", "07:30", True, id="the-same"),
        pytest.param("22:00", "08:00", True, id="longer"),
        pytest.param("23:31", "08:00", False, id="a-minute-late"),
        pytest.param("22:00", "07:29", False, id="a-minute-short"),
        pytest.param("00:00", "09:00", False, id="from-midnight"),
        pytest.param("09:00", "17:00", False, id="the-day"),
        pytest.param("08:00", "07:59", True, id="nearly-all-day"),
        pytest.param("10:00", "10:00", False, id="empty"),
    ],
)
def test_a_window_covers_the_night(*, start: str, end: str, covered: bool) -> None:
    assert covers(QuietHours(time.fromisoformat(start), time.fromisoformat(end)), NIGHT) is covered


@given(WINDOWS, WINDOWS)
def test_covering_means_every_minute(outer: QuietHours, inner: QuietHours) -> None:
    def minutes(window: QuietHours) -> set[int]:
        first, last = window.start.hour * 60 + window.start.minute, window.end.hour * 60 + window.end.minute
        return {(first + step) % 1440 for step in range((last - first) % 1440)}

    if minutes(inner):
        assert covers(outer, inner) is (minutes(inner) <= minutes(outer))
