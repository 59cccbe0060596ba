"""Frozen companies, and windows of the working calendar: what waits, what does not, and what is said."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import COMPANY, a_group

FREEZE = {"from": "2026-11-01", "until": "2026-11-05", "reason": "年底封网"}
OFFICE = {"from": "09:00", "to": "18:00"}


@pytest.mark.parametrize(
    ("lang", "phrase"), [("zh", "冻结到2026-11-0523:59：年底封网"), ("en", "Frozen until 2026-11-05 23:59")]
)
@pytest.mark.parametrize("command", [("apply", "--yes"), ("drift", "--correct")])
def test_while_frozen_nothing_is_written(command: tuple[str, ...], lang: str, phrase: str, town: MakeTown) -> None:
    made = town(a_group("g"), company={"freeze": FREEZE})
    mark = made.mark

    ran = made.run(*command, lang=lang)

    assert (ran.code, ran.says(phrase)) == (1, True)
    assert made.since(mark) == ()
    assert made.chats() == {}


@pytest.mark.parametrize("command", [("plan",), ("plan", "--markdown"), ("drift",)])
def test_plans_say_so_in_their_first_lines(command: tuple[str, ...], town: MakeTown) -> None:
    made = town(a_group("g"), company={"freeze": FREEZE})

    ran = made.run(*command)

    assert "Frozen until 2026-11-05 23:59: 年底封网" in " ".join(ran.out.split())[:400]
    assert ran.code == 0


def test_plans_say_so_in_json_and_validate_does(town: MakeTown) -> None:
    made = town(a_group("g"), company={"freeze": FREEZE})

    assert made.plan()["frozen"]["reason"] == "年底封网"
    assert made.run("validate").says("Frozen until 2026-11-05 23:59")


def test_after_its_end_a_freeze_is_a_note(town: MakeTown) -> None:
    made = town(a_group("g"), company={"freeze": FREEZE})
    made.world.clock.set("2026-11-06T00:00:00")

    plan, ran = made.plan(), made.apply()

    assert plan["frozen"] is None
    assert "freeze-ended" in {finding["rule"] for finding in plan["findings"]}
    assert ran.code == 0


def test_outside_the_window_only_the_departed_leave(town: MakeTown) -> None:
    members = ["bob", "cat", "dan"]
    made = town(a_group("g", members=members, membership="strict"), company={"windows": OFFICE, "departed_grace": "0d"})
    assert made.apply().code == 0
    made.put(a_group("g", members=[*members, "eve"], membership="strict"))
    made.world.hands.depart("dan")
    made.world.clock.set("2026-11-06T18:00:00")

    plan, evening = made.run("plan"), made.apply()
    in_the_evening = made.members("g")
    made.world.clock.set("2026-11-09T09:00:00")
    monday = made.apply()

    assert plan.says("09:00 on 2026-11-09")
    assert (evening.code, in_the_evening) == (5, {"ann", "bob", "cat"})
    assert (monday.code, made.members("g")) == (0, {"ann", "bob", "cat", "eve"})


def test_drift_waits_for_the_window_too(town: MakeTown) -> None:
    made = town(a_group("g", membership="strict"), company={"windows": OFFICE})
    assert made.apply().code == 0
    made.world.hands.invite(made.chat("g").chat_id, ["cat"])
    made.set_company(**{**COMPANY, "windows": {**OFFICE, "days": ["tue"]}})

    monday = made.run("drift", "--correct")
    on_monday = made.members("g")
    made.world.clock.set("2026-11-03T09:00:00")
    tuesday = made.run("drift", "--correct")

    assert (monday.code, "cat" in on_monday) == (5, True)
    assert (tuesday.code, "cat" in made.members("g")) == (0, False)


def test_a_year_whose_holidays_nobody_knows_is_a_finding(town: MakeTown) -> None:
    made = town(a_group("g"), company={"windows": OFFICE})
    made.world.clock.set("2099-01-05T10:00:00")

    assert "calendar-unknown-year" in {finding["rule"] for finding in made.plan()["findings"]}
