"""When groups may be touched: windows of the working calendar, and quiet hours in them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.model.freeze import Freeze
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.windows import Windows, next_opening
from reconciler.model.working_calendar import WorkingCalendar
from tests.builders import ZONE

NINE, SIX = time(9), time(18)
CALENDAR = WorkingCalendar()
OFFICE = Windows(NINE, SIX)
MINUTE = timedelta(minutes=1)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: datetime(2025, 6, 1, tzinfo=ZONE) + minutes * MINUTE)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        pytest.param(date(2026, 11, 27), True, id="friday"),
        pytest.param(date(2026, 11, 28), False, id="saturday"),
        pytest.param(date(2026, 10, 1), False, id="national-day"),
        pytest.param(date(2026, 2, 28), True, id="saturday-worked-for-spring-festival"),
        pytest.param(date(2099, 10, 1), True, id="a-thursday-of-a-year-nobody-knows"),
        pytest.param(date(2099, 10, 3), False, id="a-saturday-of-a-year-nobody-knows"),
    ],
)
def test_days_that_are_worked(day: date, worked: bool) -> None:
    assert CALENDAR.is_working(day) is worked


def test_the_company_s_own_days_win() -> None:
    calendar = WorkingCalendar(frozenset({date(2026, 11, 27)}), frozenset({date(2026, 11, 28)}))

    assert [calendar.is_working(date(2026, 11, day)) for day in (26, 27, 28)] == [True, False, True]


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        pytest.param("2026-11-27T09:00", "2026-11-27T09:00", id="first-minute"),
        pytest.param("2026-11-27T08:59", "2026-11-27T09:00", id="before"),
        pytest.param("2026-11-27T18:00", "2026-11-30T09:00", id="friday-evening"),
        pytest.param("2026-09-30T18:00", "2026-10-08T09:00", id="over-the-national-holidays"),
    ],
)
def test_the_next_opening(now: str, opening: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=ZONE)

    assert next_opening(moment, OFFICE, None, CALENDAR) == datetime.fromisoformat(opening).replace(tzinfo=ZONE)


@settings(max_examples=30)  # each looks at every minute of what may be ten days
@given(now=MOMENTS, start=st.integers(0, 1438), length=st.integers(1, 1439), quiet=st.integers(0, 23))
def test_the_next_opening_is_the_first_minute_that_is_allowed(
    now: datetime, start: int, length: int, quiet: int
) -> None:
    """Hours are random; quiet hours take one hour, so that some of every window of two hours is left."""
    end = min(1439, start + 120 + length)
    windows = Windows(time(start // 60, start % 60), time(end // 60, end % 60)) if end - start > 60 else OFFICE
    hush = QuietHours(time(quiet), time((quiet + 1) % 24))

    found = next_opening(now, windows, hush, CALENDAR)

    def is_allowed(at: datetime) -> bool:
        clock = at.timetz().replace(tzinfo=None)
        return CALENDAR.is_working(at.date()) and windows.start <= clock < windows.end and not hush.contains(at)

    assert is_allowed(found)
    before = found - MINUTE
    assert found == now or not is_allowed(before)
    assert not any(is_allowed(now + step * MINUTE) for step in range(int((found - now) / MINUTE)))


def test_quiet_hours_that_cover_the_window_end_the_search() -> None:
    always = QuietHours(time(8), time(19))
    now = datetime(2026, 11, 27, 12, tzinfo=ZONE)

    assert next_opening(now, OFFICE, always, CALENDAR) > now


@pytest.mark.parametrize(("minute", "holds"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_freeze_holds_until_before_its_end(minute: int, holds: bool) -> None:
    start = datetime(2026, 12, 28, tzinfo=ZONE)
    freeze = Freeze(start, start + timedelta(hours=1), "封网")

    assert freeze.holds(start + minute * MINUTE) is holds
