"""Internal and sheet groups made and edited by hand."""

from pathlib import Path

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.rooms import ROOMS, an_archivist
from tests.simulator.scene import make_world


@pytest.fixture
def rooms(tmp_path: Path) -> Simulator:
    """The world of rooms."""
    return make_world(tmp_path, ROOMS)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("make-sheet-group", {"chat": "s1", "doc": "D1", "agent": "1000002", "users": "ann"}),
        ("make-sheet-group", {"chat": "s9", "doc": "D2", "agent": "1000002", "users": "ann"}),
        ("make-sheet-group", {"chat": "s9", "doc": "D1", "agent": "1000002", "users": ""}),
        ("make-internal-group", {"chat": "wrG1", "users": "ann"}),
        ("make-internal-group", {"chat": "wr 1", "users": "ann"}),
        ("make-internal-group", {"chat": "wr1", "users": "ann", "owner": "bob"}),
        ("make-managed-group", {"chat": "wr1", "managed": "team"}),
        ("make-managed-group", {"chat": "wr1", "managed": "department", "department": "9"}),
        ("set-sheet-people", {"doc": "D9", "users": "ann"}),
        ("ban-chat", {"chat": "c1"}),
        ("set-archived", {"chat": "c1"}),
        ("set-archive", {"users": "gone"}),
        ("set-archive", {"users": "ann", "departments": "9"}),
        ("make-chat", {"chat": "s1", "agent": "1000002", "users": "ann bob"}),
    ],
)
def test_what_people_cannot_make(rooms: Simulator, name: str, arguments: dict[str, str]) -> None:
    with pytest.raises(HandError):
        rooms.hands.call(name, arguments)


def test_groups_made_by_hand_are_there(rooms: Simulator) -> None:
    rooms.hands.make_internal_group("wr9", ["DAN", "bob"], "新群", "bob")
    rooms.hands.make_sheet_group("s9", "D9", 1000003, ["ann", "dan"])

    internal, sheet = rooms.chat("wr9"), rooms.chat("s9")

    assert (internal.name, internal.owner, internal.members, internal.family) == (
        "新群", "bob", ("dan", "bob"), "internal",
    )  # fmt: skip
    assert (sheet.owner, sheet.family) == ("ann", "sheet")


def test_departed_people_drop_out_of_every_family(rooms: Simulator) -> None:
    rooms.switches.set("departed_in_chats", "drop")
    rooms.hands.depart("ann")

    found = [user for chat in ("c1", "wrA", "s1", "s4", "dept", "all") for user in rooms.chat(chat).members]

    assert "ann" not in found


@pytest.mark.parametrize("chat", ["wrA", "s1", "c1"])
def test_the_same_hands_edit_every_family(rooms: Simulator, chat: str) -> None:
    hands = rooms.hands
    hands.rename_chat(chat, "手改")
    hands.invite(chat, ["DAN", "bob"])
    hands.transfer_owner(chat, "dan")
    hands.leave(chat, ["ann"])
    hands.set_admins(chat, ["bob"])
    hands.set_announcement(chat, "公告")
    hands.dissolve(chat)

    found = rooms.chat(chat)

    assert (found.name, found.owner, found.admins, found.announcement) == ("手改", "dan", ("bob",), "公告")
    assert {"dan", "bob"} <= set(found.members)
    assert "ann" not in found.members
    assert found.dissolved


def test_the_archive_by_hand(rooms: Simulator) -> None:
    archivist = an_archivist(rooms)

    def read() -> object:
        return archivist.post("msgaudit/groupchat/get", {"roomid": "wrC"})["errcode"]

    unmet = read()
    rooms.hands.set_archived("wrC")
    met = read()
    rooms.hands.set_archive(["dan"])
    out_of_range = read()
    rooms.hands.set_archive(["bob"], [3], enabled=False)

    assert (unmet, met, out_of_range, read()) == (301059, 0, 301059, 301053)
