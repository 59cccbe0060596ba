"""A guard lifted by review: for one guard, one group, up to a number, until a day."""

from datetime import timedelta

import pytest

from reconciler.model.desired import GuardName, Override
from reconciler.planning.overrides import overrides_on
from tests.builders import KEY, TODAY, an_override

REMOVALS = GuardName.REMOVALS_PER_GROUP


@pytest.mark.parametrize(
    ("entry", "lifted"),
    [
        pytest.param(an_override(REMOVALS, 5, KEY), True, id="exactly"),
        pytest.param(an_override(REMOVALS, 6, KEY), True, id="more-than-needed"),
        pytest.param(an_override(REMOVALS, 4, KEY), False, id="limit-too-small"),
        pytest.param(an_override(REMOVALS, 5, KEY, until=TODAY - timedelta(days=1)), False, id="ended-yesterday"),
        pytest.param(an_override(REMOVALS, 5, "other"), False, id="another-group"),
        pytest.param(an_override(REMOVALS, 5), False, id="no-group"),
        pytest.param(an_override(GuardName.PROTECTED_GROUP, 5, KEY), False, id="another-guard"),
    ],
)
def test_an_override_lifts(entry: Override, lifted: bool) -> None:
    overrides, _ = overrides_on([entry], TODAY)

    assert overrides.lift(REMOVALS, 5, KEY) is lifted


def test_an_override_for_one_group_does_not_lift_a_guard_of_the_run() -> None:
    overrides, _ = overrides_on([an_override(GuardName.REMOVALS_PER_RUN, 50, KEY)], TODAY)

    assert not overrides.lift(GuardName.REMOVALS_PER_RUN, 5)


def test_one_that_has_ended_is_a_warning_at_its_place() -> None:
    ended = an_override(REMOVALS, 5, KEY, until=TODAY - timedelta(days=1))

    _, findings = overrides_on([ended, an_override(REMOVALS, 5, KEY)], TODAY)

    assert [(finding.rule, finding.severity.word, finding.place) for finding in findings] == [
        ("override-expired", "warning", ended.place)
    ]
