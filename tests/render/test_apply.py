"""What became of an apply."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.manual import Level
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.programs.apply import dump_apply
from reconciler.render.terminal.apply import apply_to_text, outcome_headline
from reconciler.text import Language, Text
from tests.render.builders import NOW, a_creation, a_group, a_join, a_message, a_plan, a_step, a_write, an_update
from tests.render.golden import check_golden
from tests.render.scenarios import blocked, empty
from tests.render.scenarios_around import OLD_WAY, TASK, WAY, around
from tests.render.scenarios_people import a_telling, handover
from tests.render.terminal.test_plan import LANGUAGES

KEYS = ("rd-platform", "market", "sales-all", "hr", "legal")


def applied_plan() -> Plan:
    return a_plan(*(a_group(key, name=f"群-{key}", changes=(a_join("lisi", key),)) for key in KEYS))


def every_outcome() -> tuple[Outcome, ...]:
    """One group for each way to end, and one with two actions."""
    refused = Text("企业微信拒绝了：成员不在应用可见范围内。", "WeCom refused: somebody is outside the app's range.")
    silent = Text("发出后没有收到回答。", "It was sent and no answer came.")
    earlier = Text("同一个群前面的动作失败了。", "An earlier action of the group failed.")
    return (
        Outcome(an_update(["lisi"], ["sunqi"], name="新名"), Status.APPLIED),
        Outcome(an_update(["lisi"], key="market"), Status.FAILED, refused, 60011),
        Outcome(a_message("market"), Status.SKIPPED, earlier),
        Outcome(a_message("sales-all"), Status.UNKNOWN, silent),
        Outcome(an_update(["lisi"], key="hr", not_before=NOW + timedelta(hours=10)), Status.DEFERRED),
        Outcome(a_creation(["zhangsan", "lisi"], "legal", "法务部"), Status.SKIPPED),
    )


def left_over() -> Plan:
    groups = tuple(a_group(key, name=f"群-{key}", changes=(a_join("lisi", key),)) for key in KEYS[1:])
    return a_plan(
        *groups,
        actions=(an_update(["lisi"], key="market"),),
        manual=(a_step(), a_step("0badcafe0003", since=NOW)),
        blocked=blocked().blocked,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_end_reads_as_agreed(language: Language) -> None:
    shown = apply_to_text(every_outcome(), applied_plan(), left_over(), language)

    check_golden(f"apply/every-outcome.{language}.txt", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_around_groups_reads_as_agreed(language: Language) -> None:
    refused = Text("没有可发送的客户或客户群", "There is nobody to send it to")
    outcomes = (
        Outcome(a_write(WAY), Status.APPLIED),
        Outcome(a_write(OLD_WAY), Status.UNKNOWN, Text("发出后没有收到回答。", "It was sent and no answer came.")),
        Outcome(a_write(TASK), Status.FAILED, refused, 41048),
    )
    left = replace(around(), resources=(OLD_WAY, TASK), actions=(a_write(OLD_WAY), a_write(TASK)))

    shown = apply_to_text(outcomes, around(), left, language)

    check_golden(f"apply/around.{language}.txt", shown)


def told_and_handed_over() -> tuple[Outcome, ...]:
    """People told, refused and held back; a transfer, a smartsheet's group, a webhook."""
    refused = Text(
        "消息送不到这个人。确认此人在职、账号已启用。",
        "The message does not reach this person. Make sure that they work here and that the account is on.",
    )
    transfers = handover().actions
    return (
        *(Outcome(action, Status.APPLIED) for action in transfers),
        Outcome(replace(an_update(["lisi"], key="market"), doc="dcSHEET"), Status.APPLIED),
        Outcome(a_telling("zhangsan", "5d41402abc01", "5d41402abc02"), Status.APPLIED),
        Outcome(a_telling("lisi", "5d41402abc03"), Status.APPLIED),
        Outcome(a_telling("lisi", "5d41402abc07", "5d41402abc08"), Status.APPLIED),
        Outcome(a_telling("lisi", "5d41402abc04", level=Level.REMINDED), Status.APPLIED),
        Outcome(a_telling("sunqi", "5d41402abc05"), Status.FAILED, refused),
        Outcome(a_telling("wangwu", "5d41402abc05", level=Level.ESCALATED), Status.UNKNOWN),
        Outcome(replace(a_telling("gone", "5d41402abc06"), not_before=NOW + timedelta(hours=10)), Status.DEFERRED),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_named_and_told_apart_from_groups(language: Language) -> None:
    plan = a_plan(*handover().groups, a_group("market", name="市场表格群"))
    left = a_plan(actions=(a_telling("sunqi", "5d41402abc05"),), manual=(a_step(since=NOW),))

    shown = apply_to_text(told_and_handed_over(), plan, left, language)

    check_golden(f"apply/people.{language}.txt", shown)


def test_the_first_line_counts_people_once_and_never_as_groups() -> None:
    told = (
        Outcome(an_update(["lisi"]), Status.APPLIED),
        Outcome(a_telling("lisi", "5d41402abc03"), Status.APPLIED),
        Outcome(a_telling("lisi", "5d41402abc04", level=Level.REMINDED), Status.APPLIED),
    )

    assert outcome_headline(told).zh == "1 个群已完成，通知了 1 人。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_end_reads_as_agreed(language: Language) -> None:
    shown = apply_to_text(every_outcome()[:1], replace(applied_plan(), simulated=True), empty(), language)

    check_golden(f"apply/converged.{language}.txt", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_claimed_where_wecom_was_not_read_again(language: Language) -> None:
    shown = apply_to_text((), applied_plan(), None, language)

    check_golden(f"apply/not-read-again.{language}.txt", shown)


def test_outcomes_for_programs_are_versioned_and_hold_no_message_text() -> None:
    text = dump_apply(every_outcome(), applied_plan(), left_over())

    check_golden("apply/every-outcome.json", text)
    assert "正文" not in text


@pytest.mark.parametrize(
    ("left", "converged"),
    [
        pytest.param(empty(), True, id="nothing-left"),
        pytest.param(left_over(), False, id="something-left"),
        pytest.param(None, None, id="not-read-again"),
    ],
)
def test_programs_are_told_whether_it_converged(left: Plan | None, converged: bool | None) -> None:
    tree = json.loads(dump_apply(every_outcome(), applied_plan(), left))

    assert tree["converged"] is converged
