"""The one comment on a pull request: what it says first, what it never leaves out, and that it always fits."""

import random
import re
from dataclasses import replace

import cmarkgfm  # type: ignore[import-untyped]  # It ships no types.
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]  # It ships no types.

from reconciler.model.finding import Severity
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.length import characters, size_bytes
from reconciler.model.plan import Blocked, NeededApproval, Plan
from reconciler.model.summary import summary_of
from reconciler.render.escape import markdown
from reconciler.render.markdown.comment import marker, plan_comment, plan_summaries
from reconciler.render.part import with_waiting
from reconciler.text import Language, Text
from tests.render.builders import a_finding, a_group, a_join, a_leave, a_plan
from tests.render.golden import check_golden
from tests.render.scenarios import blocked, empty, mixed, one_join, unreadable
from tests.render.terminal.test_plan import LANGUAGES

LINK = "https://example.com/run/1"


def _summed(plan: Plan) -> Plan:
    return replace(plan, summary=summary_of(plan.groups))


def split() -> Plan:
    """One person joins by this change; another leaves and a group gains somebody whatever becomes of it."""
    group = a_group(changes=(a_join("lisi"), a_leave("sunqi")))
    market = a_group("market", name="市场部公告", changes=(a_join("wangwu", "market"),), size=80)
    base = a_plan(a_group(changes=(a_leave("sunqi"),)), market)
    return with_waiting(_summed(a_plan(group, market)), base)


def touches_nothing() -> Plan:
    """Everything that is planned was waiting before."""
    plan = _summed(a_plan(a_group(changes=(a_join("lisi"),))))
    return with_waiting(plan, plan)


def findings_only() -> Plan:
    """Nothing to do, but rules have something to say."""
    return a_plan(
        findings=(a_finding("review-overdue", Severity.NOTE), a_finding(), a_finding("owner-left", Severity.ERROR))
    )


def many(number: int, leaving: int = 0) -> Plan:
    """So many people join, and some leave, a hundred to a group."""
    people = {UserId(f"u{n}"): (f"u{n}", f"员工{n}", "销售部") for n in range(number)}
    groups = []
    for start in range(0, number, 100):
        key = f"g{start // 100:03}"
        users = [f"u{n}" for n in range(start, min(number, start + 100))]
        changes = tuple(
            a_leave(user, key) if index < leaving else a_join(user, key) for index, user in enumerate(users)
        )
        groups.append(a_group(key, name=f"销售{key}群", changes=changes, size=100))
    return _summed(a_plan(*groups, people=people))


SHAPES = {
    "no-change": empty,
    "one-change": one_join,
    "split": split,
    "touches-nothing": touches_nothing,
    "findings-only": findings_only,
    "blocked": blocked,
    "unreadable": unreadable,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHAPES)
def test_a_comment_reads_as_agreed(name: str, language: Language) -> None:
    check_golden(f"comment/{name}.{language}.md", plan_comment(SHAPES[name](), language, link=LINK)[0])


def test_the_marker_stands_last_so_that_a_notification_begins_with_words() -> None:
    lines = plan_comment(one_join(), "zh")[0].splitlines()

    assert (lines[0][:3], lines[-1]) == ("<b>", "<!-- reconciler:plan:wwacme0000000000 -->")


def test_a_corp_id_cannot_end_the_marker() -> None:
    assert marker("plan", "ww1--><b>") == "<!-- reconciler:plan:ww1b -->"


def test_what_was_waiting_stands_apart_from_what_the_change_brings() -> None:
    plan = split()

    assert plan.waiting_already == (("market", "member", "", "wangwu"), ("rd-platform", "member", "sunqi", ""))


@pytest.mark.parametrize("leaving", [0, 50])
def test_a_comment_of_ten_thousand_changes_fits_and_counts_everybody_who_leaves(leaving: int) -> None:
    shown = plan_comment(many(10_000, leaving), "zh", link=LINK)[0]

    assert len(shown) <= 65_536
    assert LINK in shown
    assert shown.count(f"| {leaving} 人 |") == (100 if leaving else 0)


def test_refusals_too_many_to_name_are_counted_by_guard() -> None:
    what, remedy = Text("太多人要移出。" * 60, "Too many. " * 60), Text("核对。", "Check.")
    held = tuple(Blocked("removals-per-group", what, remedy, GroupKey(f"g{n}")) for n in range(3_000))

    shown, detail = plan_comment(replace(many(10_000, 1), blocked=held), "zh", link=LINK)

    assert (detail, len(shown) <= 65_536) == ("link", True)
    assert "removals-per-group × 2,960" in shown


