"""What became of an apply, as a comment on the merged pull request."""

import json
from dataclasses import replace

import pytest

from reconciler.errors import FrozenError, PlanFormatError, ReconcilerError, StalePlanError
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.markdown.applied import applied_comment
from reconciler.render.programs.apply import dump_apply, dump_refusal
from reconciler.render.programs.apply_read import load_applied
from reconciler.text import Language, Text
from tests.render.builders import a_group, a_join, a_plan, an_update
from tests.render.golden import check_golden
from tests.render.scenarios import empty, hostile
from tests.render.terminal.test_plan import LANGUAGES
from tests.render.test_apply import applied_plan, every_outcome, left_over

STALE = StalePlanError(
    Text(
        "评审之后情况变了：现在要做的事里有 1 项没有评审过，一项都没有执行。",
        "Things moved since the review: 1 change was not reviewed.",
    ),
    Text("重新生成计划，评审后再执行。", "Make a new plan, have it reviewed, then apply it."),
    (Text("sales-all：wangwu 出群", "sales-all: wangwu leaves"),),
)
FROZEN = FrozenError(
    Text("现在是冻结期，到 2026-11-20 为止。", "Frozen until 2026-11-20."), Text("过后再执行。", "Apply after it.")
)


def reviewed(outcomes: tuple[Outcome, ...]) -> Plan:
    return replace(applied_plan(), actions=tuple(outcome.action for outcome in outcomes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partly_applied_plan_reads_as_agreed(language: Language) -> None:
    plan = reviewed(every_outcome())
    ended = load_applied(dump_apply(every_outcome(), plan, left_over()), plan)

    check_golden(f"comment/partly-applied.{language}.md", applied_comment(ended, plan, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_applied_plan_reads_as_agreed(language: Language) -> None:
    outcomes = (Outcome(an_update(["lisi"]), Status.APPLIED),)
    plan = a_plan(a_group(changes=(a_join("lisi"),)), actions=(outcomes[0].action,))
    ended = load_applied(dump_apply(outcomes, plan, empty()), plan)

    check_golden(f"comment/applied.{language}.md", applied_comment(ended, plan, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "error"), [("stale", STALE), ("refused", FROZEN)])
def test_a_refused_plan_reads_as_agreed(name: str, error: ReconcilerError, language: Language) -> None:
    plan = applied_plan()
    ended = load_applied(dump_refusal(error, plan), plan)

    check_golden(f"comment/{name}.{language}.md", applied_comment(ended, plan, language))


def test_outcomes_read_again_are_those_that_were_written() -> None:
    plan = reviewed(every_outcome())

    assert load_applied(dump_apply(every_outcome(), plan, None), plan).outcomes == every_outcome()


def test_ten_thousand_outcomes_fit() -> None:
    outcomes = tuple(
        Outcome(an_update(["lisi"], key=f"g{n}"), Status.FAILED, Text("拒绝", "No"), 1) for n in range(9999)
    )
    plan = reviewed(outcomes)
    ended = load_applied(dump_apply(outcomes, plan, None), plan)

    shown = applied_comment(ended, plan, "zh", link="https://example.com/run/1")

    assert len(shown) <= 65_536
    assert "没有列出的：9,799 个失败" in shown


def test_hostile_names_bring_nothing_of_their_own() -> None:
    outcomes = (Outcome(an_update(["lisi"]), Status.APPLIED),)
    plan = replace(hostile(), actions=(outcomes[0].action,))

    shown = applied_comment(load_applied(dump_apply(outcomes, plan, None), plan), plan, "zh")

    assert "<img" not in shown
    assert "13800138000" not in shown


@pytest.mark.parametrize("text", ["", "[]", '{"kind": "plan"}', json.dumps({"kind": "apply", "format_version": 9})])
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(PlanFormatError):
        load_applied(text, empty())
