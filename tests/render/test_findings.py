"""Findings for people and for programs."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.finding import Finding, Place, Severity
from reconciler.render.programs.findings import dump_findings
from reconciler.render.terminal.findings import findings_to_text
from reconciler.text import Language, Text
from tests.render.builders import a_finding
from tests.render.golden import check_golden
from tests.render.strategies import findings as any_finding
from tests.render.strategies import law
from tests.render.terminal.test_plan import HIDDEN, LANGUAGES

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
SOURCES = {"groups/rd/rd-new.yaml": ["kind: group", "name: 研发部😀平台  # 重名", "members: []"]}


def some_findings() -> tuple[Finding, ...]:
    return (
        a_finding("review-overdue", Severity.NOTE, Place("groups/company.yaml")),
        a_finding("group-name", Severity.ERROR, Place("groups/rd/rd-new.yaml", ("name",), 2, 11)),
        a_finding("member-cap", Severity.WARNING, Place("groups/rd/rd-new.yaml", ("members",), 3, 1)),
        replace(a_finding("ledger", Severity.WARNING, Place(" ")), place=Place("")),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_read_as_agreed(language: Language) -> None:
    shown = findings_to_text(some_findings(), language, files=12, sources=SOURCES)

    check_golden(f"findings/some.{language}.txt", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_finding_is_one_sentence(language: Language) -> None:
    check_golden(f"findings/none.{language}.txt", findings_to_text((), language, files=12))


def test_the_caret_stands_under_its_character_also_behind_wide_ones() -> None:
    shown = findings_to_text(some_findings(), "zh", files=1, sources=SOURCES)

    lines = shown.splitlines()
    row = next(index for index, words in enumerate(lines) if "😀" in words)

    # `2 | name: 研发部😀平台`: column 11 is 平, after six narrow and four wide characters.
    assert lines[row + 1].index("^") == 4 + len("2 | ") + 6 + 4 * 2


def test_findings_for_programs_read_as_agreed() -> None:
    check_golden("findings/some.json", dump_findings(some_findings(), files=12))


def test_numbers_of_persons_do_not_reach_programs() -> None:
    finding = replace(a_finding(), what=Text("成员 13800138000 不存在", "13800138000 is unknown"))

    assert "13800138000" not in dump_findings((finding,), files=1)


@law
@given(st.lists(any_finding, max_size=3))
def test_findings_for_programs_have_the_shape_of_their_schema(found: list[Finding]) -> None:
    tree = json.loads(dump_findings(found, files=1))

    jsonschema.Draft202012Validator(SCHEMA).validate(tree)


@law
@given(st.lists(any_finding, max_size=3))
def test_no_finding_writes_a_hidden_character(found: list[Finding]) -> None:
    assert HIDDEN.search(findings_to_text(found, "zh", files=1)) is None
