"""Findings as Markdown: read as agreed, harmless, and never too long for a comment."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.finding import Finding, Place, Severity
from reconciler.render.markdown.findings import findings_to_markdown
from reconciler.text import Language
from tests.render.builders import a_finding
from tests.render.golden import check_golden
from tests.render.strategies import findings as any_finding
from tests.render.strategies import law
from tests.render.terminal.test_plan import HIDDEN, LANGUAGES
from tests.render.test_findings import some_findings

LIMIT = 65_536


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_read_as_agreed(language: Language) -> None:
    shown = findings_to_markdown(some_findings(), language, files=12, waived=2, not_run=("idle-member", "member-cap"))

    check_golden(f"findings/some.{language}.md", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_one_sentence(language: Language) -> None:
    shown = findings_to_markdown((), language, files=3)

    assert (
        shown
        == {"zh": "**检查了 3 个文件，没有发现问题。**\n", "en": "**3 files checked: nothing found.**\n"}[language]
    )


def test_of_too_many_the_gravest_are_shown_and_the_others_counted() -> None:
    notes = [a_finding("a-note", Severity.NOTE, Place("a.yaml", (), line, 1)) for line in range(1, 400)]
    error = a_finding("an-error", Severity.ERROR, Place("z.yaml", (), 1, 1))

    shown = findings_to_markdown([*notes, error], "en", files=2, longest=3_000)

    assert len(shown) <= 3_000
    assert "an-error" in shown
    assert "not listed" in shown


def test_ten_thousand_findings_fit_into_a_comment() -> None:
    found = [a_finding(place=Place("a.yaml", (), line, 1)) for line in range(1, 10_000)]

    assert len(findings_to_markdown(found, "zh", files=1)) < LIMIT


@law
@given(st.lists(any_finding, max_size=3))
def test_no_finding_writes_markup_or_hidden_characters(found: list[Finding]) -> None:
    shown = findings_to_markdown(found, "zh", files=1)

    assert HIDDEN.search(shown) is None
    assert "<b>" not in shown
    assert "![x]" not in shown
    assert "@all" not in re.sub("`[^`]*`", "", shown)  # nobody is mentioned out of a code span


def test_the_reasons_go_first_when_it_gets_long() -> None:
    found = [replace(a_finding(), place=Place("a.yaml", (), line, 1)) for line in range(1, 20)]
    whole = findings_to_markdown(found, "en", files=1)

    shown = findings_to_markdown(found, "en", files=1, longest=len(whole) - 1)

    assert "Why" in whole
    assert "Why" not in shown
    assert "not listed" not in shown
