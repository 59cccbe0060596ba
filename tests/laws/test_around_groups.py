"""Around groups: applied once nothing is left, others' things stay, and a run that dies anywhere ends the same."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.wecom.sensitive_words import ADD_WORD_RULE
from tests.e2e.customer_town import OTHER_SECRET, CustomerTown, a_customer_group, a_rule, a_way
from tests.laws.stopped_apply import stop_apply

FOREIGN = {
    "rule_name": "别人的",
    "word_list": ["甲"],
    "intercept_type": 2,
    "applicable_range": {"user_list": ["bob"], "department_list": []},
}


def a_full_town(folder: Path) -> CustomerTown:
    """One of each kind asked for, and a rule of somebody else's."""
    group = a_customer_group(join=[a_way()], welcome={"text": "欢迎"})
    town = CustomerTown(folder, group, sensitive_words=[a_rule()])
    town.call(ADD_WORD_RULE, FOREIGN, OTHER_SECRET)
    return town


@pytest.mark.parametrize("afterwards", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("last", range(3), ids=["join-way", "words", "welcome"])
def test_a_run_that_dies_at_a_write_is_made_good(last: int, afterwards: bool, tmp_path: Path) -> None:
    """Only a way in or a welcome whose id was lost on the way stays behind, and nobody has its code."""
    town = a_full_town(tmp_path / "town")
    with_lost_ids = {"join_ways": last == 0 and afterwards, "welcome_templates": last == 2 and afterwards}

    died = stop_apply(town, last, afterwards=afterwards)
    ran = town.apply()

    assert died
    assert ran.code == 0, ran.words
    assert town.planned() == []
    assert {name: len(town.around(name)) - 1 for name in with_lost_ids} == with_lost_ids
    assert sorted(rule["name"] for rule in town.around("intercept_rules")) == ["价格", "别人的"]
    town.close()


WAYS = st.lists(
    st.builds(
        a_way,
        st.sampled_from(["a", "b", "c"]),
        remark=st.sampled_from(["大堂", "前台"]),
        state=st.sampled_from(["lobby", "desk"]),
        auto_create_room=st.booleans(),
        room_base_name=st.just("新群"),
        room_base_id=st.integers(1, 9),
        scene=st.sampled_from(["qr", "mini_program"]),
    ),
    max_size=3,
    unique_by=lambda way: str(way["key"]),
)
RULES = st.lists(
    st.builds(
        lambda key, words, semantics, users, departments, action: a_rule(
            key,
            name=f"规则{key}",
            words=words,
            semantics=semantics,
            users=users,
            departments=departments,
            action=action,
        ),
        st.sampled_from(["a", "b"]),
        st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, unique=True),
        st.lists(st.sampled_from(["phone", "email", "red_packet"]), unique=True),
        st.lists(st.sampled_from(["ann", "bob"]), unique=True),
        st.lists(st.sampled_from(["2", "3"]), unique=True),
        st.sampled_from(["block", "warn"]),
    ),
    max_size=2,
    unique_by=lambda rule: str(rule["key"]),
)


@settings(max_examples=3, deadline=None)
@given(versions=st.lists(st.tuples(WAYS, RULES, st.sampled_from(["", "欢迎", "你好"])), min_size=1, max_size=2))
def test_once_applied_nothing_is_left_and_others_stay(
    versions: list[tuple[list[object], list[object], str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    town = CustomerTown(tmp_path_factory.mktemp("law") / "town", a_customer_group())
    town.call(ADD_WORD_RULE, FOREIGN, OTHER_SECRET)

    for ways, rules, text in versions:
        more: dict[str, Any] = {"welcome": {"text": text}} if text else {}
        town.put(a_customer_group(join=ways, **more))
        town.set_company(sensitive_words=rules)
        ran = town.apply()

        assert ran.code == 0, ran.words
        assert town.planned() == []
        assert len(town.around("join_ways")) == len(ways)
        assert len(town.around("welcome_templates")) == bool(text)
        assert len(town.around("intercept_rules")) == len(rules) + 1
    town.close()
