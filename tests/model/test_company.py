"""Quiet hours, removal limits, caps."""

from datetime import datetime, time

import pytest

from reconciler.model.company import RemovalLimit
from reconciler.model.quiet_hours import QuietHours
from tests.builders import ZONE, a_company

NIGHT = QuietHours(time(23, 30), time(7, 30))
NOON = QuietHours(time(12, 0), time(13, 30))


def _at(day: int, clock: str) -> datetime:
    return datetime.combine(datetime(2026, 11, day, tzinfo=ZONE), time.fromisoformat(clock), ZONE)


@pytest.mark.clause("D2.9")
@pytest.mark.parametrize(
    ("quiet", "clock", "inside"),
    [
        pytest.param(NIGHT, "23:29:59", False, id="a-second-before"),
        pytest.param(NIGHT, "23:30:00", True, id="start-is-inside"),
        pytest.param(NIGHT, "00:00:00", True, id="past-midnight"),
        pytest.param(NIGHT, "07:29:59", True, id="last-second"),
        pytest.param(NIGHT, "07:30:00", False, id="end-is-outside"),
        pytest.param(NOON, "11:59:59", False, id="same-day-before"),
        pytest.param(NOON, "12:00:00", True, id="same-day-start"),
        pytest.param(NOON, "13:30:00", False, id="same-day-end"),
    ],
)
def test_quiet_hours_contain(quiet: QuietHours, clock: str, inside: bool) -> None:
    assert quiet.contains(_at(18, clock)) is inside


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        pytest.param(_at(18, "23:45"), _at(19, "07:30"), id="before-midnight-ends-tomorrow"),
        pytest.param(_at(19, "00:15"), _at(19, "07:30"), id="after-midnight-ends-today"),
        pytest.param(_at(19, "07:30"), _at(20, "07:30"), id="at-the-end-it-is-the-next"),
    ],
)
def test_quiet_hours_end(moment: datetime, end: datetime) -> None:
    assert NIGHT.next_end(moment) == end


@pytest.mark.parametrize(
    ("leaving", "of", "allowed"),
    [
        pytest.param(1, 2, True, id="free-even-in-a-group-of-two"),
        pytest.param(2, 5, False, id="over-the-share"),
        pytest.param(2, 6, True, id="within-the-share"),
        pytest.param(34, 100, False, id="over-the-number"),
        pytest.param(20, 1000, True, id="number-is-inclusive"),
        pytest.param(21, 1000, False, id="one-more-than-the-number"),
        pytest.param(0, 0, True, id="nobody"),
    ],
)
def test_removal_limits(leaving: int, of: int, allowed: bool) -> None:
    assert RemovalLimit(share=34, number=20, free=1).allows(leaving, of) is allowed


@pytest.mark.parametrize(("cap", "people"), [(2000, 1999), (200, 199), (5000, 1999)])
def test_the_application_takes_a_seat(cap: int, people: int) -> None:
    assert a_company(member_cap=cap).people_cap == people
