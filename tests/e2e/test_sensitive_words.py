"""Sensitive words, from YAML to WeCom and back; rules of others are left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.wecom.sensitive_words import ADD_WORD_RULE
from tests.e2e.customer_town import OTHER_SECRET, CustomerTown, a_customer_group, a_rule

DEPARTMENT = {"kind": "department", "key": "rd", "name": "研发", "department_id": "2", "head": "ann"}
FOREIGN = {
    "rule_name": "别人的",
    "word_list": ["甲"],
    "intercept_type": 2,
    "applicable_range": {"user_list": ["bob"], "department_list": []},
}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CustomerTown]:
    made = CustomerTown(tmp_path / "town", a_customer_group(), sensitive_words=[a_rule()])
    made.call(ADD_WORD_RULE, FOREIGN, OTHER_SECRET)
    made.world.hands.make_intercept_rule("管理员的", ["乙"], users=["cat"])
    made.apply()
    yield made
    made.close()


def rules(town: CustomerTown) -> dict[str, dict[str, object]]:
    """Rules as the simulator shows them, by name."""
    return {rule["name"]: rule for rule in town.around("intercept_rules")}


def test_a_rule_is_made_and_those_of_others_stay(town: CustomerTown) -> None:
    found = rules(town)

    assert sorted(found) == ["价格", "别人的", "管理员的"]
    assert (found["价格"]["words"], found["价格"]["users"]) == (["内部价"], ["ann"])
    assert town.planned() == []


def test_only_our_own_rule_is_read(town: CustomerTown) -> None:
    mark = town.mark

    town.plan()

    assert town.counts(mark)["externalcontact/get_intercept_rule"] == 1


def test_a_department_has_rules_for_itself(town: CustomerTown) -> None:
    town.write("rd/department.yaml", {**DEPARTMENT, "sensitive_words": [a_rule(name="代码", users=[])]})

    town.apply()

    assert (rules(town)["代码"]["users"], rules(town)["代码"]["departments"]) == ([], [2])
    assert town.planned() == []


def test_git_changes_every_part(town: CustomerTown) -> None:
    changed = a_rule(
        name="报价", words=["底价", "成本"], action="warn", users=["bob"], departments=["3"], semantics=["phone"]
    )
    town.set_company(sensitive_words=[changed])

    planned = town.planned()
    town.apply()

    parts = ["action", "departments", "name", "semantics", "users", "words"]
    assert planned == [("sensitive-words", "update", "intent", parts)]
    assert (rules(town)["报价"]["users"], rules(town)["报价"]["departments"]) == (["bob"], [3])
    assert town.planned() == []


def test_kinds_of_content_are_cleared(town: CustomerTown) -> None:
    town.set_company(sensitive_words=[a_rule(semantics=["phone"])])
    town.apply()
    town.set_company(sensitive_words=[a_rule()])

    planned = town.planned()
    town.apply()

    assert planned == [("sensitive-words", "update", "intent", ["semantics"])]
    assert rules(town)["价格"]["semantics"] == []


def test_an_administrator_edits_our_rule(town: CustomerTown) -> None:
    town.world.hands.edit_intercept_rule(str(rules(town)["价格"]["rule_id"]), words=["别的"], users=["ann", "bob"])

    planned = town.planned()
    ran = town.run("drift", "--correct")

    assert planned == [("sensitive-words", "update", "drift", ["users", "words"])]
    assert ran.code == 0, ran.words
    assert (rules(town)["价格"]["words"], rules(town)["价格"]["users"]) == (["内部价"], ["ann"])


def test_an_administrator_deletes_our_rule(town: CustomerTown) -> None:
    town.world.hands.delete_intercept_rule(str(rules(town)["价格"]["rule_id"]))

    planned = town.planned()
    town.apply()

    assert planned == [("sensitive-words", "create", "drift", [])]
    assert "价格" in rules(town)
    assert town.planned() == []


def test_git_no_longer_asks_for_a_rule(town: CustomerTown) -> None:
    town.set_company()

    planned = town.planned()
    town.apply()

    assert planned == [("sensitive-words", "delete", "intent", [])]
    assert sorted(rules(town)) == ["别人的", "管理员的"]


def test_the_name_of_somebody_elses_rule_is_theirs(town: CustomerTown) -> None:
    town.set_company(sensitive_words=[a_rule(), a_rule("theirs", name="别人的", words=["甲"], action="warn")])

    ran = town.apply()

    assert ran.code != 0
    assert ran.says("Another sensitive-word rule has this name")
    assert rules(town)["别人的"]["users"] == ["bob"]


def test_a_right_that_was_taken_away_is_no_deletion(town: CustomerTown) -> None:
    town.world.faults.add("code", on="get_intercept_rule", code=48002)

    tree = town.plan()

    assert tree["resources"] == []
    assert [held["guard"] for held in tree["blocked"]] == ["unreadable-family"]
