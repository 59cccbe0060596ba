"""Customer groups as callers read them."""

from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.customer_scene import (
    CORP,
    CREATED,
    NARROW,
    ORPHAN,
    PRIVATE,
    SOUTH,
    SYSTEM,
    VIP,
    a_customer_world,
    get_code,
    get_group,
    list_code,
    list_ids,
)
from tests.simulator.scene import Wecom, a_caller, make_world

LIST = "externalcontact/groupchat/list"


def test_a_group_has_the_documented_shape_and_types(seller: Wecom) -> None:
    group = get_group(seller, need_name=1)

    version = group.pop("member_version")
    assert isinstance(version, str)
    assert len(version) == 32
    union_ids = [each.pop("unionid", None) for each in group["member_list"]]  # type: ignore[attr-defined]  # a list
    assert [union_id is not None and union_id.startswith("o") for union_id in union_ids] == [False] * 3 + [
        True, False, True,
    ]  # fmt: skip
    by = {"join_time": CREATED, "join_scene": 1, "group_nickname": ""}
    ann = {"userid": "ann"}
    assert group == {
        "chat_id": VIP,
        "name": "贵宾群",
        "owner": "ann",
        "create_time": CREATED,
        "notice": "请友善",
        "member_list": [
            {"userid": "ann", "type": 1, **by, "group_nickname": "小安", "name": "安"},
            {"userid": "bob", "type": 1, **by, "name": "波"},
            {"userid": "eve", "type": 1, **by, "name": "伊"},
            {"userid": "wmWang", "type": 2, **by, "invitor": ann, "name": "王"},
            {"userid": "woLi", "type": 2, **by, "join_scene": 2, "invitor": {"userid": "bob"}, "group_nickname": "李总",
             "name": "李"},
            {"userid": "wmZhao", "type": 2, **by, "join_scene": 3, "state": "autumn", "name": "赵"},
        ],
        "admin_list": [{"userid": "bob"}],
    }  # fmt: skip


def test_names_come_only_when_asked_for(seller: Wecom) -> None:
    members = get_group(seller)["member_list"]

    assert all("name" not in each for each in members)  # type: ignore[attr-defined]  # a list


def test_a_departed_member_keeps_their_name(seller: Wecom) -> None:
    members = get_group(seller, ORPHAN, need_name=1)["member_list"]

    assert [each["name"] for each in members] == ["走", "卡罗", "孙"]  # type: ignore[attr-defined]  # a list


def test_unionids_need_a_developer_id(tmp_path: Path) -> None:
    text = (
        "now: 2026-11-02\ncorps:\n- corp_id: ww1\n  people: [ann]\n  contact_people: '@all'\n"
        "  apps: [{agent_id: 1, secret: s, areas: customer}]\n"
        "  customer_groups: [{chat_id: wrOne, owner: ann, externals: [wmA]}]\n"
    )
    with make_world(tmp_path, text) as world:
        members = get_group(a_caller(world, "s"), "wrOne")["member_list"]

    assert "unionid" not in members[1]  # type: ignore[index]  # a list


@pytest.mark.parametrize(
    ("chat_id", "code"),
    [("", 40058), ("wrNobodyKnows00001", 40050), (PRIVATE, 90501), (VIP, 0)],
)
def test_codes_of_get(seller: Wecom, chat_id: str, code: int) -> None:
    assert get_code(seller, chat_id) == code


def test_a_dissolved_group_is_49008_and_vanishes_from_the_list(customers: Simulator, seller: Wecom) -> None:
    customers.hands.dissolve(VIP)

    assert get_code(seller, VIP) == 49008
    assert list_ids(seller) == [(SOUTH, 0)]
    customers.switches.set("dissolved_listed", "yes")
    assert list_ids(seller) == [(VIP, 0), (SOUTH, 0)]


