"""A plan for a comment on a pull request."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given

from reconciler.model.ids import GroupKey
from reconciler.model.plan import Plan, Summary
from reconciler.render.markdown.comment import fit_plan_markdown
from reconciler.render.markdown.plan import Detail, plan_to_markdown
from reconciler.text import Language
from tests.render.builders import a_group, a_join, a_leave, a_plan
from tests.render.golden import check_golden
from tests.render.scenarios import CROWD, PLANS, blocked, creation, hostile, mixed
from tests.render.strategies import law, plans
from tests.render.terminal.test_plan import HIDDEN, LANGUAGES

OURS = re.compile(r"</?(?:details(?: open)?|summary|b|sub|code)>")
CODE = re.compile(r"`[^`\n]*`")


def cells(row: str) -> int:
    """How many cells GitHub sees in a row: pipes in code spans count too, escaped ones do not."""
    return len(re.findall(r"(?<!\\)\|", row)) - 1


def widths(shown: str) -> set[int]:
    return {cells(row) for row in shown.splitlines() if row.startswith("|")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_reads_as_agreed(name: str, language: Language) -> None:
    check_golden(f"plan/{name}.{language}.md", plan_to_markdown(PLANS[name](), language))


@law
@given(plans)
def test_no_name_breaks_a_table(plan: Plan) -> None:
    assert widths(plan_to_markdown(plan, "zh")) <= {3}


@law
@given(plans)
def test_no_name_brings_markup_of_its_own(plan: Plan) -> None:
    shown = OURS.sub("", plan_to_markdown(plan, "en"))

    assert "<" not in shown.replace("<=", "")
    assert HIDDEN.search(shown) is None


@law
@given(plans)
def test_nobody_is_mentioned_and_nothing_referred_to(plan: Plan) -> None:
    rendered = html.unescape(CODE.sub("", plan_to_markdown(plan, "zh")))

    assert re.search(r"@\w|#\d", rendered) is None


@law
@given(plans)
def test_every_fold_that_is_opened_is_closed(plan: Plan) -> None:
    shown = plan_to_markdown(plan, "zh")

    assert len(re.findall("<details(?: open)?>", shown)) == shown.count("</details>")


@pytest.mark.parametrize("detail", ["full", "folded", "counts", "link"])
def test_hostile_names_are_harmless_at_every_level(detail: Detail) -> None:
    shown = OURS.sub("", plan_to_markdown(hostile(), "zh", detail=detail))

    assert "<" not in shown
    assert "13800138000" not in shown
    assert widths(shown) <= {2, 3}


def test_a_short_plan_is_shown_in_full() -> None:
    assert fit_plan_markdown(creation(), "zh")[1] == "full"


@pytest.mark.parametrize(
    ("limit", "detail"), [(1600, "full"), (1000, "folded"), (800, "counts"), (300, "link"), (100, "link")]
)
def test_a_long_plan_loses_detail_step_by_step(limit: int, detail: Detail) -> None:
    shown, used = fit_plan_markdown(creation(), "zh", limit=limit, link="https://example.com/run/1")

    assert used == detail
    assert len(shown) <= limit


def test_who_leaves_and_what_is_blocked_is_shown_while_joins_are_only_counted() -> None:
    group = a_group(
        changes=(*(a_join(user) for user in sorted(CROWD)[:20]), *(a_leave(user) for user in sorted(CROWD)[20:40])),
    )
    plan = replace(blocked(), groups=(group, *blocked().groups[1:]), people=CROWD)

    shown = plan_to_markdown(plan, "zh", detail="counts")

    assert [user for user in sorted(CROWD)[20:40] if user not in shown] == []
    assert "user03" not in shown
    assert "removals-per-group" in shown


def test_the_last_rung_names_who_loses_most_and_links_to_the_rest() -> None:
    shown = plan_to_markdown(mixed(), "zh", detail="link", link="https://example.com/run/1")

    check_golden("plan/mixed-link.zh.md", shown)
    assert "<https://example.com/run/1>" in shown


def test_a_link_that_is_none_is_shown_as_text() -> None:
    shown = plan_to_markdown(mixed(), "en", detail="link", link="javascript:alert(1)<b>")

    assert "alert(1)&#60;b&#62;" in shown
    assert "javascript&#58;alert" in shown


def test_many_groups_are_folded_unless_they_lose_somebody() -> None:
    joining = [a_group(f"g{number}", changes=(a_join("lisi", f"g{number}"),)) for number in range(4)]
    losing = a_group("g9", changes=(a_leave("lisi", "g9"),))
    plan = a_plan(*joining, losing, summary=Summary(5, 1, joins=4, leaves=1, largest_loss=(GroupKey("g9"), 1)))

    shown = plan_to_markdown(plan, "zh")

    assert shown.count("<details><summary><b>") == 4
    assert shown.count("<details open><summary><b>") == 1
