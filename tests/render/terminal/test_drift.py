"""Drift, by who changed what."""

from dataclasses import replace

import pytest

from reconciler.model.change import Cause, Field
from reconciler.model.finding import Severity
from reconciler.model.plan import Plan
from reconciler.render.terminal.drift import drift_headline, drift_to_text
from reconciler.text import Language, Text
from tests.render.builders import a_field, a_finding, a_group, a_join, a_leave, a_plan, a_step, an_update
from tests.render.golden import check_golden
from tests.render.scenarios import blocked, empty
from tests.render.scenarios_around import around_drifted
from tests.render.scenarios_people import by_hand
from tests.render.terminal.test_plan import LANGUAGES


def drifted() -> Plan:
    by_hand = (
        a_field(Field.NAME, "随便改的名", "研发部-平台发布", cause=Cause.DRIFT),
        a_leave("sunqi", cause=Cause.DRIFT),
        a_leave("zhaoliu", cause=Cause.DEPARTED),
    )
    market = a_group("market", name="市场部公告", reported=(a_join("wangwu", "market", Cause.DRIFT),))
    waiting = a_group("sales-all", name="销售部全员", waiting=(a_join("lisi", "sales-all"),))
    return a_plan(
        a_group(changes=by_hand),
        market,
        waiting,
        actions=(an_update([], ["sunqi", "zhaoliu"], name="研发部-平台发布"),),
        blocked=blocked().blocked[:1],
        manual=(a_step(since=a_plan().now),),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_drift_reads_as_agreed(language: Language) -> None:
    check_golden(f"drift/some.{language}.txt", drift_to_text(drifted(), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_has_to_put_right_stands_under_its_cause(language: Language) -> None:
    shown = drift_to_text(by_hand(), language)

    check_golden(f"drift/by-hand.{language}.txt", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_differences_around_groups_stand_under_their_cause(language: Language) -> None:
    check_golden(f"drift/around.{language}.txt", drift_to_text(around_drifted(), language))


def test_differences_around_groups_are_counted_beside_those_in_groups() -> None:
    both = replace(by_hand(), resources=around_drifted().resources)

    assert drift_headline(both) == Text(
        "1 个群和 git 不一致，共 7 处；群以外的设置 5 处。",
        "1 group differs from git, 7 differences; 5 more around groups.",
    )


def test_an_announcement_is_never_shown_by_its_digest() -> None:
    assert "abab" not in drift_to_text(by_hand(), "zh")


def test_differences_left_to_people_are_counted() -> None:
    assert drift_headline(by_hand()).zh == "1 个群和 git 不一致，共 7 处。"


def test_without_drift_one_sentence_says_so() -> None:
    assert drift_headline(empty()).zh == "没有偏离：企业微信里的群和 git 一致。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_that_turns_the_exit_code_red_is_shown_without_any_drift(language: Language) -> None:
    shown = drift_to_text(replace(empty(), findings=(a_finding(severity=Severity.ERROR),)), language)

    assert a_finding().what.say(language) in shown
