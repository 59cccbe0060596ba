"""Customer groups in world files."""

from pathlib import Path

import pytest

from reconciler.simulator import CustomerMember, WorldFileError
from tests.simulator.scene import make_world

HEAD = "now: 2026-11-02\ncorps:\n- corp_id: ww1\n  people: [ann, Bob, {id: gone, departed: true}]\n"


def group(keys: str) -> str:
    """A world with one group."""
    return f"{HEAD}  contact_people: ann\n  customer_groups: [{{{keys}}}]\n"


def test_two_hundred_groups_are_short_to_write(tmp_path: Path) -> None:
    lines = "".join(f"  - {{name: 群 {number}, owner: ann, externals: [wmA{number} 王]}}\n" for number in range(200))
    text = f"{HEAD}  contact_people: ann\n  customer_groups:\n{lines}"

    with make_world(tmp_path / "a", text) as one, make_world(tmp_path / "b", text) as two:
        shown = [world.show()["corps"][0]["customer_groups"] for world in (one, two)]  # type: ignore[index]  # a list

    assert shown[0] == shown[1]
    assert len({each["chat_id"] for each in shown[0]}) == 200
    assert all(each["chat_id"].startswith("wr") and each["customer"] for each in shown[0])


def test_a_group_in_short_and_in_full(tmp_path: Path) -> None:
    keys = (
        "chat_id: wrOne, owner: ANN, members: bob, externals: [wmA 王 五, woB, {id: wmC, name: 赵, scene: 3}],"
        " nicknames: {BOB: 小波}, admins: bob, created: 2026-10-01T08:00:00"
    )
    with make_world(tmp_path, group(keys)) as world:
        found = world.customer_group("wrOne")

    at = 1790812800000
    assert found.members == (
        CustomerMember("ann", "staff", at),
        CustomerMember("Bob", "staff", at, nickname="小波"),
        CustomerMember("wmA", "wechat", at, "王 五", invitor="ann"),
        CustomerMember("woB", "wecom", at, "woB", invitor="ann"),
        CustomerMember("wmC", "wechat", at, "赵", scene=3),
    )
    assert (found.owner, found.admins, found.is_customer, found.dissolved) == ("ann", ("Bob",), True, False)


def test_the_owner_decides_whether_it_is_a_customer_group(tmp_path: Path) -> None:
    text = f"{HEAD}  contact_people: ann\n  customer_groups: [{{owner: bob}}, {{owner: bob, customer: true}}]\n"

    with make_world(tmp_path, text) as world:
        groups = world.show()["corps"][0]["customer_groups"]  # type: ignore[index]  # a list of corps

    assert [each["customer"] for each in groups] == [False, True]


def test_everybody_may_have_the_right(tmp_path: Path) -> None:
    with make_world(tmp_path, f"{HEAD}  contact_people: '@all'\n") as world:
        assert world.show()["corps"][0]["contact_people"] == ["ann", "Bob", "gone"]  # type: ignore[index]  # a list


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("name: x", "owner"),
        ("owner: nobody", "owner"),
        ("owner: ann, chat_id: abc", "chat_id"),
        ("owner: ann, members: nobody", "members"),
        ("owner: ann, admins: bob", "admins"),
        ("owner: ann, admins: ann", "admins"),
        ("owner: ann, created: soon", "created"),
        ("owner: ann, externals: [bob]", "externals[0].id"),
        ("owner: ann, externals: [{id: wmA, kind: mail}]", "externals[0].kind"),
        ("owner: ann, externals: [{id: wmA, scene: 9}]", "externals[0].scene"),
        ("owner: ann, externals: [{id: wmA, invitor: nobody}]", "externals[0].invitor"),
        ("owner: ann, externals: [{id: wmA, colour: red}]", "externals[0].colour"),
        ("owner: ann, externals: [wmA, wmA]", "externals"),
        ("owner: ann, nicknames: {bob: b}", "nicknames"),
        ("owner: ann, colour: red", "colour"),
    ],
)
def test_wrong_groups_are_refused_with_the_place(tmp_path: Path, keys: str, place: str) -> None:
    with pytest.raises(WorldFileError) as caught:
        make_world(tmp_path, group(keys))

    assert caught.value.place == f"corps[0].customer_groups[0].{place}"


def test_the_right_goes_to_people_who_exist(tmp_path: Path) -> None:
    with pytest.raises(WorldFileError) as caught:
        make_world(tmp_path, f"{HEAD}  contact_people: nobody\n")

    assert caught.value.place == "corps[0].contact_people"
