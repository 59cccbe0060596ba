"""Freezes, windows and calendars as written."""

from datetime import date, datetime, time
from typing import Any

import pytest

from reconciler.model.finding import Place
from reconciler.model.freeze import Freeze
from reconciler.model.windows import Windows
from reconciler.model.working_calendar import WorkingCalendar
from reconciler.source.build_times import build_calendar, build_freeze, build_windows, wrong_times
from tests.builders import ZONE

HOURS = {"from": "09:00", "to": "18:00"}


@pytest.mark.parametrize(
    ("days", "weekdays"),
    [
        pytest.param({}, None, id="working-days-by-default"),
        pytest.param({"days": "working"}, None, id="working"),
        pytest.param({"days": "all"}, frozenset(range(7)), id="all"),
        pytest.param({"days": ["mon", "sun"]}, frozenset({0, 6}), id="listed"),
    ],
)
def test_days_of_windows(days: dict[str, Any], weekdays: frozenset[int] | None) -> None:
    assert build_windows({**HOURS, **days}) == Windows(time(9), time(18), weekdays)


def test_a_calendar() -> None:
    extra = {"days_off": ["2026-12-24"], "working_days": ["2026-12-26"]}

    assert build_calendar({"extra": extra}) == WorkingCalendar(
        frozenset({date(2026, 12, 24)}), frozenset({date(2026, 12, 26)})
    )


@pytest.mark.parametrize(
    ("until", "end"),
    [
        pytest.param("2026-12-31", datetime(2027, 1, 1, tzinfo=ZONE), id="the-last-day-is-frozen"),
        pytest.param("2026-12-31 12:00", datetime(2026, 12, 31, 12, tzinfo=ZONE), id="a-moment"),
        pytest.param("2026-12-31T12:00", datetime(2026, 12, 31, 12, tzinfo=ZONE), id="a-moment-with-t"),
    ],
)
def test_a_freeze(until: str, end: datetime) -> None:
    built = build_freeze({"from": "2026-12-28", "until": until, "reason": "封网"}, ZONE)

    assert built == Freeze(datetime(2026, 12, 28, tzinfo=ZONE), end, "封网")


@pytest.mark.parametrize(
    ("tree", "rules"),
    [
        ({"windows": {"from": "18:00", "to": "09:00"}}, ["empty-window"]),
        ({"freeze": {"from": "2026-12-28", "until": "2026-12-27", "reason": "封网"}}, ["empty-freeze"]),
        ({"freeze": {"from": "2026-12-28", "until": "2026-12-28", "reason": "封网"}}, []),
        (
            {"calendar": {"extra": {"days_off": ["2026-12-24"], "working_days": ["2026-12-24"]}}},
            ["day-off-and-worked"],
        ),
    ],
)
def test_times_that_cannot_be(tree: dict[str, Any], rules: list[str]) -> None:
    assert [finding.rule for finding in wrong_times(tree, Place("company.yaml"), ZONE)] == rules
