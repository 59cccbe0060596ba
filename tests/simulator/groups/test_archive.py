"""The message archive: who is archived, and internal groups read only."""

from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.rooms import ROOMS, an_archivist
from tests.simulator.scene import a_caller, make_world


@pytest.fixture
def rooms(tmp_path: Path) -> Simulator:
    """The world of rooms."""
    return make_world(tmp_path, ROOMS)


def room(world: Simulator, roomid: str) -> dict[str, object]:
    """The answer of msgaudit/groupchat/get."""
    return an_archivist(world).post("msgaudit/groupchat/get", {"roomid": roomid})


def test_an_internal_group_has_the_documented_shape(rooms: Simulator) -> None:
    joined = 1790812800

    answer = room(rooms, "wrA")

    assert answer == {
        "errcode": 0,
        "errmsg": "ok",
        "roomname": "午饭",
        "creator": "ann",
        "room_create_time": joined,
        "notice": "十二点",
        "members": [{"memberid": user, "jointime": joined} for user in ("ann", "Carol", "dan")],
    }


@pytest.mark.parametrize(
    ("roomid", "code"),
    [
        pytest.param("", 40063, id="missing"),
        pytest.param("wrX", 301059, id="unknown"),
        pytest.param("wrB", 301059, id="nobody-in-it-is-archived"),
        pytest.param("wrC", 301059, id="the-archive-has-not-met-it"),
        pytest.param("wrG1", 301059, id="a-customer-group"),
        pytest.param("c1", 301059, id="an-app-group"),
        pytest.param("s1", 301059, id="a-sheet-group"),
    ],
)
def test_rooms_that_cannot_be_read(rooms: Simulator, roomid: str, code: int) -> None:
    assert room(rooms, roomid)["errcode"] == code


def test_codes_and_meanings_that_nobody_has_published_are_switches(rooms: Simulator) -> None:
    rooms.switches.set("code_unknown_room", 40058)
    rooms.switches.set("archive_reads_app_groups", "yes")
    rooms.hands.transfer_owner("wrA", "dan")
    first = room(rooms, "wrA")["creator"]
    rooms.switches.set("archive_creator", "owner")

    second = room(rooms, "wrA")["creator"]

    assert (first, second, room(rooms, "wrX")["errcode"]) == ("ann", "dan", 40058)
    assert (room(rooms, "c1")["roomname"], room(rooms, "s1")["creator"]) == ("一号群", "ann")


def test_edits_by_hand_are_read_at_once(rooms: Simulator) -> None:
    rooms.hands.rename_chat("wrA", "晚饭")
    rooms.hands.set_announcement("wrA", "六点")
    rooms.hands.kick("wrA", ["Carol"])
    rooms.clock.advance(60)
    rooms.hands.invite("wrA", ["bob"])

    answer = room(rooms, "wrA")

    assert (answer["roomname"], answer["notice"]) == ("晚饭", "六点")
    assert str(answer["members"]).count("memberid") == 3
    assert {"memberid": "bob", "jointime": int(rooms.now().timestamp())} in answer["members"]  # type: ignore[operator]  # a list


def test_a_dissolved_room_is_gone(rooms: Simulator) -> None:
    rooms.hands.dissolve("wrA")

    assert room(rooms, "wrA")["errcode"] == 49008


@pytest.mark.parametrize(
    ("body", "ids"),
    [({}, ["ann", "Carol"]), ({"type": 3}, ["ann", "Carol"]), ({"type": 1}, [])],
)
def test_the_archived_people(rooms: Simulator, body: dict[str, int], ids: list[str]) -> None:
    answer = an_archivist(rooms).post("msgaudit/get_permit_user_list", body)

    assert (answer["errcode"], answer["ids"]) == (0, ids)


def test_a_type_that_is_none_is_refused(rooms: Simulator) -> None:
    assert an_archivist(rooms).post("msgaudit/get_permit_user_list", {"type": 4})["errcode"] == 40058


def test_other_secrets_and_other_addresses_are_refused(rooms: Simulator) -> None:
    archivist, app = an_archivist(rooms), a_caller(rooms)
    rooms.hands.set_trusted_ips(2, ["192.0.2.9"])

    codes = [each.post("msgaudit/groupchat/get", {"roomid": "wrA"})["errcode"] for each in (app, archivist)]

    assert codes == [48002, 301042]


def test_rooms_are_limited_by_the_minute(rooms: Simulator) -> None:
    rooms.switches.set("limit_archive_room_minute", 1)
    codes = [room(rooms, "wrA")["errcode"], room(rooms, "wrA")["errcode"]]
    rooms.clock.advance(60)

    assert [*codes, room(rooms, "wrA")["errcode"]] == [0, 45009, 0]
