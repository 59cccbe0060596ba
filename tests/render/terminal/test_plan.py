"""A plan for a terminal."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from rich.cells import cell_len

from reconciler.model.change import Cause
from reconciler.model.ids import GroupKey
from reconciler.model.plan import Plan, Summary
from reconciler.render.programs.plan import dump_plan, load_plan
from reconciler.render.terminal.plan import plan_to_text
from reconciler.text import Language
from tests.render.builders import CORP, a_group, a_leave, a_plan, a_step
from tests.render.golden import check_golden
from tests.render.scenarios import CROWD, PLANS, creation, mixed, public
from tests.render.strategies import law, plans

ANSI = re.compile(r"\x1b\[[0-9;]*m")
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_reads_as_agreed(name: str, language: Language) -> None:
    check_golden(f"plan/{name}.{language}.txt", plan_to_text(PLANS[name](), language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_colour_adds_nothing_but_colour(name: str, language: Language) -> None:
    colored = plan_to_text(PLANS[name](), language, color=True)

    assert ANSI.sub("", colored) == plan_to_text(PLANS[name](), language)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    shown = plan_to_text(mixed(), "zh", width=width)

    assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_who_leaves_is_never_folded() -> None:
    crowd = sorted(CROWD)
    leaves = tuple(a_leave(user, cause=Cause.DEPARTED) for user in crowd)
    plan = a_plan(
        a_group(changes=leaves),
        people=CROWD,
        summary=Summary(groups=1, people=45, leaves=45, largest_loss=(GroupKey("rd-platform"), 45)),
    )

    shown = plan_to_text(plan, "zh")

    assert [user for user in crowd if user not in shown] == []


def test_many_who_join_are_counted() -> None:
    shown = plan_to_text(creation(), "zh")

    assert "…还有 33 人" in shown
    assert "user44" not in shown


def test_where_names_are_hidden_no_name_and_no_whole_id_is_shown() -> None:
    shown = plan_to_text(public(), "zh")

    assert [word for word in ("张三", "李四", "zhangsan", "ZhangSan", "wangwu") if word in shown] == []


def test_somebody_who_left_the_company_is_shown_by_id() -> None:
    plan = a_plan(a_group(changes=(a_leave("gone", cause=Cause.DEPARTED),)))

    assert "gone（通讯录里没有） 移出（已离职）" in plan_to_text(plan, "zh")


def test_a_plan_read_from_a_file_reads_the_same_but_for_places() -> None:
    plan = mixed()
    loaded = load_plan(dump_plan(plan), corp_id=CORP)

    shown = re.sub(r"\s+(?:groups/rd/\S+)?", "", plan_to_text(plan, "zh", width=400))

    assert re.sub(r"\s+", "", plan_to_text(loaded, "zh", width=400)) == shown


def test_what_is_simulated_is_said_in_the_first_block() -> None:
    shown = plan_to_text(replace(mixed(), simulated=True), "zh")

    assert "模拟" in shown.split("\n\n")[0]


@law
@given(plans)
def test_no_plan_writes_a_hidden_character(plan: Plan) -> None:
    shown = plan_to_text(plan, "zh") + plan_to_text(plan, "en")

    assert HIDDEN.search(shown) is None


def test_a_group_without_changes_is_called_by_its_name() -> None:
    plan = a_plan(manual=(a_step(),), names={GroupKey("rd-platform"): "研发部-平台发布"})

    assert "? 研发部-平台发布：群管理员：李四（平台组） lisi" in plan_to_text(plan, "zh")
