"""Every rule has cases, every case says what its rule says, and every remedy mends."""

from pathlib import Path

import pytest

from reconciler.model.rule import Needs, Rule
from reconciler.policy import all_rules
from tests.policy.cases import Case, all_cases, findings_of, shown

CLEAN = tuple(all_cases("clean"))
FOUND = tuple(all_cases("found"))
MENDED = tuple(case for case in FOUND if case.edits)
KINDS = {"clean": CLEAN, "found": FOUND, "mended": MENDED}

# Rules that need the address book or live groups are proven by tables: test_directory_rules.py, test_live_rules.py.
OVER_FILES = [rule for rule in all_rules() if rule.needs is Needs.FILES]


def _params(cases: tuple[Case, ...]) -> list[object]:
    return [pytest.param(case, id=case.name, marks=pytest.mark.clause(*case.clauses)) for case in cases]


@pytest.mark.parametrize("case", _params(CLEAN))
def test_nothing_is_found_in_a_clean_case(case: Case, tmp_path: Path) -> None:
    found = findings_of(case, tmp_path)

    assert [(shown(finding.place), finding.what.en) for finding in found] == []


@pytest.mark.parametrize("case", _params(FOUND))
def test_everything_is_found_in_its_place(case: Case, tmp_path: Path) -> None:
    found = findings_of(case, tmp_path)

    assert sorted(shown(finding.place) for finding in found) == sorted(case.expect)
    assert [f"{finding.place.file}:{finding.place.line}" for finding in found] == case.marked


@pytest.mark.parametrize("case", _params(MENDED))
def test_the_remedy_followed_literally_mends(case: Case, tmp_path: Path) -> None:
    found = findings_of(case, tmp_path, case.mended())

    assert [(shown(finding.place), finding.what.en) for finding in found] == []


@pytest.mark.parametrize("rule", [rule.id for rule in OVER_FILES])
def test_every_rule_has_clean_found_and_mended_cases(rule: str) -> None:
    covered = {kind: any(case.rule == rule for case in cases) for kind, cases in KINDS.items()}

    assert covered == {"clean": True, "found": True, "mended": True}


@pytest.mark.parametrize("rule", OVER_FILES, ids=lambda rule: rule.id)
def test_found_cases_prove_every_clause_of_their_rule(rule: Rule) -> None:
    proven = {clause for case in FOUND if case.rule == rule.id for clause in case.clauses}

    assert proven == set(rule.clauses)
