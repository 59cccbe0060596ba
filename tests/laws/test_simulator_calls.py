"""As few calls as WeCom allows, counted at the simulator's door and worked out here by hand."""

from collections import Counter
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.e2e.test_connection import RULES
from tests.e2e.town import PEOPLE, Town, a_group, a_town, a_world
from tests.laws.stopped_apply import QUICK

CROWD = [f"u{number:04}" for number in range(3200)]
OTHERS = ["bob", "cat", "dan", "eve", "fay", "gus", "hal"]
DEPARTMENTS = 4
WALK = {"gettoken": 1, "agent/get": 1, "department/list": 1, "user/list": DEPARTMENTS, "tag/list": 1}


def crowded(folder: Path, *groups: object) -> Town:
    """A company of thousands."""
    world = a_world([*PEOPLE, *(f"{user} 众 4" for user in CROWD)])
    return Town(folder / "town", groups, world=world)  # type: ignore[arg-type]  # They are documents.


def calls(**more: int) -> Counter[str]:
    """What a read of the address book takes, and more."""
    named = {name.replace("_", "/"): number for name, number in more.items() if number}
    return Counter({**WALK, **named})


def test_a_plan_reads_everything_once(tmp_path: Path) -> None:
    tags = [{"id": 7, "name": "值班", "people": ["dan"]}, {"id": 8, "name": "没人用", "people": ["dan"]}]
    people = [*PEOPLE, {"id": "gone", "name": "走", "departments": [2], "departed": True}]
    groups = [
        a_group("one", members=["gone", {"tag": "值班"}]),
        a_group("two", members=["gone", {"tag": "值班"}, {"department": "研发"}, {"group": "one"}]),
        a_group("three", "bob", ["stranger"]),
        a_group("cold", lifecycle="frozen"),
        {**a_group("outside"), "type": "customer"},
    ]
    with a_town(tmp_path / "town", groups, world=a_world(people, tags=tags)) as town:
        town.world.hands.make_chat("loose", 1000002, ["ann", "bob"])

        ran = town.run("plan")

        refused = Counter({"externalcontact/get_follow_user_list": 1})  # the app may not: the family is unreadable
        assert ran.code == 4
        assert town.counts() == calls(tag_get=1, user_get=2, appchat_get=4) + refused


def test_a_drift_report_reads_as_little(tmp_path: Path) -> None:
    with a_town(tmp_path / "town", [a_group("one"), a_group("two")]) as town:
        town.run("drift")

        assert town.counts() == calls(appchat_get=2)


@settings(max_examples=25, deadline=None, derandomize=True, phases=QUICK)
@given(
    members=st.lists(
        st.sets(st.sampled_from(["bob", "cat", "dan", "eve", "fay", "gus", "hal"])), min_size=4, max_size=4
    ),
    names=st.lists(st.booleans(), min_size=4, max_size=4),
    owners=st.lists(st.sampled_from(["ann", "ann", "hal"]), min_size=4, max_size=4),
    new=st.integers(0, 2),
)
def test_an_apply_writes_once_for_each_group_that_differs(
    members: list[set[str]], names: list[bool], owners: list[str], new: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    old = [a_group(f"g{number}", members=["bob", "cat"], membership="strict") for number in range(4)]
    with a_town(tmp_path_factory.mktemp("calls") / "town", old) as town:
        assert town.apply().code == 0
        town.write("rules.yaml", RULES)
        changed = 0
        for number in range(4):
            owner, wanted = owners[number], sorted(members[number] - {owners[number]}) or ["bob"]
            more = {"name": "新的名字"} if names[number] else {}
            town.put(a_group(f"g{number}", owner, wanted, membership="strict", **more))
            changed += {owner, *wanted} != {"ann", "bob", "cat"} or owner != "ann" or names[number]
        town.put(*(a_group(f"n{number}", rulesets=["rules"]) for number in range(new)))
        town.save_plan()
        mark = town.mark

        ran = town.apply_saved()

        assert ran.code == 0, ran.words
        touched = changed + new
        writes = {"appchat_create": new, "appchat_update": changed, "appchat_send": new}
        expected = calls(appchat_get=2 * touched, **writes)
        assert town.counts(mark) == expected
        reads = Counter(each.query["chatid"] for each in town.since(mark, "appchat/get"))
        assert set(reads.values()) <= {2}


@pytest.mark.parametrize(
    ("before", "joins", "leaves"),
    [
        pytest.param(1400, 1200, 700, id="1200-joins-and-700-leaves-at-once"),
        pytest.param(1999, 700, 700, id="full-group-changes-a-third"),
        pytest.param(2, 1997, 0, id="two-become-1999"),
        pytest.param(1999, 0, 1997, id="1999-become-two"),
        pytest.param(600, 500, 500, id="just-one-call"),
        pytest.param(600, 501, 500, id="just-two-calls"),
        pytest.param(1000, 1000, 998, id="everybody-but-two"),
    ],
)
def test_big_changes_take_as_few_calls_as_lists_of_500_allow(
    before: int, joins: int, leaves: int, tmp_path: Path
) -> None:
    town = crowded(tmp_path, a_group("g", "ann", CROWD[: before - 1], membership="strict"), a_group("other"))
    town.world.switches.set("change_list_max", 500)
    assert town.apply().code == 0
    after = [*CROWD[leaves : before - 1], *CROWD[before - 1 : before - 1 + joins]]
    town.put(a_group("g", "ann", after, membership="strict", name="新的名字"))
    town.save_plan()
    mark = town.mark

    ran = town.apply_saved()

    assert ran.code == 0, ran.words
    assert town.members("g") == {"ann", *after}
    needed = ceil(max(joins, leaves) / 500)
    assert town.counts(mark) == calls(appchat_get=2, appchat_update=needed)
    town.close()


def test_a_group_of_1999_is_made_with_one_call_and_one_message(tmp_path: Path) -> None:
    town = crowded(tmp_path, a_group("g", "ann", CROWD[:1998], rulesets=["rules"]))
    town.write("rules.yaml", RULES)
    town.save_plan()
    mark = town.mark

    ran = town.apply_saved()

    assert ran.code == 0, ran.words
    assert town.counts(mark) == calls(appchat_get=2, appchat_create=1, appchat_send=1)
    assert len(town.members("g")) == 1999
    town.close()


def test_nothing_to_do_takes_no_write_and_no_second_read(tmp_path: Path) -> None:
    with a_town(tmp_path / "town", [a_group("one"), a_group("two")]) as town:
        town.apply()
        town.save_plan()
        mark = town.mark

        ran = town.apply_saved()

        assert ran.code == 0
        assert town.counts(mark)["appchat/get"] == 0
        assert town.written(mark) == ()
