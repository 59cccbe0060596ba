"""appchat/create, update and get, rule by rule."""

from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.scene import CORP, Wecom, a_caller, make_world


def test_create_answers_the_id_and_makes_the_chat(world: Simulator, wecom: Wecom) -> None:
    answer = wecom.post("appchat/create", {"name": "群", "owner": "BOB", "userlist": ["ann", "BOB"], "chatid": "n1"})

    chat = world.chat("n1", CORP)
    assert answer == {"errcode": 0, "errmsg": "ok", "chatid": "n1"}
    assert (chat.name, chat.owner, chat.members, chat.agent_id) == ("群", "bob", ("ann", "bob"), 1000002)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({"userlist": []}, 86006, id="nobody"),
        pytest.param({"userlist": ["ann"]}, 86006, id="one"),
        pytest.param({"userlist": ["ann", "ANN"]}, 86006, id="one-twice"),
        pytest.param({}, 86006, id="no-list"),
        pytest.param({"userlist": ["ann", "bob"], "owner": "dan"}, 86207, id="owner-not-inside"),
        pytest.param({"userlist": ["ann", "bob"], "owner": "a b"}, 86005, id="owner-malformed"),
        pytest.param({"userlist": ["ann", "nobody"]}, 86007, id="unknown"),
        pytest.param({"userlist": ["ann", "gone"]}, 86007, id="departed"),
        pytest.param({"userlist": ["ann", "bob"], "chatid": "a-b"}, 86001, id="chatid-characters"),
        pytest.param({"userlist": ["ann", "bob"], "chatid": "群"}, 86001, id="chatid-not-ascii"),
        pytest.param({"userlist": ["ann", "bob"], "chatid": "n1\n"}, 86001, id="chatid-newline"),
        pytest.param({"userlist": ["ann", "bob"], "chatid": "x" * 33}, 86205, id="chatid-long"),
        pytest.param({"userlist": ["ann", "bob"], "chatid": "c1"}, 86215, id="taken"),
        pytest.param({"userlist": ["ann", "bob"], "chatid": "theirs"}, 86215, id="taken-by-another-app"),
        pytest.param({"userlist": ["ann", "eve"], "chatid": "x" * 32}, 0, id="longest-id-and-a-disabled-person"),
    ],
)
def test_create_validates(wecom: Wecom, body: dict[str, object], code: int) -> None:
    assert wecom.create(**body) == code


@pytest.mark.parametrize("code", [86007, 86216, 60111, 60011, 40003, 40031])
def test_code_for_unknown_people_is_a_switch(world: Simulator, wecom: Wecom, code: int) -> None:
    world.switches.set("code_unknown_user_create", code)
    world.switches.set("code_unknown_user_update", code)

    assert wecom.create(userlist=["ann", "nobody"]) == code
    assert wecom.update(add_user_list=["nobody"]) == code


def test_names_are_cut_at_50_code_points_in_silence(world: Simulator, wecom: Wecom) -> None:
    wecom.create(userlist=["ann", "bob"], chatid="n1", name="群" * 49 + "👨‍👩‍👧")
    wecom.update(name="x" * 51)

    assert world.chat("n1", CORP).name == "群" * 49 + "👨"
    assert world.chat("c1", CORP).name == "x" * 50


def test_an_absent_owner_is_chosen_by_seeded_chance(tmp_path: Path) -> None:
    owners = []
    for place in ("one", "two"):
        with make_world(tmp_path / place) as simulator:
            a_caller(simulator).create(userlist=["ann", "bob", "Carol", "dan"], chatid="n1")
            owners.append(simulator.chat("n1", CORP).owner)

    assert owners[0] == owners[1]
    assert owners[0] in {"ann", "bob", "Carol", "dan"}


def test_an_absent_chatid_is_made_up(wecom: Wecom) -> None:
    first, second = (wecom.post("appchat/create", {"userlist": ["ann", "bob"]})["chatid"] for _ in range(2))

    assert first != second
    assert wecom.code("appchat/get", chatid=str(first)) == 0


def test_the_app_takes_one_seat_of_the_cap(world: Simulator, wecom: Wecom) -> None:
    world.hands.set_member_cap(4, corp=CORP)

    assert wecom.create(userlist=["ann", "bob", "Carol", "dan"]) == 86006
    assert wecom.create(userlist=["ann", "bob", "Carol"]) == 0
    assert wecom.update(add_user_list=["dan"]) == 86006
    assert wecom.update(add_user_list=["dan"], del_user_list=["bob"]) == 0


def test_a_chat_holds_1999_people_whatever_the_console_says(tmp_path: Path) -> None:
    people = "\n".join(f"  - p{number}" for number in range(2000))
    head = f"now: 2026-11-02\ncorps:\n- corp_id: {CORP}\n  member_cap: 9999\n  people:\n"
    text = f"{head}{people}\n  apps: [{{agent_id: 1, secret: s}}]\n"
    everyone = [f"p{number}" for number in range(2000)]

    with make_world(tmp_path, text) as simulator:
        caller = a_caller(simulator, "s")

        assert caller.create(userlist=everyone) == 86006
        assert caller.create(userlist=everyone[:1999]) == 0


@pytest.mark.parametrize(("habit", "code"), [("taken", 86215), ("free", 0)])
def test_the_id_of_a_dissolved_chat(world: Simulator, wecom: Wecom, habit: str, code: int) -> None:
    world.switches.set("dissolved_id", habit)
    world.hands.dissolve("c1", corp=CORP)

    assert wecom.create(userlist=["ann", "bob"], chatid="c1") == code


@pytest.mark.parametrize("code", [49008, 86003])
def test_a_dissolved_chat_refuses_everything(world: Simulator, wecom: Wecom, code: int) -> None:
    world.switches.set("code_dissolved", code)
    world.hands.dissolve("c1", corp=CORP)

    assert wecom.update() == wecom.say(payload={"content": "x"}) == wecom.code("appchat/get", chatid="c1") == code