def test_groups_of_owners_outside_the_range_do_not_show(customers: Simulator) -> None:
    narrow = a_caller(customers, "s-narrow")

    assert list_ids(narrow) == [(SOUTH, 0)]
    assert (get_code(narrow, VIP), get_code(narrow, SOUTH), get_code(narrow, ORPHAN)) == (60011, 0, 0)
    assert list_code(narrow, limit=1, owner_filter={"userid_list": ["ann"]}) == 60011
    customers.switches.set("code_owner_out_of_range", 60030)
    assert get_code(narrow, VIP) == 60030


def test_an_app_that_is_not_listed_is_48002(customers: Simulator) -> None:
    outsider = a_caller(customers, "s-none")

    assert get_code(outsider, VIP) == 48002
    assert outsider.get("externalcontact/get_follow_user_list") | {"errmsg": ""} == {
        "errcode": 48002, "errmsg": "", "follow_user": [],
    }  # fmt: skip


def test_groups_of_departed_owners_show_by_switch(customers: Simulator, seller: Wecom) -> None:
    named = {"owner_filter": {"userid_list": ["gone"]}}

    assert list_ids(seller) == [(VIP, 0), (SOUTH, 0)]
    assert list_ids(seller, **named) == [(ORPHAN, 1)]
    assert list_ids(seller, status_filter=1, **named) == [(ORPHAN, 1)]
    customers.switches.set("departed_owner_listing", "always")
    assert list_ids(seller, status_filter=1) == [(ORPHAN, 1)]
    customers.switches.set("departed_owner_listing", "refuse")
    assert list_code(seller, limit=1, **named) == 40003
    assert list_ids(seller, status_filter=1) == [(ORPHAN, 1)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 40058),
        ({"limit": 0}, 40058),
        ({"limit": 1001}, 40058),
        ({"limit": "10"}, 40058),
        ({"limit": 10, "status_filter": 4}, 40058),
        ({"limit": 10, "owner_filter": {"userid_list": ["ann"] * 101}}, 40058),
        ({"limit": 10, "owner_filter": {"userid_list": ["nobody"]}}, 40003),
        ({"limit": 10, "cursor": "x"}, 50100),
        ({"limit": 10, "cursor": "1_0"}, 50100),
        ({"limit": 1000, "owner_filter": {"userid_list": ["ANN"]}}, 0),
    ],
)
def test_codes_of_list(seller: Wecom, body: dict[str, object], code: int) -> None:
    assert list_code(seller, **body) == code


def test_pages_follow_the_cursor_and_a_cursor_belongs_to_its_question(customers: Simulator, seller: Wecom) -> None:
    first = seller.post(LIST, {"limit": 1})
    second = seller.post(LIST, {"limit": 1, "cursor": first["next_cursor"]})

    assert [first["group_chat_list"], second["group_chat_list"]] == [
        [{"chat_id": VIP, "status": 0}], [{"chat_id": SOUTH, "status": 0}],
    ]  # fmt: skip
    assert second["next_cursor"] == ""
    assert list_code(seller, limit=1, cursor=first["next_cursor"], status_filter=1) == 50100
    customers.switches.set("code_bad_cursor", 60268)
    assert list_code(a_caller(customers, "s-system"), limit=1, cursor=first["next_cursor"]) == 60268


def test_the_old_offset_pages_too(seller: Wecom) -> None:
    pages = [list_ids(seller, limit=1, offset=offset) for offset in (0, 1, 2)]

    assert pages == [[(VIP, 0)], [(SOUTH, 0)], []]
    assert [list_code(seller, limit=1, offset=offset) for offset in (-1, 50000)] == [40058, 40058]


def test_a_range_of_over_a_thousand_people_needs_the_owners(tmp_path: Path) -> None:
    people = "".join(f"  - p{number}\n" for number in range(1001))
    text = (
        f"now: 2026-11-02\ncorps:\n- corp_id: ww1\n  people:\n{people}  contact_people: p0\n"
        "  apps: [{agent_id: 1, secret: s, areas: customer}]\n"
        "  customer_groups: [{chat_id: wrOne, owner: p0}]\n"
    )
    with make_world(tmp_path, text) as world:
        caller = a_caller(world, "s")

        assert list_code(caller, limit=10) == 81017
        assert list_ids(caller, owner_filter={"userid_list": ["p0"]}) == [("wrOne", 0)]


