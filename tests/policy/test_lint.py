"""Which rules run, how much their findings weigh, and that nothing is left unsaid."""

from typing import Any

import pytest

from reconciler.model.directory import Directory
from reconciler.model.finding import Severity
from reconciler.model.group import Enrolment
from reconciler.model.live import LiveState
from reconciler.model.resolved import ResolvedState
from reconciler.model.rule import Needs
from reconciler.policy import judge
from reconciler.text import Text
from tests.builders import NOW, a_company, a_spec
from tests.policy.builders import a_rule, a_waiver, some_facts, told

READ: dict[str, dict[str, Any]] = {
    "files": {},
    "directory": {"directory": Directory(), "resolved": ResolvedState()},
    "live": {"directory": Directory(), "resolved": ResolvedState(), "live": LiveState(NOW)},
    "live-without-directory": {"live": LiveState(NOW)},
}


@pytest.mark.parametrize(
    ("read", "not_run"),
    [
        pytest.param("files", ("needs-directory", "needs-live"), id="files-only"),
        pytest.param("directory", ("needs-live",), id="directory-too"),
        pytest.param("live", (), id="everything"),
        pytest.param("live-without-directory", ("needs-directory", "needs-live"), id="each-sees-what-the-others-see"),
    ],
)
def test_a_rule_runs_when_what_it_needs_was_read(read: str, not_run: tuple[str, ...]) -> None:
    rules = [a_rule(f"needs-{needs}", "x", needs=needs) for needs in Needs]

    judged = judge(some_facts(**READ[read]), rules=rules)

    assert judged.not_run == not_run
    assert len(judged.findings) == len(rules) - len(not_run)


@pytest.mark.parametrize(
    ("dated", "scheduled", "severity"),
    [
        pytest.param(False, False, Severity.ERROR, id="plain"),
        pytest.param(True, False, Severity.WARNING, id="a-date-breaks-nobodys-change"),
        pytest.param(True, True, Severity.ERROR, id="a-date-counts-in-scheduled-runs"),
    ],
)
def test_a_dated_rule_is_an_error_only_in_scheduled_runs(*, dated: bool, scheduled: bool, severity: Severity) -> None:
    judged = judge(some_facts(), rules=[a_rule("some-rule", "x", dated=dated)], scheduled=scheduled)

    assert [finding.severity for finding in judged.findings] == [severity]


@pytest.mark.parametrize(
    ("own", "written", "severity"),
    [
        pytest.param(Severity.ERROR, "note", Severity.NOTE, id="lowered"),
        pytest.param(Severity.NOTE, "warning", Severity.NOTE, id="never-raised"),
    ],
)
def test_the_company_lowers_severities_and_raises_none(own: Severity, written: str, severity: Severity) -> None:
    facts = some_facts(desired={"company": a_company(severities={"some-rule": written})})

    judged = judge(facts, rules=[a_rule("some-rule", "x", severity=own)])

    assert [finding.severity for finding in judged.findings] == [severity]


def test_a_flaw_brings_its_own_remedy_or_takes_that_of_the_rule() -> None:
    rule = a_rule("some-rule", "x")

    (finding,) = judge(some_facts(), rules=[rule]).findings

    assert (finding.remedy, finding.why, finding.clauses) == (rule.remedy, rule.why, rule.clauses)
    assert finding.what == Text.same("bad x")


def test_findings_come_sorted_whatever_the_order_of_rules() -> None:
    rules = [a_rule("b-rule", "y", "x"), a_rule("a-rule", "x")]

    judged = judge(some_facts(), rules=rules)

    assert told(judged.findings) == ["a-rule error x", "b-rule error x", "b-rule error y"]
    assert judge(some_facts(), rules=rules[::-1]) == judged


def test_a_waiver_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    facts = some_facts(desired={"waivers": (a_waiver("member-cap", "x"), a_waiver("name-length", "x"))})

    judged = judge(facts)

    assert [finding.what.en for finding in judged.findings if finding.rule == "waiver-unused"] == [
        "The waiver of “name-length” waives nothing."
    ]


def test_a_waiver_of_an_unknown_rule_is_an_error_at_its_name() -> None:
    facts = some_facts(desired={"waivers": (a_waiver("nmae-length", "x"),)})

    (finding,) = judge(facts, rules=[]).findings

    assert (finding.rule, finding.severity, finding.place.path) == (
        "waiver-unknown-rule",
        Severity.ERROR,
        ("entries", 0, "rule"),
    )


@pytest.mark.parametrize(
    ("membership", "subject", "severity"),
    [
        pytest.param(Enrolment.OBSERVE, "g", Severity.WARNING, id="a-group-that-is-only-watched-breaks-nothing"),
        pytest.param(Enrolment.ADDITIVE, "g", Severity.ERROR, id="until-it-is-enrolled-further"),
        pytest.param(None, "g", Severity.ERROR, id="nothing-written-is-additive"),
        pytest.param(Enrolment.OBSERVE, "h", Severity.ERROR, id="other-documents-are-judged-as-ever"),
    ],
)
def test_errors_in_documents_of_observed_groups_are_warnings(
    membership: Enrolment | None, subject: str, severity: Severity
) -> None:
    facts = some_facts(a_spec("g", membership=membership), a_spec("h"))

    judged = judge(facts, rules=[a_rule("some-rule", subject)])

    assert [finding.severity for finding in judged.findings] == [severity]