@pytest.mark.parametrize(
    ("chatid", "code"),
    [("", 86201), ("a-b", 86001), ("x" * 33, 86205), ("unknown", 86003), ("theirs", 86008), ("c1", 0)],
)
def test_whose_chat_it_is(wecom: Wecom, chatid: str, code: int) -> None:
    codes = {
        wecom.update(chatid),
        wecom.code("appchat/get", chatid=chatid),
        wecom.say(payload={"content": "x"}, chatid=chatid),
    }

    assert codes == {code}


def test_code_for_an_unknown_chat_is_a_switch(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("code_unknown_chat", 40050)

    assert wecom.update("unknown") == 40050


def test_update_changes_everything_in_one_call(world: Simulator, wecom: Wecom) -> None:
    answer = wecom.post(
        "appchat/update",
        {"chatid": "c1", "name": "新名", "owner": "DAN", "add_user_list": ["dan"], "del_user_list": ["ANN"]},
    )

    chat = world.chat("c1", CORP)
    assert answer == {"errcode": 0, "errmsg": "ok"}
    assert (chat.name, chat.owner, set(chat.members)) == ("新名", "dan", {"bob", "Carol", "dan"})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({"del_user_list": ["ann"]}, 86005, id="owner-removed"),
        pytest.param({"del_user_list": ["ann"], "owner": "ann"}, 86207, id="owner-removed-and-kept"),
        pytest.param({"owner": "dan"}, 86207, id="owner-not-inside"),
        pytest.param({"owner": "a b"}, 86005, id="owner-malformed"),
        pytest.param({"del_user_list": ["dan"]}, 86216, id="removing-a-stranger"),
        pytest.param({"add_user_list": ["nobody"]}, 86216, id="adding-nobody"),
        pytest.param({"add_user_list": ["gone"]}, 86216, id="adding-a-departed-person"),
        pytest.param({"del_user_list": ["bob", "Carol"]}, 86006, id="one-left"),
        pytest.param({"add_user_list": ["dan"], "del_user_list": ["dan"]}, 40058, id="in-both-lists"),
        pytest.param({"add_user_list": ["bob"]}, 0, id="adding-a-member"),
        pytest.param({"name": ""}, 0, id="empty-name-keeps"),
        pytest.param({}, 0, id="nothing"),
    ],
)
def test_update_validates(wecom: Wecom, body: dict[str, object], code: int) -> None:
    assert wecom.update(**body) == code


def test_a_refused_update_changes_nothing(world: Simulator, wecom: Wecom) -> None:
    before = world.chat("c1", CORP)

    code = wecom.update(name="x", owner="bob", add_user_list=["dan"], del_user_list=["nobody"])

    assert (code, world.chat("c1", CORP)) == (86216, before)


@pytest.mark.parametrize(
    ("switch", "value", "body", "code"),
    [
        ("add_existing", "86216", {"add_user_list": ["bob"]}, 86216),
        ("code_owner_removed", "86203", {"del_user_list": ["ann"]}, 86203),
        ("add_and_del", "del-wins", {"add_user_list": ["bob"], "del_user_list": ["bob"]}, 0),
        ("add_and_del", "add-wins", {"add_user_list": ["bob"], "del_user_list": ["bob"]}, 0),
        ("change_list_max", "1", {"add_user_list": ["dan", "eve"]}, 40058),
        ("min_members_after_update", "1", {"del_user_list": ["bob", "Carol"]}, 0),
        ("disabled_people_join", "no", {"add_user_list": ["eve"]}, 86216),
    ],
)
def test_switches_of_update(
    world: Simulator, wecom: Wecom, switch: str, value: str, body: dict[str, object], code: int
) -> None:
    world.switches.set(switch, value)

    assert wecom.update(**body) == code


@pytest.mark.parametrize(("habit", "inside"), [("del-wins", False), ("add-wins", True)])
def test_who_is_in_after_both_lists_named_them(world: Simulator, wecom: Wecom, habit: str, inside: bool) -> None:
    world.switches.set("add_and_del", habit)
    wecom.update(add_user_list=["bob"], del_user_list=["bob"])

    assert ("bob" in world.chat("c1", CORP).members) is inside


def test_get_has_the_documented_shape_and_no_more(wecom: Wecom) -> None:
    answer = wecom.get("appchat/get", chatid="c1")

    info = answer["chat_info"]
    assert isinstance(info, dict)
    assert {**info, "userlist": sorted(info["userlist"])} == {
        "chatid": "c1",
        "name": "一号群",
        "owner": "ann",
        "userlist": ["Carol", "ann", "bob"],
        "chat_type": 0,
    }


def test_get_disorders_the_members(wecom: Wecom) -> None:
    orders = {str(wecom.get("appchat/get", chatid="c1")["chat_info"]) for _ in range(12)}

    assert len(orders) > 2


def test_get_keeps_the_order_when_switched_off(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("shuffle_members", "no")

    orders = {str(wecom.get("appchat/get", chatid="c1")["chat_info"]) for _ in range(6)}

    assert len(orders) == 1


def test_departed_people_stay_until_removed(world: Simulator, wecom: Wecom) -> None:
    world.hands.depart("bob", corp=CORP)
    stayed = "bob" in world.chat("c1", CORP).members

    assert stayed
    assert wecom.update(del_user_list=["BOB"]) == 0
    assert "bob" not in world.chat("c1", CORP).members


def test_removing_a_departed_member_can_be_refused(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("del_departed", "86216")
    world.hands.depart("bob", corp=CORP)

    assert wecom.update(del_user_list=["bob"]) == 86216