def test_the_old_system_secret_sees_other_ids_of_the_same_groups(customers: Simulator, seller: Wecom) -> None:
    system = a_caller(customers, "s-system")
    theirs = [chat_id for chat_id, _ in list_ids(system)]

    assert theirs == [customers.seen_chat_id(each, SYSTEM) for each in (VIP, SOUTH)]
    assert get_code(system, VIP) == 40050
    assert get_code(seller, theirs[0]) == 40050
    assert get_group(system, theirs[0]) == get_group(seller) | {"chat_id": theirs[0]}


def test_every_app_sees_its_own_ids_by_switch(tmp_path: Path) -> None:
    with a_customer_world(tmp_path, chat_id_per_app="yes") as world:
        narrow = a_caller(world, "s-narrow")

        (seen,) = [chat_id for chat_id, _ in list_ids(narrow)]

        assert seen == world.seen_chat_id(SOUTH, NARROW)
        assert get_code(narrow, SOUTH) == 40050
        assert get_group(narrow, seen)["name"] == "华南群"


def test_with_a_standing_clock_an_edit_shows_at_once(customers: Simulator, seller: Wecom) -> None:
    customers.hands.rename_chat(VIP, "新名")

    assert get_group(seller)["name"] == "新名"


def test_with_a_running_clock_an_edit_shows_two_seconds_later(customers: Simulator, seller: Wecom) -> None:
    customers.switches.set("tick_ms", 600)
    customers.hands.rename_chat(VIP, "新名")

    names = [get_group(seller)["name"] for _ in range(4)]

    assert names == ["贵宾群", "贵宾群", "贵宾群", "新名"]


def test_late_reads_while_the_clock_stands_by_switch(customers: Simulator, seller: Wecom) -> None:
    customers.switches.set("stale_while_standing", "yes")
    customers.hands.leave(VIP, ["eve"])
    customers.hands.rename_chat(VIP, "新名")

    before = get_group(seller)
    customers.clock.advance(2)
    after = get_group(seller)

    assert (before["name"], after["name"]) == ("贵宾群", "新名")
    assert before["member_version"] != after["member_version"]


def test_people_with_the_right_as_far_as_the_app_sees_them(customers: Simulator, seller: Wecom) -> None:
    narrow = a_caller(customers, "s-narrow")
    customers.hands.grant_contact("eve")
    customers.hands.revoke_contact("bob")

    assert seller.get("externalcontact/get_follow_user_list") == {
        "errcode": 0, "errmsg": "ok", "follow_user": ["ann", "Carol", "dan", "eve"],
    } | {"errmsg": seller.get("externalcontact/get_follow_user_list")["errmsg"]}  # fmt: skip
    assert narrow.get("externalcontact/get_follow_user_list")["follow_user"] == ["Carol", "dan", "eve"]


def test_an_opengid_leads_to_the_group(customers: Simulator, seller: Wecom) -> None:
    path = "externalcontact/opengid_to_chatid"

    assert seller.post(path, {"opengid": customers.opengid(VIP)})["chat_id"] == VIP
    assert [seller.post(path, {"opengid": each})["errcode"] for each in ("", "og1", customers.opengid(PRIVATE))] == [
        40058, 90511, 90511,
    ]  # fmt: skip


def test_shown_worlds_hold_the_groups(customers: Simulator) -> None:
    corp = customers.show()["corps"][0]  # type: ignore[index]  # a list of corps

    assert corp["contact_people"] == ["ann", "bob", "Carol", "dan", "gone"]
    assert [(each["chat_id"], each["status"], each["customer"]) for each in corp["customer_groups"]] == [
        (VIP, 0, True), (SOUTH, 0, True), (ORPHAN, 1, True), (PRIVATE, 0, False),
    ]  # fmt: skip
    assert corp["customer_groups"][0]["externals"] == ["wmWang 王", "woLi 李", "wmZhao 赵"]
    assert customers.customer_group(VIP, CORP).owner == "ann"
