"""A case passes when exactly the expected findings come."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.engine.cases import compare, judge_case
from reconciler.model.case import Case, CaseDocument, Expectation, path_in_words
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import Review
from reconciler.text import Text
from tests.builders import a_spec, a_state

FILE = "p/x.case.yaml"
OWN = f"{FILE}#documents[0]"
EXPECT = Place(FILE, ("expect", 0))


def a_case(*expect: Expectation) -> Case:
    """A case of one document with the key `x`."""
    document = CaseDocument("x", Place(FILE, ("documents", 0)))
    return Case("用例", date(2026, 11, 23), Place(FILE), {OWN: document}, a_state(), expect)


def found(rule: str, *path: str | int, file: str = OWN, severity: Severity = Severity.ERROR) -> Finding:
    """A finding about the case's document."""
    return Finding(rule, severity, Place(file, path), Text.same("what"), Text.same("why"), Text.same("remedy"))


def expected(rule: str, path: str | None = None, key: str = "x", severity: Severity | None = None) -> Expectation:
    """An expectation about the case's document."""
    return Expectation(rule, key, EXPECT, path, severity)


@pytest.mark.parametrize(
    ("expect", "findings", "missing", "unexpected"),
    [
        pytest.param([], [], [], [], id="nothing-of-nothing"),
        pytest.param([expected("a")], [found("a", "name")], [], [], id="any-place"),
        pytest.param([expected("a", "members[1].user")], [found("a", "members", 1, "user")], [], [], id="its-place"),
        pytest.param([expected("a", "name")], [found("a", "owner")], ["a"], ["a owner"], id="another-place"),
        pytest.param([expected("a", key="y")], [found("a")], ["a"], ["a "], id="another-document"),
        pytest.param(
            [expected("a", severity=Severity.ERROR)],
            [found("a", severity=Severity.WARNING)],
            ["a"],
            ["a "],
            id="another-severity",
        ),
        pytest.param([expected("a")], [found("a", "b"), found("a", "c")], [], ["a c"], id="one-too-many"),
        pytest.param([expected("a"), expected("a")], [found("a", "b")], ["a"], [], id="one-too-few"),
        pytest.param(
            [expected("a"), expected("a", "b")],
            [found("a", "b"), found("a", "c")],
            [],
            [],
            id="the-precise-choose-first",
        ),
        pytest.param([], [found("a", file="company.yaml")], [], [], id="of-the-company-not-of-the-case"),
    ],
)
def test_exactly_the_expected_findings_have_to_come(
    expect: list[Expectation], findings: list[Finding], missing: list[str], unexpected: list[str]
) -> None:
    result = compare(a_case(*expect), findings)

    assert [one.expected.rule for one in result.missing] == missing
    assert [f"{one.finding.rule} {one.path}" for one in result.unexpected] == unexpected
    assert result.is_passed is not bool(missing or unexpected)


def test_the_unexpected_stand_in_the_cases_file() -> None:
    (one,) = compare(a_case(), [found("a", "members", 1)]).unexpected

    assert (one.key, one.finding.place) == ("x", Place(FILE, ("documents", 0, "members", 1)))


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        pytest.param("no-such-rule", "There is no rule", id="misspelt"),
        pytest.param("idle-group", "address book or the groups", id="needs-more-than-files"),
        pytest.param("naming-pattern", "", id="a-rule-that-ran"),
        pytest.param("unknown-department", "", id="a-finding-that-is-no-rule"),
    ],
)
def test_what_cannot_come_says_why(rule: str, why: str) -> None:
    (one,) = compare(a_case(expected(rule)), []).missing

    assert (one.why is None) is (why == "")
    assert why in (one.why or Text.same("")).en


@pytest.mark.parametrize(
    ("at", "scheduled", "severities"),
    [
        pytest.param(date(2026, 10, 31), True, [], id="not-yet"),
        pytest.param(date(2026, 11, 1), False, [Severity.WARNING], id="passed"),
        pytest.param(date(2026, 11, 1), True, [Severity.ERROR], id="passed-in-a-scheduled-run"),
    ],
)
def test_rules_judge_by_the_day_of_the_case(at: date, scheduled: bool, severities: list[Severity]) -> None:
    spec = replace(a_spec("x", members="bob"), place=Place(OWN), review=Review(30, date(2026, 10, 1)))
    case = replace(a_case(), desired=a_state(spec), at=at, scheduled=scheduled)

    result = judge_case(case)

    assert [one.finding.severity for one in result.unexpected if one.finding.rule == "review-overdue"] == severities


@given(st.lists(st.sampled_from("abc"), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_expectations_does_not_matter(rules: list[str], chance: Random) -> None:
    findings = [found(rule, f"p{index}") for index, rule in enumerate(rules)]
    expect = [expected(rule, f"p{index}" if index % 2 else None) for index, rule in enumerate(rules)]
    chance.shuffle(expect)

    assert compare(a_case(*expect), findings).is_passed


def test_routes_are_written_as_people_write_them() -> None:
    assert path_in_words(("members", 1, "department")) == "members[1].department"
    assert path_in_words(()) == ""
