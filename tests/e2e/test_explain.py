"""`explain` and `clauses` as a user runs them."""

import json
from typing import Any

import jsonschema
import pytest
import yaml

from reconciler.model.clauses import CLAUSES
from reconciler.policy import all_rules
from reconciler.source.schema import schema_of
from tests.e2e.town import in_process

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        pytest.param("name-length", "群名长短合适", "Names of a good length", id="rule"),
        pytest.param("A4", "部门在前", "the department, then the project", id="clause"),
        pytest.param("d2.9", "免打扰时段", "quiet hours", id="clause-in-lower-case"),
        pytest.param("protected-group", "overrides.yaml", "overrides.yaml", id="guard"),
        pytest.param("over-cap", "不能放行", "cannot be lifted", id="guard-that-cannot-be-lifted"),
        pytest.param("doubled-key", "不是策略规则", "no rule of the policy", id="finding-of-the-files"),
        pytest.param("I3.1", "微盘", "drive", id="clause-of-later-work"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_id_is_explained(asked: str, zh: str, en: str, lang: str) -> None:
    ran = in_process("explain", asked, lang=lang)

    assert ran.code == 0
    assert ran.err == ""
    assert ran.says(zh if lang == "zh" else en)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_misspelt_id_is_a_usage_error_that_names_the_nearest(lang: str) -> None:
    ran = in_process("explain", "name-lenght", lang=lang)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.says("name-length")
    assert ran.says("是不是要找" if lang == "zh" else "Did you mean")


@pytest.mark.parametrize("argv", [(), ("name-length", "--all")], ids=["neither", "both"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_id_or_all_is_asked_for(argv: tuple[str, ...], lang: str) -> None:
    ran = in_process("explain", *argv, lang=lang)

    assert ran.code == 2
    assert ran.says("--all")


def test_an_id_that_is_like_none_leads_to_the_table() -> None:
    ran = in_process("explain", "zzzzzzzzzzzz")

    assert ran.code == 2
    assert ran.says("reconciler clauses")


def the_section(page: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(section for section in page["sections"] if section["name"] == name)
    return found


def test_a_rule_for_programs_has_all_its_parts() -> None:
    tree = in_process("explain", "name-length", "--json").json()

    page = tree["explanations"][0]
    assert (tree["kind"], tree["format_version"]) == ("explanations", 1)
    assert [section["name"] for section in page["sections"]] == [
        *("why", "clauses", "good", "bad", "mend", "options", "waive", "severity")
    ]
    assert yaml.safe_load(the_section(page, "options")["yaml"]) == {"policy": {"name-length": {"min": 4, "max": 30}}}


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules()])
def test_the_waiver_of_a_rule_can_be_pasted(rule: str) -> None:
    page = in_process("explain", rule, "--json").json()["explanations"][0]

    filled = the_section(page, "waive")["yaml"]
    for blank, value in (("<key>", "rd"), ("<user id>", "boss"), ("<YYYY-MM-DD>", '"2026-12-31"')):
        filled = filled.replace(blank, value)
    jsonschema.Draft202012Validator(schema_of("waiver")).validate(yaml.safe_load(filled))


def test_every_rule_is_explained_at_once() -> None:
    pages = in_process("explain", "--all", "--json").json()["explanations"]
    shown = in_process("explain", "--all", "--markdown", lang="zh").out

    assert [page["id"] for page in pages] == [rule.id for rule in all_rules()]
    assert [line for line in shown.splitlines() if line.startswith("## ")] == [f"## `{page['id']}`" for page in pages]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_has_every_clause(lang: str) -> None:
    text, shown = in_process("clauses", lang=lang), in_process("clauses", "--markdown", lang=lang)

    assert (text.code, shown.code) == (0, 0)
    assert [clause.id for clause in CLAUSES if f"  {clause.id} " not in text.out] == []
    assert [clause.id for clause in CLAUSES if f"| `{clause.id}` |" not in shown.out] == []


def test_the_table_for_programs_has_no_row_without_code_that_does_not_wait() -> None:
    tree = json.loads(in_process("clauses", "--json").out)

    bare = [row["id"] for row in tree["clauses"] if not row["rules"] and not row["features"] and not row["later"]]
    assert (tree["kind"], tree["format_version"], len(tree["clauses"])) == ("clauses", 1, len(CLAUSES))
    assert bare == []
