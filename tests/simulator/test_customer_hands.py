"""Customer groups in people's hands: the same side doors as for app groups."""

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.customer_scene import ORPHAN, SOUTH, VIP, get_code, get_group
from tests.simulator.scene import Wecom


def ids(world: Simulator, chat_id: str = VIP) -> list[str]:
    """The members' ids."""
    return [each.id for each in world.customer_group(chat_id).members]


def test_client_edits(customers: Simulator, seller: Wecom) -> None:
    hands = customers.hands
    hands.rename_chat(VIP, "手改")
    hands.invite(VIP, ["Carol", "BOB"])
    hands.invite_external(VIP, "wmZhou", "周", scene=3, state="s1")
    hands.kick(VIP, ["wmWang", "eve"])
    hands.leave(VIP, ["woLi"])
    hands.set_admins(VIP, ["bob", "Carol"])
    hands.transfer_owner(VIP, "carol")
    hands.set_announcement(VIP, "公告")
    hands.set_nickname(VIP, "BOB", "小波")

    group = get_group(seller)

    assert (group["name"], group["owner"], group["notice"]) == ("手改", "Carol", "公告")
    assert group["admin_list"] == [{"userid": "bob"}]
    assert ids(customers) == ["ann", "bob", "wmZhao", "Carol", "wmZhou"]
    members = {each["userid"]: each for each in group["member_list"]}  # type: ignore[attr-defined]  # a list
    assert members["bob"]["group_nickname"] == "小波"
    assert (members["Carol"]["invitor"], members["Carol"]["join_scene"]) == ({"userid": "ann"}, 1)
    assert (members["wmZhou"]["join_scene"], members["wmZhou"]["state"]) == (3, "s1")
    assert "invitor" not in members["wmZhou"]


def test_groups_made_by_hand_are_customer_groups_only_with_the_right(customers: Simulator, seller: Wecom) -> None:
    customers.hands.make_customer_group("wrMadeOne", "bob", ["ann"], ["wmNew", "woNew"], "新群")
    customers.hands.make_customer_group("wrMadeTwo", "eve")

    assert (get_code(seller, "wrMadeOne"), get_code(seller, "wrMadeTwo")) == (0, 90501)
    assert ids(customers, "wrMadeOne") == ["bob", "ann", "wmNew", "woNew"]


def test_an_owner_who_leaves_is_followed_by_somebody_of_the_corp(customers: Simulator) -> None:
    customers.hands.leave(VIP, ["ann"])

    assert (customers.customer_group(VIP).owner, customers.customer_group(VIP).admins) == ("bob", ())


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("kick", {"chat": VIP, "users": "ann"}),
        ("kick", {"chat": VIP, "users": "wmNobody"}),
        ("leave", {"chat": SOUTH, "users": "Carol"}),
        ("transfer-owner", {"chat": VIP, "owner": "wmWang"}),
        ("set-admins", {"chat": VIP, "users": "woLi"}),
        ("set-admins", {"chat": VIP, "users": "ann"}),
        ("invite", {"chat": VIP, "users": "gone"}),
        ("invite-external", {"chat": VIP, "external": "wmWang"}),
        ("invite-external", {"chat": VIP, "external": "someone"}),
        ("invite-external", {"chat": VIP, "external": "wmA", "kind": "email"}),
        ("invite-external", {"chat": VIP, "external": "wmA", "scene": "4"}),
        ("invite-external", {"chat": "c1", "external": "wmA"}),
        ("make-customer-group", {"chat": VIP, "owner": "ann"}),
        ("make-customer-group", {"chat": "nowr", "owner": "ann"}),
        ("set-nickname", {"chat": VIP, "user": "nobody", "nickname": "x"}),
        ("grant-contact", {"user": "gone"}),
    ],
)
def test_what_people_cannot_do(customers: Simulator, name: str, arguments: dict[str, str]) -> None:
    before = customers.customer_group(VIP)

    with pytest.raises(HandError):
        customers.hands.call(name, arguments)

    assert customers.customer_group(VIP) == before


def test_an_app_group_is_no_customer_group(customers: Simulator) -> None:
    customers.hands.make_chat("c1", 1000002, ["ann", "bob"])

    with pytest.raises(HandError):
        customers.hands.set_nickname("c1", "ann", "x")


def test_caps_of_customer_groups(customers: Simulator) -> None:
    customers.switches.set("customer_cap_wechat", 6)
    customers.switches.set("customer_cap", 2)
    customers.hands.make_customer_group("wrSmall", "ann", ["bob"])

    for chat in (VIP, "wrSmall"):
        with pytest.raises(HandError):
            customers.hands.invite(chat, ["Carol"])
    customers.hands.invite_external("wrSmall", "wmOne")

    assert ids(customers, "wrSmall") == ["ann", "bob", "wmOne"]


def test_departed_members_leave_but_a_departed_owner_stays(customers: Simulator) -> None:
    customers.hands.depart("bob")
    customers.hands.drop_departed("bob")
    customers.hands.drop_departed("gone")

    assert ids(customers) == ["ann", "eve", "wmWang", "woLi", "wmZhao"]
    assert customers.customer_group(VIP).admins == ()
    assert customers.customer_group(ORPHAN).owner == "gone"


def test_a_changed_user_id_is_changed_in_customer_groups_too(customers: Simulator, seller: Wecom) -> None:
    customers.hands.rename_user_id("ann", "Anna")

    group = customers.customer_group(VIP)

    assert (group.owner, group.members[0].id, group.members[3].invitor) == ("Anna", "Anna", "Anna")
    assert seller.get("externalcontact/get_follow_user_list")["follow_user"] == ["Anna", "bob", "Carol", "dan"]


def test_dissolved_groups_cannot_be_edited(customers: Simulator) -> None:
    customers.hands.dissolve(VIP)

    with pytest.raises(HandError):
        customers.hands.rename_chat(VIP, "x")
