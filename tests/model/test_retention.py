"""From which day on records are kept."""

from datetime import datetime

import pytest

from reconciler.model.retention import Retention
from tests.builders import ZONE


@pytest.mark.parametrize(
    ("words", "now", "first"),
    [
        pytest.param("3y", (2026, 11, 27, 9), (2023, 11, 27), id="years-by-the-calendar"),
        pytest.param("400d", (2026, 11, 27, 9), (2025, 10, 23), id="days"),
        pytest.param("1y", (2024, 2, 29, 9), (2023, 2, 28), id="a-leap-day-that-is-not-there"),
        pytest.param("4y", (2024, 2, 29, 9), (2020, 2, 29), id="a-leap-day-that-is"),
    ],
)
def test_the_first_day_that_is_kept(words: str, now: tuple[int, int, int, int], first: tuple[int, int, int]) -> None:
    assert Retention(words).ends(datetime(*now, tzinfo=ZONE)) == datetime(*first, tzinfo=ZONE)
