"""What a waiver covers, and what becomes of it."""

from datetime import timedelta
from typing import Any

import pytest

from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import Classification
from reconciler.policy.waive import waive
from reconciler.text import Text
from tests.builders import TODAY, a_profile, a_spec, a_state
from tests.policy.builders import a_department, a_waiver, departments, told

YESTERDAY = TODAY - timedelta(days=1)
SPEC = a_spec("g", department="rd", category="project", classification=Classification.CONFIDENTIAL)
DOCUMENTS: dict[str, Any] = {
    "departments": departments(a_department("rd"), a_department("hr")),
    "profiles": {
        "project": a_profile("project", category="project"),
        "secret": a_profile("secret", classification=Classification.CONFIDENTIAL),
        "industry": a_profile("industry", category="industry"),
    },
}


def a_finding(subject: str = "g", file: str = "groups/g.yaml", severity: Severity = Severity.ERROR) -> Finding:
    """A finding of the rule that is waived."""
    word = Text.same("x")
    return Finding("some-rule", severity, Place(file), word, word, word, subject)


@pytest.mark.parametrize(
    ("scope", "covers"),
    [
        pytest.param({"group": "g"}, True, id="group"),
        pytest.param({"group": "h"}, False, id="other-group"),
        pytest.param({"department": "rd"}, True, id="department"),
        pytest.param({"department": "hr"}, False, id="other-department"),
        pytest.param({"profile": "project"}, True, id="profile-of-the-category"),
        pytest.param({"profile": "secret"}, True, id="profile-of-the-classification"),
        pytest.param({"profile": "industry"}, False, id="other-profile"),
        pytest.param({"profile": "unknown"}, False, id="unknown-profile"),
        pytest.param({"group": "g", "rule": "another-rule"}, False, id="other-rule"),
        pytest.param({"group": "g", "until": YESTERDAY}, False, id="ended"),
    ],
)
def test_a_waiver_covers_its_scope(*, scope: dict[str, Any], covers: bool) -> None:
    state = a_state(SPEC, waivers=(a_waiver(**scope),), **DOCUMENTS)

    _standing, waived = waive([a_finding()], state, (SPEC,), TODAY, {"some-rule"})

    assert waived == ((a_finding(),) if covers else ())


@pytest.mark.parametrize(
    ("scope", "finding"),
    [
        pytest.param({"profile": "secret"}, a_finding("secret", "groups/profiles/secret.yaml"), id="profile"),
        pytest.param({"department": "rd"}, a_finding("rd", "groups/rd/department.yaml"), id="department"),
    ],
)
def test_a_waiver_covers_the_document_it_names(scope: dict[str, Any], finding: Finding) -> None:
    state = a_state(SPEC, waivers=(a_waiver(**scope),), **DOCUMENTS)

    standing, waived = waive([finding], state, (SPEC,), TODAY, {"some-rule"})

    assert (standing, waived) == ((), (finding,))


def test_a_document_of_another_kind_with_the_same_key_is_not_covered() -> None:
    state = a_state(SPEC, waivers=(a_waiver(department="rd"),), **DOCUMENTS)
    finding = a_finding("rd", "groups/rulesets/rd.yaml")

    standing, waived = waive([finding], state, (SPEC,), TODAY, {"some-rule"})

    assert (told(standing), waived) == (["some-rule error rd", "waiver-unused warning"], ())


def test_a_waiver_that_waives_nothing_is_a_finding_only_where_its_rule_ran() -> None:
    state = a_state(SPEC, waivers=(a_waiver(group="g"),))

    ran, _ = waive([], state, (SPEC,), TODAY, {"some-rule"})
    idle, _ = waive([], state, (SPEC,), TODAY, set())

    assert (told(ran), told(idle)) == (["waiver-unused warning g"], [])


@pytest.mark.parametrize(
    ("scheduled", "said"),
    [
        pytest.param(False, ["some-rule warning g", "waiver-expired warning g"], id="pull-request"),
        pytest.param(True, ["some-rule error g", "waiver-expired error g"], id="scheduled"),
    ],
)
def test_the_end_of_a_waiver_breaks_only_scheduled_runs(*, scheduled: bool, said: list[str]) -> None:
    state = a_state(SPEC, waivers=(a_waiver(group="g", until=YESTERDAY),))

    standing, waived = waive([a_finding()], state, (SPEC,), TODAY, {"some-rule"}, scheduled=scheduled)

    assert (told(standing), waived) == (said, ())


def test_a_note_stays_a_note_when_its_waiver_has_ended() -> None:
    state = a_state(SPEC, waivers=(a_waiver(group="g", until=YESTERDAY),))

    standing, _ = waive([a_finding(severity=Severity.NOTE)], state, (SPEC,), TODAY, {"some-rule"})

    assert told(standing) == ["some-rule note g", "waiver-expired warning g"]
