"""What a refused plan is told, word for word."""

from datetime import timedelta

import pytest

from reconciler.engine.verdict import check_age, check_checkout, check_policy
from reconciler.errors import StalePlanError
from reconciler.model.origin import Checkout, Origin, PolicyVersion, Standing
from tests.builders import NOW
from tests.engine.worlds import three_joins

HEAD, BASE, HERE = "a" * 40, "b" * 40, "c" * 40
REVIEWED = Origin("reviewed", HEAD, BASE)


@pytest.mark.parametrize(
    ("age", "zh", "en"),
    [
        (timedelta(days=7, hours=1), "7 天 1 小时前", "7 days 1 h old; 7 days is the most"),
        (timedelta(days=8), "8 天前", "8 days old"),
        (timedelta(minutes=-6), "比现在", "later than now"),
    ],
)
def test_age_is_said(age: timedelta, zh: str, en: str) -> None:
    plan = three_joins().plan()

    with pytest.raises(StalePlanError) as refusal:
        check_age(plan, timedelta(days=7), plan.now + age)

    assert zh in refusal.value.what.zh
    assert en in refusal.value.what.en


@pytest.mark.parametrize("age", [timedelta(days=7), timedelta(0), timedelta(minutes=-5)])
def test_the_limits_themselves_are_allowed(age: timedelta) -> None:
    plan = three_joins().plan()

    check_age(plan, timedelta(days=7), plan.now + age)

    assert plan.now == NOW


@pytest.mark.parametrize("part", ["rules", "settings", "overrides", "waivers", "capabilities"])
def test_the_part_that_changed_is_named_alone(part: str) -> None:
    with pytest.raises(StalePlanError) as refusal:
        check_policy(PolicyVersion(), PolicyVersion(**{part: "1"}))

    assert len(refusal.value.difference) == 1


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.AHEAD])
def test_other_documents_from_elsewhere_are_refused_and_the_same_ones_never(standing: Standing) -> None:
    check_checkout(REVIEWED, Checkout(Origin("reviewed", HERE, HERE, is_dirty=True), standing))
    check_checkout(Origin("reviewed"), Checkout(Origin("other", HERE, HERE), standing))

    with pytest.raises(StalePlanError) as refusal:
        check_checkout(REVIEWED, Checkout(Origin("other", HERE, HERE), standing))

    assert [text.en for text in refusal.value.difference] == [
        "the plan's commit: aaaaaaaaaa (left the default branch at bbbbbbbbbb)",
        "checked out: cccccccccc",
    ]
