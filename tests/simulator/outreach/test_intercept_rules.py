"""Sensitive-word rules: uneven shapes, deltas, whose they are, limits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.outreach_scene import ask, make_outreach
from tests.simulator.scene import Wecom, a_caller

RULE: dict[str, object] = {
    "rule_name": "广告",
    "word_list": ["返现", "加我"],
    "semantics_list": [1, 3],
    "intercept_type": 1,
    "applicable_range": {"user_list": ["ANN", "Carol"], "department_list": [2, 3]},
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world with customer groups."""
    with make_outreach(tmp_path) as simulator:
        yield simulator


@pytest.fixture
def rule_id(wecom: Wecom) -> str:
    """A rule of the calling app."""
    return str(ask(wecom, "add_intercept_rule", **RULE)["rule_id"])


def read(wecom: Wecom, rule_id: object) -> dict[str, object]:
    """The rule in the answer of get_intercept_rule."""
    rule: dict[str, object] = ask(wecom, "get_intercept_rule", rule_id=rule_id)["rule"]
    return rule


def test_a_rule_comes_back(wecom: Wecom, rule_id: str) -> None:
    assert read(wecom, rule_id) == {
        "rule_id": int(rule_id),
        "rule_name": "广告",
        "word_list": ["返现", "加我"],
        "intercept_type": 1,
        "applicable_range": {"user_list": ["ann", "Carol"], "department_list": [2, 3]},
        "semantics_list": [1, 3],
        "extra_rule": {"semantics_list": [1, 3]},
    }


def test_both_shapes_are_switches(world: Simulator, wecom: Wecom, rule_id: str) -> None:
    world.switches.set("semantics_placement", "extra")
    world.switches.set("rule_id_type", "string")

    rule = read(wecom, rule_id)

    assert (rule["rule_id"], rule["extra_rule"], "semantics_list" in rule) == (
        rule_id,
        {"semantics_list": [1, 3]},
        False,
    )


def test_the_range_is_filtered_to_what_the_caller_sees(world: Simulator, rule_id: str) -> None:
    rule = read(a_caller(world, "secret-n"), rule_id)

    assert rule["applicable_range"] == {"user_list": ["ann"], "department_list": [2]}


def test_the_list_shows_every_rule_of_the_corp(world: Simulator, wecom: Wecom, rule_id: str) -> None:
    foreign = world.hands.make_intercept_rule("管理员的", ["词"], departments=[1])

    answer = wecom.get("externalcontact/get_intercept_rule_list")

    created = int(world.now().timestamp())
    assert answer["rule_list"] == [
        {"rule_id": rule_id, "rule_name": "广告", "create_time": created},
        {"rule_id": foreign, "rule_name": "管理员的", "create_time": created},
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"rule_name": ""}, 40058, id="no-name"),
        pytest.param({"rule_name": "名" * 21}, 40058, id="long-name"),
        pytest.param({"rule_name": "名" * 20}, 0, id="name-of-20"),
        pytest.param({"word_list": []}, 40058, id="no-words"),
        pytest.param({"word_list": ["词" * 33]}, 41083, id="long-word"),
        pytest.param({"word_list": [""]}, 41083, id="empty-word"),
        pytest.param({"word_list": [str(n) for n in range(301)]}, 41068, id="many-words"),
        pytest.param({"semantics_list": [4]}, 41084, id="unknown-semantics"),
        pytest.param({"intercept_type": 3}, 40058, id="unknown-type"),
        pytest.param({"applicable_range": {}}, 40058, id="no-range"),
        pytest.param({"applicable_range": {"user_list": ["nobody"]}}, 60011, id="nobody"),
        pytest.param({"applicable_range": {"user_list": [str(n) for n in range(1001)]}}, 41076, id="too-many-people"),
    ],
)
def test_fields_of_a_new_rule(wecom: Wecom, change: dict[str, object], code: int) -> None:
    assert ask(wecom, "add_intercept_rule", **{**RULE, **change})["errcode"] == code


