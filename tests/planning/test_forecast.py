"""What people will notice, and what it costs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reconciler.model.action import CreateGroup, UpdateGroup
from reconciler.model.company import Budgets
from reconciler.model.ids import user_id
from reconciler.model.live import AbsentGroup
from reconciler.model.plan import Budget, Forecast, Summary
from reconciler.model.record import Past
from reconciler.planning import assemble
from reconciler.planning.forecast import budget_of
from tests.builders import (
    KEY,
    NIGHT,
    NOW,
    ZONE,
    a_chat,
    a_company,
    a_group,
    a_ruleset,
    a_spec,
    a_state,
    chat_of,
    people,
    some_inputs,
)

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
UTC = ZoneInfo("UTC")
UPDATE = UpdateGroup(KEY, chat_of(), name="新")
CREATION = CreateGroup(KEY, chat_of(), "新", user_id("ann"), tuple(people("ann bob")))


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        pytest.param(NOW, 1, id="now"),
        pytest.param(NOW - HOUR + SECOND, 1, id="within-the-hour"),
        pytest.param(NOW - HOUR, 0, id="an-hour-ago"),
    ],
)
def test_updates_count_by_the_last_hour(at: datetime, counts: int) -> None:
    assert budget_of([UPDATE], Past(updates_at=(at,)), NOW, Budgets()).updates_used == counts


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        pytest.param(datetime(2026, 11, 18, 0, 0, tzinfo=ZONE), 1, id="at-midnight-in-the-zone"),
        pytest.param(datetime(2026, 11, 17, 23, 59, 59, tzinfo=ZONE), 0, id="a-second-before"),
        pytest.param(datetime(2026, 11, 17, 16, 0, tzinfo=UTC), 1, id="the-same-midnight-in-utc"),
        pytest.param(datetime(2026, 11, 17, 15, 59, 59, tzinfo=UTC), 0, id="a-second-before-in-utc"),
    ],
)
def test_creations_count_by_the_natural_day_in_the_companys_zone(at: datetime, counts: int) -> None:
    assert budget_of([CREATION], Past(creations_at=(at,)), NOW, Budgets()).creations_used == counts


@pytest.mark.parametrize(
    ("updates", "used", "allowed", "deferred"),
    [
        pytest.param(3, 0, 3, 0, id="fits"),
        pytest.param(3, 1, 3, 1, id="one-too-many"),
        pytest.param(3, 9, 3, 3, id="never-more-than-there-are"),
        pytest.param(0, 9, 3, 0, id="nothing-to-do"),
    ],
)
def test_what_does_not_fit_is_deferred(updates: int, used: int, allowed: int, deferred: int) -> None:
    past = Past(updates_at=(NOW,) * used, creations_at=(NOW,) * used)

    one = budget_of([UPDATE] * updates, past, NOW, Budgets(updates_per_hour=allowed))
    other = budget_of([CREATION] * updates, past, NOW, Budgets(creations_per_day=allowed))

    assert (one.deferred, other.deferred) == (deferred, deferred)
    assert (one.updates, one.creations, other.creations, one.updates_allowed) == (updates, 0, updates, allowed)


def world() -> dict[str, object]:
    """One group that changes in every way, one that is created, one equal, one that only loses."""
    changing = a_group("changing", members="bob cat", owner="bob")
    fresh = a_group("fresh", members="ann bob cat", spec=a_spec("fresh", members="bob cat", rulesets=("standard",)))
    same, losing = a_group("same"), a_group("losing", members="ann bob")
    specs = [group.spec for group in (changing, fresh, same, losing)]
    return {
        "groups": [changing, fresh, same, losing],
        "seen": [
            a_chat("ann bob", key="changing", name="旧"),
            AbsentGroup(fresh.chat_id),
            a_chat(key="same"),
            a_chat("ann bob cat dan", key="losing"),
        ],
        "desired": a_state(*specs, rulesets={"standard": a_ruleset()}, company=a_company(quiet_hours=NIGHT)),
    }


def test_sums() -> None:
    plan = assemble(some_inputs(**world()))  # type: ignore[arg-type]  # Parameters of one type.

    assert plan.summary == Summary(
        groups=3,
        people=4,
        creations=1,
        renames=1,
        owners=1,
        joins=1,
        leaves=3,
        largest_loss=(a_spec("losing").key, 2),
    )
    assert (plan.read, plan.unchanged, list(plan.in_line)) == (4, 1, ["same"])
    assert plan.budget == Budget(updates=2, updates_allowed=900, creations=1, creations_allowed=900, messages=1)
    assert plan.forecast == Forecast(
        lines=((a_spec("changing").key, 4), (a_spec("losing").key, 2)), receivers=((a_spec("fresh").key, 3),)
    )


@pytest.mark.clause("D2.9")
@pytest.mark.parametrize(
    ("now", "quiet", "until"),
    [
        pytest.param(NOW, 0, None, id="day"),
        pytest.param(
            NOW.replace(hour=23, minute=45), 4, datetime(2026, 11, 19, 7, 30, tzinfo=ZONE), id="before-midnight"
        ),
        pytest.param(NOW.replace(hour=1), 4, datetime(2026, 11, 18, 7, 30, tzinfo=ZONE), id="past-midnight"),
    ],
)
def test_quiet_hours_move_everything_that_prints_a_line(now: datetime, quiet: int, until: datetime | None) -> None:
    plan = assemble(some_inputs(**world(), now=now))  # type: ignore[arg-type]  # Parameters of one type.

    assert (plan.forecast.quiet, plan.forecast.until) == (quiet, until)
    assert {action.not_before for action in plan.actions} == {until}
