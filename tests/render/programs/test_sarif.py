"""Findings as SARIF: valid by the official schema, complete, and stable against moved lines."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.rule import Rule
from reconciler.policy import all_rules
from reconciler.render.programs.sarif import FINGERPRINT, findings_to_sarif, uri
from reconciler.text import Language, Text
from tests.render.builders import a_finding
from tests.render.sarif_schema import sarif_schema
from tests.render.strategies import findings as any_finding
from tests.render.strategies import law
from tests.render.terminal.test_plan import LANGUAGES

VALIDATOR = jsonschema.Draft7Validator(sarif_schema())


def a_run(*findings: Finding, language: Language = "en", **more: Any) -> dict[str, Any]:
    log = json.loads(findings_to_sarif(findings, language, version="0.1.0", **more))
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_schema_is_the_official_one() -> None:
    schema = sarif_schema()

    assert schema["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_log_with_every_rule_is_valid(language: Language) -> None:
    found = (a_finding("name-length", Severity.ERROR, Place("groups/a.yaml", ("name",), 2, 7)),)

    log = json.loads(findings_to_sarif(found, language, version="0.1.0", rules=all_rules(), waived=found))

    assert sorted(error.message for error in VALIDATOR.iter_errors(log)) == []
    assert {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]} >= {rule.id for rule in all_rules()}


@settings(law, max_examples=15)
@given(st.lists(any_finding, max_size=2), st.sampled_from(["", "company.yaml"]))
def test_any_findings_make_a_valid_log(found: list[Finding], fallback: str) -> None:
    log = json.loads(findings_to_sarif(found, "zh", version="0.1.0", waived=found[:1], fallback=fallback))

    assert [error.message for error in VALIDATOR.iter_errors(log)] == []


def test_a_result_says_what_where_and_how_to_mend_it() -> None:
    finding = replace(
        a_finding("name-length", Severity.WARNING, Place("groups/研发 部/a b.yaml", ("name",), 2, 7)),
        what=Text("太长", "Too long"),
        remedy=Text("改短", "Shorten it"),
        clauses=("C2.2",),
        subject="rd",
    )

    run = a_run(finding, rules=all_rules())

    result = run["results"][0]
    described = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (result["ruleId"], described["id"], result["level"]) == ("name-length", "name-length", "warning")
    assert result["message"] == {"text": "Too long\nHow to mend it: Shorten it"}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {
                    "uri": "groups/%E7%A0%94%E5%8F%91%20%E9%83%A8/a%20b.yaml",
                    "uriBaseId": "%SRCROOT%",
                },
                "region": {"startLine": 2, "startColumn": 7},
            }
        }
    ]
    assert described["properties"]["tags"] == ["C2.2"]
    assert described["defaultConfiguration"] == {"level": "error"}
    assert "```yaml" in described["help"]["markdown"]


def test_a_finding_without_a_file_is_shown_at_the_company() -> None:
    finding = replace(a_finding(), place=Place(""))

    run = a_run(finding, fallback="groups/company.yaml")

    assert run["results"][0]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "groups/company.yaml", "uriBaseId": "%SRCROOT%"}}}
    ]


def test_what_is_no_rule_is_described_too() -> None:
    run = a_run(a_finding("wrong-type", Severity.ERROR))

    assert [(rule["id"], rule["shortDescription"]["text"]) for rule in run["tool"]["driver"]["rules"]] == [
        ("wrong-type", "The wrong type of value")
    ]


def test_a_waived_finding_is_a_suppressed_result() -> None:
    run = a_run(waived=(a_finding(),))

    assert [result["suppressions"] for result in run["results"]] == [[{"kind": "external", "status": "accepted"}]]


def a_place(line: int, *path: str | int) -> Finding:
    return a_finding("name-length", Severity.ERROR, Place("a.yaml", path, line, 3))


def fingerprints(*findings: Finding) -> list[str]:
    return [result["partialFingerprints"][FINGERPRINT] for result in a_run(*findings)["results"]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(a_place(2, "name"), a_place(9, "name"), id="moved-to-another-line"),
        pytest.param(a_place(2, "members", 1), a_place(3, "members", 2), id="an-item-was-added-before-it"),
        pytest.param(
            replace(a_place(2), what=Text("晚了 5 天", "5 days late")),
            replace(a_place(2), what=Text("晚了 6 天", "6 days late")),
            id="a-number-in-it-grew",
        ),
    ],
)
def test_a_fingerprint_stays(before: Finding, after: Finding) -> None:
    assert fingerprints(before) == fingerprints(after)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(a_place(2, "name"), a_place(2, "owner"), id="another-place"),
        pytest.param(a_place(2), replace(a_place(2), rule="name-unique"), id="another-rule"),
        pytest.param(a_place(2), replace(a_place(2), subject="rd"), id="another-group"),
        pytest.param(a_place(2), replace(a_place(2), what=Text("他", "He")), id="another-sentence"),
    ],
)
def test_a_fingerprint_tells_apart(one: Finding, other: Finding) -> None:
    assert fingerprints(one) != fingerprints(other)


def test_equal_findings_on_two_lines_have_two_fingerprints() -> None:
    assert len(set(fingerprints(a_place(2, "members", 0), a_place(3, "members", 1)))) == 2


@pytest.mark.clause("E5.1", "G5")
def test_numbers_of_persons_are_in_no_result() -> None:
    finding = replace(a_finding(), what=Text("成员 13800138000 不存在", "13800138000 is unknown"))

    assert "13800138000" not in findings_to_sarif((finding,), "zh", version="0.1.0")


def test_no_message_makes_a_link() -> None:
    finding = replace(a_finding(), what=Text("[点我](https://x)", "[press](https://x)"))

    assert "](" not in a_run(finding)["results"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param("groups/a.yaml", "groups/a.yaml", id="plain"),
        pytest.param("a b#c?d%.yaml", "a%20b%23c%3Fd%25.yaml", id="what-a-uri-reserves"),
        pytest.param("c:x.yaml", "c%3Ax.yaml", id="no-scheme"),
        pytest.param("😀.yaml", "%F0%9F%98%80.yaml", id="emoji"),
    ],
)
def test_paths_are_percent_encoded(path: str, shown: str) -> None:
    assert uri(path) == shown


def test_every_rule_is_described_in_both_languages() -> None:
    rules: tuple[Rule, ...] = all_rules()

    told = {language: a_run(language=language, rules=rules)["tool"]["driver"]["rules"] for language in LANGUAGES}

    assert [rule["shortDescription"]["text"] for rule in told["zh"]] == [rule.title.zh for rule in rules]
    assert [rule["shortDescription"]["text"] for rule in told["en"]] == [rule.title.en for rule in rules]
