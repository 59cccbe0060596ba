"""Customer groups change hands by call."""

from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.customer_scene import (
    ORPHAN,
    PRIVATE,
    SOUTH,
    VIP,
    a_customer_world,
    failures,
    get_group,
    list_ids,
)
from tests.simulator.scene import Wecom, a_caller, make_world

DAY_S = 86400


def test_on_the_job_the_owner_changes_at_once_and_failures_stand_beside_errcode_0(seller: Wecom) -> None:
    failed = failures(seller, "onjob_transfer", "BOB", VIP, ORPHAN, PRIVATE, "wrNobody")

    assert failed == {ORPHAN: 90502, PRIVATE: 90501, "wrNobody": 40050}
    group = get_group(seller)
    assert (group["owner"], group["admin_list"]) == ("bob", [])
    assert [each["userid"] for each in group["member_list"]][:3] == ["ann", "bob", "eve"]  # type: ignore[attr-defined]  # a list


def test_a_failure_has_the_documented_shape(seller: Wecom) -> None:
    answer = seller.post("externalcontact/groupchat/onjob_transfer", {"chat_id_list": [PRIVATE], "new_owner": "bob"})

    assert (answer["errcode"], answer["failed_chat_list"]) == (
        0, [{"chat_id": PRIVATE, "errcode": 90501, "errmsg": "chat is not external group chat"}],
    )  # fmt: skip


def test_a_new_owner_who_was_not_inside_joins_and_the_old_one_stays_or_leaves_by_switch(tmp_path: Path) -> None:
    with a_customer_world(tmp_path, onjob_old_owner="leave") as world:
        caller = a_caller(world, "s-wide")
        before = get_group(caller, SOUTH)["member_version"]

        assert failures(caller, "onjob_transfer", "ann", SOUTH) == {}

        group = get_group(caller, SOUTH)
        assert [each["userid"] for each in group["member_list"]] == ["wmQian", "ann"]  # type: ignore[attr-defined]  # a list
        assert group["member_version"] != before


@pytest.mark.parametrize(
    ("call", "new_owner", "chat_ids", "expected"),
    [
        ("onjob_transfer", "ann", [VIP], {VIP: 90504}),
        ("onjob_transfer", "eve", [VIP], 84074),
        ("onjob_transfer", "dan", [VIP], 40098),
        ("onjob_transfer", "gone", [VIP], 40003),
        ("onjob_transfer", "nobody", [VIP], 40003),
        ("onjob_transfer", "", [VIP], 40058),
        ("onjob_transfer", "bob", [], 40058),
        ("onjob_transfer", "bob", [VIP] * 101, 40058),
        ("transfer", "bob", [VIP], {VIP: 90500}),
        ("transfer", "eve", [ORPHAN], 84074),
    ],
)
def test_codes(seller: Wecom, call: str, new_owner: str, chat_ids: list[str], expected: object) -> None:
    assert failures(seller, call, new_owner, *chat_ids) == expected


def test_a_narrow_app_moves_only_groups_of_owners_it_sees(customers: Simulator) -> None:
    narrow = a_caller(customers, "s-narrow")
    customers.hands.grant_contact("eve")

    assert failures(narrow, "onjob_transfer", "eve", VIP, SOUTH) == {VIP: 60011}
    assert failures(narrow, "onjob_transfer", "ann", SOUTH) == 60011


def test_the_third_transfer_in_ninety_days_is_refused(customers: Simulator, seller: Wecom) -> None:
    codes = [failures(seller, "onjob_transfer", owner, VIP) for owner in ("bob", "ann", "bob")]
    customers.clock.advance(90 * DAY_S)
    caller = a_caller(customers, "s-wide")

    later = failures(caller, "onjob_transfer", "bob", VIP)

    assert codes == [{}, {}, {VIP: 40128}]
    assert later == {}


