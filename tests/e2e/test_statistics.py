"""`statistics` as a user runs it."""

import json

import jsonschema
import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.golden import check_golden
from tests.e2e.town import AGENT, CORP, ROOT, Town

SCHEMA = json.loads((ROOT / "schemas" / "statistics.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def talking(town: MakeTown) -> Town:
    """Two owners of customer groups; in one group people spoke yesterday."""
    made = town()
    hands = made.world.hands
    hands.grant_area(AGENT, "customer", CORP)
    hands.grant_contact("ann")
    hands.grant_contact("bob")
    hands.make_customer_group("wrONE", "ann", ["bob"], name="客户一")
    hands.make_customer_group("wrTWO", "bob", ["ann"], name="客户二")
    hands.talk("wrONE", "ann", 3)
    hands.talk("wrONE", "bob", 2)
    made.world.clock.advance(24 * 3600)
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_figures_by_owner_read_as_agreed(lang: str, talking: Town) -> None:
    ran = talking.run("statistics", lang=lang)

    assert (ran.code, ran.err) == (0, "")
    check_golden(f"statistics.{lang}.txt", ran.out)


def test_figures_by_day_add_owners_up_and_write_nothing(talking: Town) -> None:
    ran = talking.run("statistics", "--by", "day", "--days", "2", "--json")

    jsonschema.Draft202012Validator(SCHEMA).validate(ran.json())
    assert [(day["groups"], day["messages"]) for day in ran.json()["days"]][-1] == (2, 5)
    assert not talking.written()


def test_one_owner_alone(talking: Town) -> None:
    ran = talking.run("statistics", "--owner", "Bob", "--json")

    jsonschema.Draft202012Validator(SCHEMA).validate(ran.json())
    assert [(row["owner"], row["messages"]) for row in ran.json()["owners"]] == [("bob", 0)]


@pytest.mark.parametrize("days", ["0", "31"])
def test_a_window_that_wecom_does_not_count_is_refused(days: str, talking: Town) -> None:
    ran = talking.run("statistics", "--days", days)

    assert (ran.code, ran.out) == (2, "")
    assert ran.says("At most 30 days")


def test_an_application_without_customer_contact_is_told_the_page(town: MakeTown) -> None:
    ran = town().run("statistics")

    assert ran.code == 4
    assert ran.says("可调用接口的应用")
