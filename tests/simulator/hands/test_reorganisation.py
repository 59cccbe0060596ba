"""Reorganisations by hand."""

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.scene import AGENT, CORP, Wecom


def places(wecom: Wecom, *users: str) -> list[object]:
    """The departments of people."""
    return [wecom.get("user/get", userid=user)["department"] for user in users]


def test_a_department_goes_into_another_one(world: Simulator, wecom: Wecom) -> None:
    world.hands.set_range(AGENT, [1, 2], corp=CORP)
    world.hands.add_tag(7, departments=[2], corp=CORP)
    world.hands.merge_department(2, 4, corp=CORP)

    ann = wecom.get("user/get", userid="ann")

    assert places(wecom, "ann", "bob", "Carol") == [[4], [4, 3], [3]]
    assert (ann["main_department"], ann["is_leader_in_dept"]) == (4, [0])
    assert wecom.get("department/get", id=3)["department"]["parentid"] == 4  # type: ignore[index]  # a mapping
    assert wecom.code("department/get", id=2) == 60003
    assert wecom.get("tag/get", tagid=7)["partylist"] == [3]
    assert wecom.get("agent/get", agentid=AGENT)["allow_partys"] == {"partyid": [1]}


def test_people_who_were_in_both_are_in_one(world: Simulator, wecom: Wecom) -> None:
    world.hands.merge_department(3, 2, corp=CORP)

    assert places(wecom, "bob", "Carol") == [[2], [2]]


def test_people_are_split_off_into_a_new_department(world: Simulator, wecom: Wecom) -> None:
    world.hands.split_department(3, 5, "基础组", ["BOB"], corp=CORP)
    world.hands.set_leaders(5, ["bob"], corp=CORP)
    world.hands.split_department(1, 6, "空部门", [], corp=CORP)
    world.hands.split_department(4, 7, "渠道部", ["dan"], 2, corp=CORP)

    parents = [wecom.get("department/get", id=each)["department"]["parentid"] for each in (5, 6, 7)]  # type: ignore[index]  # a mapping

    assert (places(wecom, "bob", "Carol", "dan"), parents) == ([[2, 5], [3], [7]], [2, 1, 2])
    assert wecom.get("user/get", userid="bob")["is_leader_in_dept"] == [0, 1]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("merge-department", {"department": "1", "into": "2"}),
        ("merge-department", {"department": "2", "into": "2"}),
        ("merge-department", {"department": "2", "into": "3"}),
        ("merge-department", {"department": "2", "into": "9"}),
        ("split-department", {"department": "3", "new": "4", "name": "x", "users": "bob"}),
        ("split-department", {"department": "3", "new": "5", "name": "x", "users": "dan"}),
        ("split-department", {"department": "3", "new": "5", "name": "x", "users": "nobody"}),
    ],
)
def test_what_cannot_be_reorganised(world: Simulator, name: str, arguments: dict[str, str]) -> None:
    before = world.show()

    with pytest.raises(HandError):
        world.hands.call(name, {**arguments, "corp": CORP})

    assert world.show() == before