def test_a_name_is_used_once_and_a_corp_has_100_rules(wecom: Wecom) -> None:
    codes = [ask(wecom, "add_intercept_rule", **{**RULE, "rule_name": str(n)})["errcode"] for n in range(101)]
    again = ask(wecom, "add_intercept_rule", **{**RULE, "rule_name": "7"})["errcode"]

    assert codes == [0] * 100 + [41069]
    assert again == 41077


def test_an_update_changes_only_what_it_says(wecom: Wecom, rule_id: str) -> None:
    answer = ask(wecom, "update_intercept_rule", rule_id=rule_id, word_list=[], semantics_list=[], rule_name="新名")

    rule = read(wecom, rule_id)
    assert answer["errcode"] == 0
    assert (rule["rule_name"], rule["word_list"], rule["semantics_list"]) == ("新名", ["返现", "加我"], [1, 3])


def test_an_update_clears_semantics_inside_extra_rule(wecom: Wecom, rule_id: str) -> None:
    ask(wecom, "update_intercept_rule", rule_id=rule_id, extra_rule={"semantics_list": []})

    assert read(wecom, rule_id)["semantics_list"] == []


def test_ranges_change_by_deltas(wecom: Wecom, rule_id: str) -> None:
    ask(
        wecom,
        "update_intercept_rule",
        rule_id=rule_id,
        add_applicable_range={"user_list": ["bob", "ann"], "department_list": [1]},
        remove_applicable_range={"user_list": ["CAROL", "nobody"], "department_list": [2, 3]},
    )

    assert read(wecom, rule_id)["applicable_range"] == {"user_list": ["ann", "bob"], "department_list": [1]}


def test_a_rule_without_range_is_refused(wecom: Wecom, rule_id: str) -> None:
    everything = RULE["applicable_range"]

    answer = ask(wecom, "update_intercept_rule", rule_id=rule_id, remove_applicable_range=everything)

    assert answer["errcode"] == 40058


@pytest.mark.parametrize("code", [41070, 48002, 60011])
def test_foreign_rules_cannot_be_changed(world: Simulator, wecom: Wecom, code: int) -> None:
    world.switches.set("code_foreign_rule", code)
    foreign = world.hands.make_intercept_rule("管理员的", ["词"], departments=[1])

    codes = [ask(wecom, f"{verb}_intercept_rule", rule_id=foreign)["errcode"] for verb in ("update", "del")]

    assert codes == [code, code]
    assert [rule.agent_id for rule in world.intercept_rules()] == [0]


def test_a_deleted_rule_stays_known(wecom: Wecom, rule_id: str) -> None:
    codes = [ask(wecom, "del_intercept_rule", rule_id=rule_id)["errcode"] for _ in range(2)]

    assert codes == [0, 41071]
    assert ask(wecom, "get_intercept_rule", rule_id="9")["errcode"] == 41070
    assert wecom.get("externalcontact/get_intercept_rule_list")["rule_list"] == []


def test_an_administrator_edits_and_deletes_anybodys_rule(world: Simulator, wecom: Wecom, rule_id: str) -> None:
    world.hands.edit_intercept_rule(rule_id, words=["别的"], semantics=[], users=["bob"], departments=[])
    edited = read(wecom, rule_id)
    world.hands.delete_intercept_rule(rule_id)

    assert (edited["word_list"], edited["applicable_range"]) == (
        ["别的"],
        {"user_list": ["bob"], "department_list": []},
    )
    assert world.intercept_rules() == ()


def test_the_console_has_the_same_limits(world: Simulator) -> None:
    with pytest.raises(HandError, match="41083"):
        world.hands.make_intercept_rule("名", ["词" * 33], departments=[1])
    with pytest.raises(HandError, match="no sensitive-word rule"):
        world.hands.delete_intercept_rule("9")


def test_apps_outside_the_customer_area_may_not_call(world: Simulator) -> None:
    caller = a_caller(world, "secret-o")

    assert caller.code("externalcontact/get_intercept_rule_list") == 48002
