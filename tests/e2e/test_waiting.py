"""`apply --wait`: what quotas and quiet hours put off is done when its stage is due."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.test_limits import many

SMALL = {"budgets": {"updates_per_hour": 2, "creations_per_day": 3}}


@pytest.mark.parametrize(
    ("lang", "phrase"), [("zh", "模拟世界的时钟拨到那时"), ("en", "the clock of the simulated world moves there")]
)
def test_small_budgets_and_a_wait_end_as_one_big_run(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(*many(5), company=SMALL, limit_create_day=3, limit_update_hour=2)
    began = made.world.now()

    creating = made.run("apply", "--yes", "--wait", lang=lang)
    made.put(*many(5, members=["bob", "cat"]))
    updating = made.run("apply", "--yes", "--wait", "--json", lang=lang)

    assert (creating.code, updating.code) == (0, 0)
    assert creating.says(phrase)
    assert updating.json()["counts"]["applied"] == 5
    assert {name: made.counts()[f"appchat/{name}"] for name in ("create", "update")} == {"create": 5, "update": 5}
    assert all(each.errcode != 45009 for each in made.since(0))
    assert (made.world.now().date() - began.date()).days == 1
    assert made.plan()["actions"] == []


def test_a_reviewed_plan_is_checked_in_every_round_but_its_age_only_once(town: MakeTown) -> None:
    company = SMALL | {"review": {"max_age": "1d"}}
    made = town(*many(7), company=company)
    made.save_plan()

    ran = made.run("apply", str(made.plan_file), "--wait", "--max-wait", "3d")

    assert ran.code == 0
    assert len(made.chats()) == 7


def test_no_longer_than_max_wait(town: MakeTown) -> None:
    made = town(*many(5), company=SMALL)

    ran = made.run("apply", "--yes", "--wait", "--max-wait", "1h")

    assert ran.code == 5
    assert len(made.chats()) == 3