_PARTS = (
    "|", "`", "``", "```", "*", "_", "~~", "[x](https://e.example)", "![i](https://e.example/i.png)", "<b>",
    "<img src=x>",
    "<!--", "-->", "]]>", "<![CDATA[", "</details>", "</table>", "<script>", "@all", "@user", "@org/team", "#1", "GH-1",
    "gh-22", "octo/repo#3", "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678", "9f8e7d6", "octo@a1b2c3d", "\u202e", "\u200b",
    "\u2066", "𠮷", "👨‍👩‍👧", "\n", "\r\n", "\n\n# x", "\n- x", "\n| a | b |", "\\", "\\|", "&lt;", "&#124;", "&amp;",
    "$x$",
    ":tada:", ":+1:", "\f1. x", "\t", "\x00", "\u2028", "[!NOTE]", "[ ] x", "${{ x }}", "::error::x", "<a@e.example>",
    "e\u0301", "<!-- reconciler:plan x -->", "HTTPS://E.EXAMPLE", "xmpp:a@e.x", "名" * 200,
    "www.e.example", "http://e.example", "https://e.example/a|b", "mailto:a@e.example", "a@e.example", "ftp://e.x",
    "1. ", "- ", "> ", "# ", "    x", "[^1]", "[x]: /y", "张三", "研发部", " ", "=", "---",
)  # fmt: skip
OURS = frozenset(
    ("table", "thead", "tbody", "tr", "th", "td", "details", "summary", "b", "sub", "h3", "p", "code", "ul", "ol", "li")
)
REFERENCE = re.compile(
    r"@[\w-]|#\d|\bgh-\d|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])|:(?:[+-]1|[a-z_][\w+-]*):|\$", re.IGNORECASE
)
"""What GitHub looks for in the text it has rendered, code apart; `cmarkgfm` makes links, and none of these."""


def _names() -> list[str]:
    chance = random.Random(20261127)  # noqa: S311 - names for a test, the same on every run
    return ["".join(chance.choices(_PARTS, k=chance.randint(1, 6))) for _ in range(1_000)]


NAMES = _names()


def rendered(text: str) -> str:
    """As GitHub renders Markdown, before it looks for mentions, references and emoji."""
    return str(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))


def test_a_thousand_hostile_names_are_nothing_but_words_in_cells() -> None:
    rows = "".join(f"| + | {markdown(name)} | x |\n" for name in NAMES)

    shown = rendered(f"| | a | b |\n|---|---|---|\n{rows}")

    assert set(re.findall(r"</?([a-z0-9]+)", shown)) == {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert (shown.count("<td>"), shown.count("<tr>")) == (3_000, 1_001)
    assert "<!" not in shown
    assert REFERENCE.search(re.sub(r"<code>.*?</code>|<[^>]*>", "\0", shown)) is None


def test_a_comment_full_of_hostile_names_has_no_element_that_is_not_ours() -> None:
    names = NAMES[:60]
    people = {UserId(f"u{n}"): (f"u{n}", name, names[-n]) for n, name in enumerate(names)}
    groups = [
        a_group(f"g{n}", name=name, changes=(a_join(f"u{n}", f"g{n}"), a_leave(f"u{n + 1}", f"g{n}")))
        for n, name in enumerate(names[:-1])
    ]

    shown = rendered(plan_comment(_summed(a_plan(*groups, people=people)), "zh")[0])

    elements = set(re.findall(r"<([a-z0-9]+)", shown))
    assert elements <= OURS
    assert shown.count("<td>") == 3 * 2 * len(groups)
    assert shown.count("<table>") == len(groups)


def test_whoever_has_to_approve_is_named_in_what_to_do_next() -> None:
    needed = tuple(NeededApproval(("head",), ("lisi",), Text(f"负责人 {n}", f"head {n}")) for n in range(5))

    zh, en = (
        plan_comment(replace(one_join(), approvals=needed), language)[0].rsplit("<b>", maxsplit=1)[1]
        for language in LANGUAGES
    )

    assert "先请人批准，每项一人即可：负责人 0；负责人 1；负责人 2；另有 2 项见上。核对名单" in zh
    assert "Ask for approval, one person each: head 0; head 1; head 2; 2 more above. Check the names" in en


def test_the_plan_of_a_busy_week_has_its_next_act_at_the_end() -> None:
    assert "核对名单" in plan_comment(mixed(), "zh")[0].rsplit("接下来", maxsplit=1)[1]


@pytest.mark.parametrize("number", [1_000, 1_200, 1_400])
def test_rare_characters_are_counted_as_the_code_host_may_count_them(number: int) -> None:
    people = {UserId(f"u{n}"): (f"u{n}", "𠮷" * 12, "𠮷" * 12) for n in range(number)}
    groups = [
        a_group(f"g{at}", name="𠮷" * 12, changes=tuple(a_leave(f"u{n}", f"g{at}") for n in range(at, at + 100)))
        for at in range(0, number, 100)
    ]

    body, _ = plan_comment(_summed(a_plan(*groups, people=people)), "zh", link=LINK)

    assert characters(body) <= 65_536 - 1_024
    assert f"移出 {number:,} 人" in body


@pytest.mark.parametrize("number", [10, 10_000])
def test_a_check_takes_fewer_bytes_than_a_comment_and_has_a_summary_that_fits(number: int) -> None:
    plan = many(number, 1)
    body, _ = plan_comment(plan, "zh", link=LINK, marked=False)

    summaries = plan_summaries(plan, "zh", body, LINK)

    assert summaries[0] == body
    assert size_bytes(summaries[-1]) <= 65_535
    assert "移出" in summaries[-1]
