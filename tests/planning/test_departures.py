"""Who has left, to the second."""

from datetime import timedelta

import pytest

from reconciler.model.directory import Absence
from reconciler.planning.departures import departures
from tests.builders import NOW, people

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.mark.clause("A8")
@pytest.mark.parametrize(
    ("absence", "missing_for", "grace", "gone"),
    [
        pytest.param(Absence.GONE, None, DAY, False, id="missing-since-now"),
        pytest.param(Absence.LEFT, None, DAY, False, id="left-but-seen-so-only-now"),
        pytest.param(Absence.GONE, DAY - SECOND, DAY, False, id="a-second-short"),
        pytest.param(Absence.GONE, DAY, DAY, True, id="exactly-the-grace"),
        pytest.param(Absence.GONE, DAY + SECOND, DAY, True, id="a-second-over"),
        pytest.param(Absence.GONE, None, timedelta(0), True, id="no-grace-at-all"),
    ],
)
def test_missing_people_are_gone_after_the_grace(
    absence: Absence, missing_for: timedelta | None, grace: timedelta, gone: bool
) -> None:
    [eve] = people("eve")
    since = {} if missing_for is None else {eve: NOW - missing_for}

    found = departures({eve: absence}, since, NOW, grace)

    assert (found.gone, found.waiting) == ((people("eve"), people("")) if gone else (people(""), people("eve")))


def test_somebody_noted_as_missing_who_is_back_is_neither() -> None:
    [eve] = people("eve")

    found = departures({}, {eve: NOW - DAY}, NOW, DAY)

    assert (found.gone, found.waiting) == (frozenset(), frozenset())