def test_one_person_hands_over_so_many_groups_a_day(customers: Simulator) -> None:
    customers.switches.set("limit_transfer_day", 1)
    customers.hands.make_customer_group("wrSecondOfAnn", "ann")
    caller = a_caller(customers, "s-wide")

    today = failures(caller, "onjob_transfer", "bob", VIP, "wrSecondOfAnn")
    others = failures(caller, "onjob_transfer", "bob", SOUTH)
    customers.clock.advance(DAY_S)
    tomorrow = failures(a_caller(customers, "s-wide"), "onjob_transfer", "bob", "wrSecondOfAnn")

    assert (today, others, tomorrow) == ({"wrSecondOfAnn": 45009}, {}, {})


def test_an_inheritance_takes_world_time(customers: Simulator, seller: Wecom) -> None:
    named = {"owner_filter": {"userid_list": ["gone", "bob"]}}

    assert failures(seller, "transfer", "bob", ORPHAN) == {}
    assert failures(seller, "transfer", "ann", ORPHAN) == {ORPHAN: 90507}
    assert failures(seller, "onjob_transfer", "ann", ORPHAN) == {ORPHAN: 90507}
    assert (list_ids(seller, **named), get_group(seller, ORPHAN)["owner"]) == ([(ORPHAN, 2)], "gone")
    customers.clock.advance(3600)
    assert list_ids(seller, **named) == [(ORPHAN, 3)]
    group = get_group(seller, ORPHAN)
    assert group["owner"] == "bob"
    assert [each["userid"] for each in group["member_list"]] == ["Carol", "wmSun", "bob"]  # type: ignore[attr-defined]  # a list
    assert failures(seller, "transfer", "ann", ORPHAN) == {ORPHAN: 90508}
    assert failures(seller, "onjob_transfer", "ann", ORPHAN) == {}


def test_an_inheritance_without_delay_is_done_in_the_call(customers: Simulator, seller: Wecom) -> None:
    customers.switches.set("inherit_delay_s", 0)

    failures(seller, "transfer", "bob", ORPHAN)

    assert get_group(seller, ORPHAN)["owner"] == "bob"


def test_an_inheritance_ends_when_requests_take_time(customers: Simulator, seller: Wecom) -> None:
    customers.switches.set("inherit_delay_s", 1)
    customers.switches.set("tick_ms", 500)
    failures(seller, "transfer", "bob", ORPHAN)

    owners = [get_group(seller, ORPHAN)["owner"] for _ in range(3)]

    assert owners == ["gone", "bob", "bob"]


def test_an_owner_who_departs_makes_the_group_inheritable(customers: Simulator, seller: Wecom) -> None:
    customers.hands.depart("ann")

    assert list_ids(seller, owner_filter={"userid_list": ["ann"]}) == [(VIP, 1)]
    assert failures(seller, "onjob_transfer", "bob", VIP) == {VIP: 90502}
    assert failures(seller, "transfer", "bob", VIP) == {}
    customers.hands.join("ann")


def test_full_of_wechat_users_needs_a_person_in_the_client(tmp_path: Path) -> None:
    externals = ", ".join(f"wmGuest{number}" for number in range(99))
    text = (
        "now: 2026-11-02\ncorps:\n- corp_id: ww1\n  people: [ann, bob]\n  contact_people: '@all'\n"
        "  apps: [{agent_id: 1, secret: s, areas: customer}]\n"
        f"  customer_groups: [{{chat_id: wrOne, owner: ann, externals: [{externals}]}}]\n"
    )
    with make_world(tmp_path, text, customer_cap_wechat=100) as world:
        caller = a_caller(world, "s")

        assert failures(caller, "onjob_transfer", "bob", "wrOne") == {"wrOne": 90503}
        world.switches.set("customer_cap_wechat", 200)
        assert failures(caller, "onjob_transfer", "bob", "wrOne") == {}


def test_the_journal_says_whether_anything_was_applied(customers: Simulator, seller: Wecom) -> None:
    failures(seller, "onjob_transfer", "bob", PRIVATE)
    failures(seller, "onjob_transfer", "bob", PRIVATE, VIP)

    assert [entry.applied for entry in customers.journal()[1:]] == [False, True]
