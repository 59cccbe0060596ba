"""Sensitive-word rules: WeCom's asymmetries are read either way and written its way."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import pytest

from reconciler.errors import MissingError, ProtocolError
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.sensitive_words import (
    RangeShape,
    WordRuleReader,
    WordRuleRowShape,
    WordRuleShape,
    WordRuleUpdateShape,
    WordRuleWriter,
)
from tests.wecom.wire import OK, Reply, ScriptedWecom, refusal, through

BASE = "externalcontact"
PLAIN: Mapping[str, object] = {
    "rule_name": "价格",
    "word_list": ["内部价"],
    "intercept_type": 1,
    "applicable_range": {"user_list": ["Lin"], "department_list": [2, 3]},
}
RULE = WordRuleShape(
    rule_name="价格",
    word_list=["内部价"],
    semantics_list=[1, 3],
    intercept_type=1,
    applicable_range=RangeShape(user_list=["Lin"], department_list=[2, 3]),
)


def get(answer: Reply) -> WordRuleShape:
    wecom = ScriptedWecom({f"{BASE}/get_intercept_rule": [answer]})
    return through(wecom, lambda session: WordRuleReader(ReadGateway(session)).get("7"))


def written(wecom: ScriptedWecom, do: Callable[[WordRuleWriter], Coroutine[Any, Any, object]]) -> object:
    return through(wecom, lambda session: do(WordRuleWriter(WriteGateway(session))))


@pytest.mark.parametrize("rule_id", ["7", 7])
@pytest.mark.parametrize(
    "semantics",
    [
        pytest.param({"semantics_list": [1, 3]}, id="beside-the-words"),
        pytest.param({"extra_rule": {"semantics_list": [1, 3]}}, id="in-the-extra-rule"),
        pytest.param({"semantics_list": [], "extra_rule": {"semantics_list": [1, 3]}}, id="in-both-places"),
    ],
)
def test_a_rule_is_read_in_either_shape(rule_id: object, semantics: Mapping[str, object]) -> None:
    assert get({**OK, "rule": {**PLAIN, **semantics, "rule_id": rule_id}}) == RULE


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({**PLAIN, "rule_id": "8"}, id="another-rule"),
        pytest.param({**PLAIN, "rule_id": "7", "word_list": None}, id="no-words"),
        pytest.param({**PLAIN, "rule_id": "7", "intercept_type": None}, id="no-type"),
    ],
)
def test_a_rule_of_another_shape_is_an_error(rule: object) -> None:
    with pytest.raises(ProtocolError):
        get({**OK, "rule": rule})


@pytest.mark.parametrize("code", [41070, 41071])
def test_an_unknown_or_deleted_rule_is_missing(code: int) -> None:
    with pytest.raises(MissingError):
        get(refusal(code))


def test_every_rule_of_the_corp_is_listed() -> None:
    row = {"rule_id": 7, "rule_name": "价格", "create_time": 1600000000}
    wecom = ScriptedWecom({f"{BASE}/get_intercept_rule_list": [{**OK, "rule_list": [row]}]})

    rows = through(wecom, lambda session: WordRuleReader(ReadGateway(session)).listed())

    assert rows == (WordRuleRowShape(rule_id="7", rule_name="价格", create_time=1600000000),)
    assert wecom.asked[-1].method == "GET"


def test_adding_puts_the_kinds_beside_the_words_and_gives_the_id() -> None:
    wecom = ScriptedWecom({f"{BASE}/add_intercept_rule": [{**OK, "rule_id": 7}]})

    assert written(wecom, lambda writer: writer.add(RULE)) == "7"
    assert wecom.bodies() == [{**PLAIN, "semantics_list": [1, 3]}]


def test_updating_sends_differences_and_the_kinds_in_the_extra_rule() -> None:
    wecom = ScriptedWecom({f"{BASE}/update_intercept_rule": [OK]})
    change = WordRuleUpdateShape(
        rule_id="7",
        extra_rule={"semantics_list": []},
        add_applicable_range=RangeShape(user_list=["Mei"], department_list=[]),
    )

    written(wecom, lambda writer: writer.update(change))

    assert wecom.bodies() == [
        {
            "rule_id": "7",
            "extra_rule": {"semantics_list": []},
            "add_applicable_range": {"user_list": ["Mei"], "department_list": []},
        }
    ]


def test_a_rule_is_deleted() -> None:
    wecom = ScriptedWecom({f"{BASE}/del_intercept_rule": [OK]})

    written(wecom, lambda writer: writer.delete("7"))

    assert wecom.bodies() == [{"rule_id": "7"}]
