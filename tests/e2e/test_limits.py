"""Quotas of WeCom, our own budget below them, and quiet hours: put off, never lost, never hit."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.test_connection import RULES
from tests.e2e.town import Town, a_group

HOUR_S, DAY_S = 3600, 86400
NIGHT = {"quiet_hours": {"from": "23:30", "to": "07:30"}}


def many(number: int, **more: object) -> list[dict[str, object]]:
    return [a_group(f"g{each:02}", **more) for each in range(number)]  # type: ignore[arg-type]  # Passed on as they are.


def done(town: Town) -> int:
    return len(town.chats())


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "额度已用完"), ("en", "quota of this window is used up")])
def test_creations_beyond_the_budget_wait_for_the_next_day(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(*many(7), company={"budgets": {"creations_per_day": 3}}, limit_create_day=3)

    codes, made_so_far = [], []
    for _ in range(4):
        ran = made.apply(lang)
        codes.append(ran.code)
        made_so_far.append(done(made))
        assert ran.says(phrase) is (ran.code == 5)
        made.world.clock.advance(DAY_S)

    assert codes == [5, 5, 0, 0]
    assert made_so_far == [3, 6, 7, 7]
    assert all(each.errcode != 45009 for each in made.since(0))


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "额度已用完"), ("en", "quota of this window is used up")])
def test_updates_beyond_the_budget_wait_for_the_next_hour(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(*many(5), company={"budgets": {"updates_per_hour": 2}}, limit_update_hour=2)
    made.apply()
    made.put(*many(5, members=["bob", "cat"]))

    codes = []
    for _ in range(4):
        ran = made.apply(lang)
        codes.append(ran.code)
        assert ran.says(phrase) is (ran.code == 5)
        made.world.clock.advance(HOUR_S + 1)

    assert codes == [5, 5, 0, 0]
    assert all(each.errcode != 45009 for each in made.since(0))
    assert made.counts()["appchat/update"] == 5


def test_the_budget_holds_within_the_hour_whoever_runs_again(town: MakeTown) -> None:
    made = town(*many(5), company={"budgets": {"updates_per_hour": 2}}, limit_update_hour=2)
    made.apply()
    made.put(*many(5, members=["bob", "cat"]))

    codes = [made.apply().code for _ in range(3)]

    assert codes == [5, 5, 5]
    assert made.counts()["appchat/update"] == 2


@pytest.mark.parametrize("on", ["appchat/create", "appchat/update", "appchat/send"])
def test_the_limit_met_all_the_same_is_met_once(on: str, town: MakeTown) -> None:
    """Another application used the quota up: one call learns it, the others of its kind are not made."""
    made = town(*many(3))
    made.apply()
    made.write("rules.yaml", RULES)
    made.put(*many(3, members=["bob", "cat"]), a_group("n1", rulesets=["rules"]), a_group("n2", rulesets=["rules"]))
    made.world.faults.add("throttled", on=on, times=-1)
    mark = made.mark

    first = made.apply()
    tries = made.counts(mark)[on]
    made.world.faults.clear()
    made.world.clock.advance(DAY_S)
    second = made.apply()

    assert (first.code, tries) == (5, 1)
    assert second.code == 0
    assert made.plan()["actions"] == []
    assert len(made.world.messages()) == 2


def test_no_run_within_the_hour_meets_the_limit_again(town: MakeTown) -> None:
    made = town(*many(3))
    made.apply()
    made.put(*many(3, members=["bob", "cat"]))
    made.world.faults.add("throttled", on="appchat/update", times=-1)
    first = made.apply()
    made.world.faults.clear()
    mark = made.mark

    made.world.clock.advance(HOUR_S - 1)
    within = made.apply()
    made.world.clock.advance(60)
    after = made.apply()

    assert (first.code, within.code, after.code) == (5, 5, 0)
    assert made.counts(mark)["appchat/update"] == 3


@pytest.mark.parametrize("on", ["user/list", "appchat/get"])
def test_a_read_that_is_throttled_waits_and_goes_on(on: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    made.world.faults.add("throttled", on=on)

    assert made.apply().code == 0


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "07:30"), ("en", "07:30")])
def test_at_night_only_the_departed_leave(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(
        a_group("g", members=["bob", "cat", "dan"], membership="strict"), company={**NIGHT, "departed_grace": "0d"}
    )
    made.apply()
    made.write("rules.yaml", RULES)
    made.put(
        a_group("g", members=["bob", "dan", "eve"], membership="strict", name="新名"),
        a_group("new", rulesets=["rules"]),
    )
    made.world.hands.depart("dan")
    made.world.clock.set("2026-11-02T23:45:00")

    night = made.apply(lang)
    at_night = (made.members("g"), made.chat("g").name, done(made), len(made.world.messages()))
    made.world.clock.set("2026-11-03T07:29:59")
    early = made.apply(lang)
    still = made.members("g")
    made.world.clock.set("2026-11-03T07:30:00")
    morning = made.apply(lang)

    assert (night.code, early.code) == (5, 5)
    assert night.says(phrase)
    assert at_night == ({"ann", "bob", "cat"}, "g 群", 1, 0)
    assert still == {"ann", "bob", "cat"}
    assert (made.members("g"), made.chat("g").name) == ({"ann", "bob", "eve"}, "新名")
    assert (done(made), len(made.world.messages())) == (2, 1)
    assert morning.code in {0, 1}
    assert not any(group.get("changes") for group in made.plan()["groups"])


def test_a_plan_made_at_night_says_so_and_the_same_plan_is_applied_in_the_morning(town: MakeTown) -> None:
    made = town(a_group("g"), company=NIGHT)
    made.world.clock.set("2026-11-02T23:45:00")
    made.save_plan()

    night = made.apply_saved()
    made.world.clock.set("2026-11-03T07:30:00")
    morning = made.apply_saved()

    assert (night.code, morning.code) == (5, 0)
    assert made.members("g") == {"ann", "bob"}
