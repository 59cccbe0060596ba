"""Who may approve what, misspelt."""

from pathlib import Path

import pytest

from tests.source.folders import COMPANY, a_department, load_files, told


@pytest.mark.clause("A5", "D3.1")
@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param("roles: {it: {people: [ann]}}\ndelegation: {company: [it]}\n", [], id="a-role-there-is"),
        pytest.param("delegation: {group.members: [department, owner]}\n", [], id="built-in-roles"),
        pytest.param("delegation: {group.limits.max_members: [], group.create: [], waiver: []}\n", [], id="fields"),
        pytest.param("delegation: {company: [it]}\n", ["unknown-role company.yaml:6:24"], id="a-role-nobody-has"),
        pytest.param(
            "delegation:\n  group.onwer: [governance]\n",
            ["unknown-approved-field company.yaml:7:16"],
            id="a-field-that-is-not-there",
        ),
    ],
)
def test_roles_and_fields_of_the_company_are_looked_up(tmp_path: Path, written: str, found: list[str]) -> None:
    loaded = load_files(tmp_path, {"company.yaml": f"{COMPANY}{written}"})

    assert told(loaded.findings) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param("delegates_may: [members, create]\n", [], id="fields-of-groups"),
        pytest.param("delegates_may: [member]\n", ["unknown-approved-field d.yaml:5:17"], id="no-field-of-groups"),
    ],
)
def test_fields_that_delegates_may_approve_are_looked_up(tmp_path: Path, written: str, found: list[str]) -> None:
    loaded = load_files(tmp_path, {"d.yaml": a_department("rd") + written})

    assert told(loaded.findings) == found


def test_a_near_name_is_offered(tmp_path: Path) -> None:
    loaded = load_files(tmp_path, {"company.yaml": f"{COMPANY}delegation: {{company: [governence]}}\n"})

    assert "governance" in loaded.findings[0].remedy.zh.split("？")[0]
