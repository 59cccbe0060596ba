"""Groups that a rule of a smart sheet has made."""

from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.rooms import ROOMS
from tests.simulator.scene import Wecom, a_caller, make_world

BASE = "wedoc/smartsheet/groupchat"


@pytest.fixture
def rooms(tmp_path: Path) -> Simulator:
    """The world of rooms."""
    return make_world(tmp_path, ROOMS)


@pytest.fixture
def app(rooms: Simulator) -> Wecom:
    """The app that made the sheet D1."""
    return a_caller(rooms)


def update(caller: Wecom, chat_id: str = "s1", docid: str = "D1", **body: object) -> object:
    """The errcode of groupchat/update."""
    return caller.post(f"{BASE}/update", {"docid": docid, "chat_id": chat_id, **body})["errcode"]


def test_a_group_has_the_documented_shape(app: Wecom) -> None:
    answer = app.post(f"{BASE}/get", {"docid": "D1", "chat_id": "s1"})

    assert answer == {"errcode": 0, "errmsg": "ok", "name": "项目甲", "owner": "ann", "user_list": ["ann", "bob"]}


def test_a_list_is_read_by_has_more(rooms: Simulator, app: Wecom) -> None:
    pages: list[list[str]] = []
    cursor, has_more = "", True
    for number in range(7):
        rooms.hands.make_sheet_group(f"t{number}", "D1", 1000002, ["ann"])
    while has_more:
        answer = app.post(f"{BASE}/list", {"docid": "D1", "cursor": cursor, "limit": 4})
        cursor, has_more = str(answer["next_cursor"]), bool(answer["has_more"])
        pages.append(answer["chat_id_list"])  # type: ignore[arg-type]  # a list of texts

    assert sorted(chat for page in pages for chat in page) == ["s1", "s2", *(f"t{number}" for number in range(7))]
    assert min(len(page) for page in pages[:-1]) < 4
    assert cursor == ""


def test_pages_are_full_when_switched_so(rooms: Simulator, app: Wecom) -> None:
    rooms.switches.set("sheet_short_pages", "no")

    answers = [app.post(f"{BASE}/list", {"docid": "D1"}) for _ in range(2)]

    assert [(answer["chat_id_list"], answer["has_more"]) for answer in answers] == [(["s1", "s2"], False)] * 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"docid": "D2"}, 301085),
        ({}, 301085),
        ({"docid": "D1", "limit": 201}, 40058),
        ({"docid": "D1", "limit": 0}, 40058),
        ({"docid": "D1", "cursor": "x"}, 50100),
    ],
)
def test_lists_that_are_refused(app: Wecom, body: dict[str, object], code: int) -> None:
    answer = app.post(f"{BASE}/list", body)

    assert (answer["errcode"], answer["chat_id_list"]) == (code, [])


def test_members_and_owner_change_in_one_step(rooms: Simulator, app: Wecom) -> None:
    rooms.hands.set_admins("s1", ["bob"])

    code = update(app, owner="DAN", add_user_list=["dan", "Carol"], del_user_list=["ann", "bob"], name="不能改名")

    chat = rooms.chat("s1")
    assert (code, chat.name, chat.owner, chat.members, chat.admins) == (0, "项目甲", "dan", ("dan", "Carol"), ())
    assert rooms.journal()[-1].applied


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({"add_user_list": ["gone"]}, 710800, id="departed"),
        pytest.param({"add_user_list": ["nobody"]}, 710800, id="unknown"),
        pytest.param({"del_user_list": ["dan"]}, 86216, id="not-inside"),
        pytest.param({"del_user_list": ["ann"]}, 86005, id="owner-without-a-new-one"),
        pytest.param({"owner": "dan"}, 86207, id="owner-outside"),
        pytest.param({"del_user_list": ["bob"]}, 86006, id="one-left"),
        pytest.param({"add_user_list": [f"u{each}" for each in range(501)]}, 40058, id="over-500"),
        pytest.param({"add_user_list": ["dan"], "del_user_list": ["dan"]}, 40058, id="in-both-lists"),
        pytest.param({"chat_id": "s3"}, 49008, id="dissolved"),
        pytest.param({"chat_id": "x"}, 86003, id="unknown-chat"),
        pytest.param({"chat_id": "wrG1"}, 710801, id="a-customer-group"),
        pytest.param({"docid": "D2"}, 301085, id="the-sheet-of-another-app"),
    ],
)
def test_updates_that_are_refused(rooms: Simulator, app: Wecom, body: dict[str, object], code: int) -> None:
    before = rooms.chat("s1")

    answer = app.post(f"{BASE}/update", {"docid": "D1", "chat_id": "s1", **body})

    assert (answer["errcode"], rooms.chat("s1")) == (code, before)


def test_only_members_of_the_sheet_can_be_touched(rooms: Simulator) -> None:
    other = a_caller(rooms, "secret-b")
    codes = [update(other, "s4", "D2", add_user_list=["dan"]), update(other, "s4", "D2", del_user_list=["Carol"])]
    rooms.hands.set_sheet_people("D2", ["ann", "Carol", "dan"])

    assert [*codes, update(other, "s4", "D2", add_user_list=["dan"], del_user_list=["Carol"])] == [710800, 710800, 0]


def test_a_banned_group_and_its_release(rooms: Simulator, app: Wecom) -> None:
    rooms.hands.ban_chat("s1")
    banned = update(app, add_user_list=["dan"])
    rooms.hands.unban_chat("s1")

    assert (banned, update(app, add_user_list=["dan"])) == (710802, 0)


def test_updates_share_the_hour_of_app_groups_by_switch(rooms: Simulator, app: Wecom) -> None:
    rooms.switches.set("limit_update_hour", 1)
    shared = [app.update(), update(app, add_user_list=["dan"])]
    rooms.switches.set("sheet_updates_share", "no")
    rooms.switches.set("limit_sheet_update_hour", 1)
    apart = [update(app, add_user_list=["dan"]), update(app, add_user_list=["Carol"])]

    assert (shared, apart) == ([0, 45009], [0, 45009])
