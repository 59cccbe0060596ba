"""Whom the code host asks about which file."""

import pytest

from reconciler.delegation.owning import ownership
from tests.delegation.worlds import FILES, edited, moved, stated, written


def owners(files: dict[str, str], file: str) -> tuple[str, ...]:
    """Of the last path that fits."""
    fitting = [each for each in ownership(stated(files)).paths if each.path == file or file.startswith(each.path)]
    return max(fitting, key=lambda each: len(each.path)).owners


@pytest.mark.clause("A5", "D3.1", "H8")
@pytest.mark.parametrize(
    ("file", "asked"),
    [
        pytest.param("rd/a.yaml", ("head-l", "dep-l", "del-l"), id="a-group-its-department"),
        pytest.param("rd/new.yaml", ("head-l", "dep-l", "del-l"), id="a-new-file-in-the-folder-of-a-department"),
        pytest.param("sales/new.yaml", ("sales-l", "gov-l", "gov2-l"), id="delegates-who-may-not-create-are-not-asked"),
        pytest.param("sales/b.yaml", ("sales-l", "sdel-l"), id="delegates-who-may-approve-members-are"),
        pytest.param("adopted.yaml", ("head-l", "dep-l", "del-l"), id="the-department-of-a-group-that-lies-elsewhere"),
        pytest.param("c.yaml", ("gov-l", "gov2-l"), id="a-group-without-department-governance"),
        pytest.param("notices/n.yaml", ("head-l", "dep-l", "del-l", "sales-l", "sdel-l"), id="a-notice-all-of-them"),
        pytest.param("company.yaml", ("@org/it",), id="the-team-of-a-role"),
        pytest.param("waivers.yaml", ("sue-l", "gov-l", "gov2-l"), id="one-person-may-be-the-author"),
        pytest.param("overrides.yaml", ("gov-l", "gov2-l"), id="overrides-governance"),
        pytest.param("profiles/p.yaml", ("gov-l", "gov2-l"), id="profiles-governance"),
        pytest.param("rd/department.yaml", ("gov-l", "gov2-l"), id="no-department-its-own-rights"),
        pytest.param("rulesets/r.yaml", ("apr-l", "gov-l", "gov2-l"), id="a-rule-set-the-approver-it-names"),
        pytest.param("anything.png", ("gov-l", "gov2-l"), id="everything-else-governance"),
    ],
)
def test_a_file_asks_those_who_approve_what_it_holds(file: str, asked: tuple[str, ...]) -> None:
    assert owners(dict(FILES), file) == asked


def test_a_file_that_cannot_be_read_is_governances() -> None:
    assert owners(written("rd/x.yaml", "kind: [\n"), "rd/x.yaml") == ("gov-l", "gov2-l")


def test_a_key_that_two_files_claim_is_governances() -> None:
    doubled = written("sales/b2.yaml", FILES["sales/b.yaml"])

    assert owners(doubled, "sales/b.yaml") == owners(doubled, "sales/b2.yaml") == ("gov-l", "gov2-l")


def test_somebody_without_a_login_is_told_and_never_guessed() -> None:
    found = ownership(stated(edited(("company.yaml", "dep-l: dep, ", ""))))

    assert found.without_login == ("dep",)
    assert not any("dep" in owner for path in found.paths for owner in path.owners)


def test_governance_without_a_login_leaves_nothing_to_write() -> None:
    assert not ownership(stated(edited(("company.yaml", "gov-l: gov, gov2-l: gov2,", "")))).has_owner


def test_the_order_of_files_means_nothing() -> None:
    assert ownership(stated()) == ownership(tuple(reversed(stated())))


def test_a_moved_file_takes_its_owners_along() -> None:
    assert owners(moved("rd/a.yaml", "sales/a.yaml"), "sales/a.yaml") == ("head-l", "dep-l", "del-l")
