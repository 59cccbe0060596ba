"""Rule sets as first messages: within WeCom's limit, complete, never twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.desired import Ruleset
from reconciler.model.record import Past
from reconciler.planning.due import TEXT_LIMIT_BYTES, due_rules, split_text
from tests.builders import TODAY, a_group, a_ruleset, a_spec, chat_of

PREFIX = f"rules:{chat_of()}:"
GROUP = a_group(spec=a_spec(rulesets=("standard", "quiet")))
LONG = {"standard": a_ruleset(text="\n".join(["第一条：请使用规范用语，不发无关内容。"] * 120))}


def ids(rulesets: dict[str, Ruleset], past: Past | None = None) -> list[str]:
    messages = due_rules(GROUP, rulesets, past or Past(), TODAY, "zh")
    return [message.message_id.removeprefix(PREFIX) for message in messages]


@pytest.mark.clause("B2", "C3.1", "E6.1")
def test_every_rule_set_of_the_group_is_said_in_its_order() -> None:
    rulesets = {"quiet": a_ruleset("quiet", "23:30 后勿发言。", title="安静"), "standard": a_ruleset()}

    [message] = due_rules(GROUP, rulesets, Past(), TODAY, "zh")

    assert (
        message.text
        == "【群规】欢迎入群，请先阅读并遵守：\n\n《群规》1.0\n请文明发言。\n\n《安静》1.0\n23:30 后勿发言。"
    )
    assert (message.size_bytes, message.message_id) == (len(message.text.encode()), f"{PREFIX}1/1")


def test_the_heading_is_in_the_companys_language() -> None:
    [message] = due_rules(GROUP, {"standard": a_ruleset()}, Past(), TODAY, "en")

    assert message.text.startswith("[Group rules] Welcome.")


@pytest.mark.clause("D4", "E7.3")
@pytest.mark.parametrize(
    ("effective", "said"),
    [
        pytest.param(TODAY, ["1/1"], id="from-today"),
        pytest.param(TODAY + timedelta(days=1), [], id="from-tomorrow"),
        pytest.param(date(2020, 1, 1), ["1/1"], id="for-long"),
    ],
)
def test_rules_are_said_once_they_hold(effective: date, said: list[str]) -> None:
    assert ids({"standard": a_ruleset(effective_from=effective)}) == said


@pytest.mark.parametrize(
    "group", [a_group(), a_group(spec=a_spec(rulesets=())), a_group(spec=a_spec(rulesets=("nowhere",)))]
)
def test_without_rule_sets_nothing_is_said(group: object) -> None:
    assert due_rules(group, {"standard": a_ruleset()}, Past(), TODAY, "zh") == ()  # type: ignore[arg-type]  # Parameters of one type.


@pytest.mark.parametrize(
    ("past", "left"),
    [
        pytest.param(Past(), ["1/4", "2/4", "3/4", "4/4"], id="nothing-said"),
        pytest.param(Past(sent=frozenset({f"{PREFIX}1/4"})), ["2/4", "3/4", "4/4"], id="stopped-after-the-first"),
        pytest.param(Past(unknown_sends=frozenset({f"{PREFIX}2/4"})), ["1/4", "3/4", "4/4"], id="one-without-answer"),
        pytest.param(Past(sent=frozenset(f"{PREFIX}{n}/4" for n in range(1, 5))), [], id="all-said"),
        pytest.param(Past(sent=frozenset({f"{PREFIX}1/1"})), [], id="said-when-the-rules-were-shorter"),
        pytest.param(Past(sent=frozenset({f"{PREFIX}1/24"})), [], id="said-when-the-rules-were-longer"),
        pytest.param(Past(sent=frozenset({"rules:other:1/4"})), ["1/4", "2/4", "3/4", "4/4"], id="another-groups"),
    ],
)
def test_what_was_said_or_may_have_been_is_not_said_again(past: Past, left: list[str]) -> None:
    assert ids(LONG, past) == left


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        pytest.param("a\nb", 10, ["a\nb"], id="fits"),
        pytest.param("aaaa\nbbbb\ncccc", 9, ["aaaa\nbbbb", "cccc"], id="at-a-line-end"),
        pytest.param("我们我们", 7, ["我们", "我们"], id="a-character-is-never-cut"),
        pytest.param("😀😀", 7, ["😀", "😀"], id="nor-one-of-four-bytes"),
        pytest.param("a\n\n\n\nb", 3, ["a\n\n", "b"], id="no-part-is-blank"),
        pytest.param("x\n我我我我", 10, ["x", "我我我", "我"], id="a-line-that-is-too-long"),
        pytest.param("", 10, [], id="nothing"),
    ],
)
def test_texts_are_cut(text: str, limit: int, parts: list[str]) -> None:
    assert split_text(text, limit) == parts


written = st.text(alphabet=st.sampled_from("ab 我们😀é\n\n"), max_size=300)


@given(written, st.integers(4, 40))
def test_parts_fit_and_lose_nothing_but_line_ends_and_blanks(text: str, limit: int) -> None:
    parts = split_text(text, limit)

    assert all(len(part.encode()) <= limit for part in parts)
    assert all(part.strip() for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text(max_size=5000))
def test_messages_fit_wecoms_limit(text: str) -> None:
    messages = due_rules(GROUP, {"standard": a_ruleset(text=text)}, Past(), TODAY, "zh")

    assert messages
    assert all(0 < message.size_bytes == len(message.text.encode()) <= TEXT_LIMIT_BYTES for message in messages)
    assert len({message.message_id for message in messages}) == len(messages)
