"""Groups that WeCom keeps follow the address book."""

from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.rooms import ROOMS, an_archivist
from tests.simulator.scene import make_world


@pytest.fixture
def rooms(tmp_path: Path) -> Simulator:
    """The world of rooms."""
    return make_world(tmp_path, ROOMS)


def test_members_come_from_the_address_book(rooms: Simulator) -> None:
    department, everybody = rooms.chat("dept"), rooms.chat("all")

    assert (department.owner, set(department.members), department.family) == (
        "bob",
        {"ann", "bob", "Carol"},
        "internal",
    )
    assert set(everybody.members) == {"ann", "bob", "Carol", "dan"}


def test_joiners_come_in_and_leavers_drop_out(rooms: Simulator) -> None:
    rooms.hands.join("eve", departments=[3])
    rooms.hands.move_person("ann", [4])
    rooms.hands.depart("bob")

    department, everybody = rooms.chat("dept"), rooms.chat("all")

    assert (department.owner, set(department.members)) == ("Carol", {"Carol", "eve"})
    assert set(everybody.members) == {"ann", "Carol", "dan", "eve"}


def test_edits_by_hand_stay_until_the_address_book_says_otherwise(rooms: Simulator) -> None:
    rooms.hands.invite("dept", ["dan"])
    rooms.hands.kick("dept", ["ann"])
    rooms.hands.join("eve", departments=[2])

    assert set(rooms.chat("dept").members) == {"bob", "Carol", "dan", "eve"}


def test_a_department_that_is_merged_away_ends_its_group(rooms: Simulator) -> None:
    rooms.hands.merge_department(2, 4)

    assert rooms.chat("dept").dissolved


def test_members_that_a_world_file_names_stand(tmp_path: Path) -> None:
    text = ROOMS.replace("department: 2}", "department: 2, members: ann}")

    with make_world(tmp_path, text) as world:
        named = world.chat("dept").members
        world.hands.join("eve", departments=[2])

        assert (named, world.chat("dept").members) == (("ann",), ("ann", "eve"))


def test_a_group_can_be_switched_on(rooms: Simulator) -> None:
    rooms.hands.make_managed_group("wrM", "department", 4, "市场部")

    answer = an_archivist(rooms).post("msgaudit/groupchat/get", {"roomid": "dept"})

    assert (rooms.chat("wrM").members, rooms.chat("wrM").owner) == (("dan",), "dan")
    assert answer["creator"] == "bob"


def test_a_new_user_id_keeps_its_place_and_its_time(rooms: Simulator) -> None:
    before = an_archivist(rooms).post("msgaudit/groupchat/get", {"roomid": "wrA"})
    rooms.hands.rename_user_id("ann", "Anna")

    after = an_archivist(rooms).post("msgaudit/groupchat/get", {"roomid": "wrA"})

    assert str(after) == str(before).replace("'ann'", "'Anna'")
