"""Ways into customer groups, from YAML to WeCom and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.wecom.join_ways import DELETE_JOIN_WAY, UPDATE_JOIN_WAY
from tests.e2e.customer_town import SECOND, VIP, CustomerTown, a_customer_group, a_way


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CustomerTown]:
    made = CustomerTown(tmp_path / "town", a_customer_group(join=[a_way()]))
    yield made
    made.close()


def test_a_way_in_is_made_once_and_remembered(town: CustomerTown) -> None:
    first = town.planned()
    applied = town.apply()
    mark = town.mark
    again = town.planned()

    assert first == [("join-way", "create", "intent", [])]
    assert applied.code == 0, applied.words
    assert [way["groups"] for way in town.around("join_ways")] == [[VIP]]
    assert again == []
    assert town.counts(mark)["externalcontact/groupchat/get_join_way"] == 1


def test_nothing_is_asked_about_ways_where_there_are_none(town: CustomerTown) -> None:
    town.put(a_customer_group())

    town.plan()

    assert not [path for path in town.counts() if "join_way" in path]


def test_git_changes_a_way_in(town: CustomerTown) -> None:
    town.apply()
    town.put(a_customer_group(join=[a_way(remark="前台", also=["second"])]), a_customer_group("second", SECOND))

    planned = town.planned()
    town.apply()

    assert planned == [("join-way", "update", "intent", ["groups", "remark"])]
    assert [(way["groups"], way["remark"]) for way in town.around("join_ways")] == [([SECOND, VIP], "前台")]
    assert town.planned() == []


def test_somebody_changed_it(town: CustomerTown) -> None:
    town.apply()
    config = town.around("join_ways")[0]["config_id"]
    town.call(UPDATE_JOIN_WAY, {"config_id": config, "scene": 2, "chat_id_list": [VIP], "auto_create_room": 1})

    planned = town.planned()
    ran = town.run("drift", "--correct")

    assert planned == [("join-way", "update", "drift", ["auto_create_room", "remark", "state"])]
    assert ran.code == 0, ran.words
    assert town.planned() == []


def test_somebody_took_it_away(town: CustomerTown) -> None:
    town.apply()
    config = town.around("join_ways")[0]["config_id"]
    town.call(DELETE_JOIN_WAY, {"config_id": config})

    planned = town.planned()
    town.apply()

    assert planned == [("join-way", "create", "drift", [])]
    assert [way["config_id"] == config for way in town.around("join_ways")] == [False]
    assert town.planned() == []


def test_git_no_longer_asks_for_it(town: CustomerTown) -> None:
    town.apply()
    town.put(a_customer_group())

    planned = town.planned()
    town.apply()

    assert planned == [("join-way", "delete", "intent", [])]
    assert town.around("join_ways") == []
    assert town.planned() == []


def test_it_is_gone_and_nobody_asks_for_it(town: CustomerTown) -> None:
    town.apply()
    town.call(DELETE_JOIN_WAY, {"config_id": town.around("join_ways")[0]["config_id"]})
    town.put(a_customer_group())

    planned = town.planned()
    town.apply()
    mark = town.mark
    town.plan()

    assert planned == []
    assert not [path for path in town.counts(mark) if "join_way" in path]
