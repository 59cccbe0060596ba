"""However small the budgets and whatever was used before: repeated runs end as one run does, and no limit is met."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.conftest import MakeTown
from tests.e2e.test_limits import many


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # a folder each
@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 50))
def test_small_budgets_end_as_one_big_run_and_meet_no_limit(
    town: MakeTown, updates: int, creations: int, minutes: int
) -> None:
    limits = {"updates_per_hour": updates, "creations_per_day": creations}
    made = town(*many(4), company={"budgets": limits}, limit_create_day=creations, limit_update_hour=updates)
    made.run("apply", "--yes", "--wait", "--max-wait", "9d")
    made.put(*many(4, members=["bob", "cat"]))
    made.apply()
    made.put(*many(4, members=["bob", "dan"]))
    made.world.clock.advance(60 * minutes)

    ran = made.run("apply", "--yes", "--wait", "--max-wait", "9d")

    assert ran.code == 0
    assert all(each.errcode != 45009 for each in made.since(0))
    assert made.counts()["appchat/create"] == 4
    assert all({"bob", "dan"} <= made.members(f"g{each:02}") for each in range(4))
    assert made.plan()["actions"] == []
