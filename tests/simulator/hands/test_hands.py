"""Side doors: each does what a person would do by hand, and clients see it."""

import pytest

from reconciler.simulator import HandError, Simulator, describe_hands
from tests.simulator.scene import AGENT, CORP, Wecom, a_caller


def test_chats_by_hand(world: Simulator) -> None:
    hands = world.hands
    hands.rename_chat("c1", "手改", corp=CORP)
    hands.invite("c1", ["DAN", "bob"], corp=CORP)
    hands.kick("c1", ["carol"], corp=CORP)
    hands.transfer_owner("c1", "dan", corp=CORP)
    hands.set_admins("c1", ["ann"], corp=CORP)
    hands.set_announcement("c1", "公告", corp=CORP)

    chat = world.chat("c1", CORP)

    assert (chat.name, chat.owner, chat.members) == ("手改", "dan", ("ann", "bob", "dan"))
    assert (chat.admins, chat.announcement, chat.dissolved) == (("ann",), "公告", False)


def test_edits_by_hand_make_no_request(world: Simulator) -> None:
    world.hands.rename_chat("c1", "x", corp=CORP)

    assert world.journal() == ()


def test_an_owner_who_leaves_is_followed_by_the_first_one_left(world: Simulator) -> None:
    world.hands.leave("c1", ["ann"], corp=CORP)

    assert (world.chat("c1", CORP).owner, world.chat("c1", CORP).members) == ("bob", ("bob", "Carol"))


def test_admins_who_go_are_admins_no_more(world: Simulator, wecom: Wecom) -> None:
    world.hands.set_admins("c1", ["bob", "Carol"], corp=CORP)
    wecom.update(del_user_list=["bob"])
    world.hands.invite("c1", ["dan"], corp=CORP)
    wecom.update(owner="Carol")

    assert world.chat("c1", CORP).admins == ()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("kick", {"chat": "c1", "users": "ann"}),
        ("kick", {"chat": "c1", "users": "dan"}),
        ("invite", {"chat": "c1", "users": "gone"}),
        ("invite", {"chat": "nowhere", "users": "ann"}),
        ("set-admins", {"chat": "c1", "users": "ann"}),
        ("transfer-owner", {"chat": "c1", "owner": "dan"}),
        ("make-chat", {"chat": "c1", "agent": "1000002", "users": "ann bob"}),
        ("make-chat", {"chat": "c9", "agent": "1000002", "users": "ann"}),
        ("join", {"user": "ANN"}),
        ("move-person", {"user": "ann", "departments": "99"}),
        ("delete-department", {"department": "2"}),
        ("move-department", {"department": "2", "parent": "3"}),
        ("create-department", {"department": "2", "name": "x"}),
        ("create-tag", {"tag": "7", "name": "x"}),
        ("add-tag", {"tag": "8", "users": "ann"}),
        ("disable-app", {"agent": "5"}),
        ("rename-user-id", {"user": "ann", "new_id": "BOB"}),
        ("rename-chat", {"chat": "c1"}),
        ("rename-chat", {"chat": "c1", "name": "x", "colour": "red"}),
        ("set-member-cap", {"cap": "many"}),
        ("no-such-hand", {}),
    ],
)
def test_what_people_cannot_do(world: Simulator, name: str, arguments: dict[str, str]) -> None:
    with pytest.raises(HandError) as caught:
        world.hands.call(name, {**arguments, "corp": CORP})

    assert caught.value.zh != caught.value.en


def test_the_corp_must_be_named_when_there_are_two(world: Simulator) -> None:
    with pytest.raises(HandError, match="ww1, ww2"):
        world.hands.rename_chat("c1", "x")


def test_people_by_hand(world: Simulator, wecom: Wecom) -> None:
    world.hands.join("fay", "菲", [4], corp=CORP)
    world.hands.join("gone", corp=CORP)
    world.hands.move_person("ann", [3], corp=CORP)
    world.hands.rename_person("ann", "安安", corp=CORP)
    world.hands.set_position("ann", "顾问", corp=CORP)
    world.hands.set_extattr("ann", "员工类型", "外包", corp=CORP)
    world.hands.disable_person("bob", corp=CORP)
    world.hands.enable_person("eve", corp=CORP)

    ann = wecom.get("user/get", userid="ann")

    assert (ann["name"], ann["department"], ann["is_leader_in_dept"], ann["position"]) == ("安安", [3], [0], "顾问")
    assert str(ann["extattr"]).count("外包") == 1
    assert [wecom.get("user/get", userid=user)["status"] for user in ("bob", "eve", "fay", "gone")] == [2, 1, 1, 1]


def test_a_changed_user_id_is_changed_everywhere(world: Simulator, wecom: Wecom) -> None:
    world.hands.rename_user_id("ann", "Anna", corp=CORP)

    assert wecom.code("user/get", userid="ann") == 60111
    assert wecom.get("user/get", userid="bob")["direct_leader"] == ["Anna"]
    assert world.chat("c1", CORP).owner == "Anna"
    assert "Anna" in world.chat("c1", CORP).members
    assert "Anna" in str(wecom.get("tag/get", tagid=7))
    assert "Anna" in str(wecom.get("department/get", id=2))


def test_departments_by_hand(world: Simulator, wecom: Wecom) -> None:
    world.hands.create_department(5, "新部门", 4, corp=CORP)
    world.hands.rename_department(5, "更新部门", corp=CORP)
    world.hands.move_department(5, 2, corp=CORP)
    world.hands.set_leaders(2, ["bob"], corp=CORP)

    assert wecom.get("department/get", id=5)["department"] == {
        "id": 5,
        "name": "更新部门",
        "name_en": "",
        "department_leader": [],
        "parentid": 2,
        "order": 99999995,
    }
    assert wecom.get("user/get", userid="bob")["is_leader_in_dept"] == [1, 0]
    world.hands.delete_department(5, corp=CORP)
    assert wecom.code("department/get", id=5) == 60003


def test_tags_by_hand(world: Simulator, wecom: Wecom) -> None:
    world.hands.create_tag(8, "新标签", corp=CORP)
    world.hands.add_tag(8, ["ann", "bob"], [4], corp=CORP)
    world.hands.remove_tag(8, ["ANN"], [4], corp=CORP)

    answer = wecom.get("tag/get", tagid=8)

    assert (answer["userlist"], answer["partylist"]) == ([{"userid": "bob", "name": "波"}], [])


def test_a_range_by_tag_opens_the_tag(world: Simulator, wecom: Wecom) -> None:
    world.hands.set_range(AGENT, tags=[7], corp=CORP)

    codes = [wecom.code("user/get", userid=user) for user in ("ann", "Carol", "dan", "eve")]

    assert (codes, wecom.update()) == ([0, 0, 0, 60111], 60011)


def test_every_hand_is_described_in_both_languages() -> None:
    for door in describe_hands():
        zh, en = door.text
        assert zh
        assert en.isascii()
        assert door.parameters[-1].name == "corp"


def test_hands_can_be_called_by_name_with_texts(world: Simulator) -> None:
    world.hands.call("make-chat", {"chat": "c9", "agent": "1000002", "users": "ANN, bob", "name": "九", "corp": CORP})

    assert a_caller(world).code("appchat/get", chatid="c9") == 0
    assert world.chat("c9", CORP).members == ("ann", "bob")
