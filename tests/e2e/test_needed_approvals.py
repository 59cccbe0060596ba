"""A plan of a branch names who still has to approve what the branch changes."""

import json

import jsonschema
import pytest

from tests.e2e.commit_town import CommitTown
from tests.e2e.conftest import MakeTown
from tests.e2e.town import ROOT, a_group

WANTED = a_group("g", members=["bob", "cat"])


@pytest.fixture
def repository(town: MakeTown) -> CommitTown:
    return CommitTown(town(a_group("g")))


@pytest.mark.clause("A5", "D3.1")
@pytest.mark.parametrize(("lang", "title"), [("zh", "还要谁批准（1 项"), ("en", "Who has to approve (1")])
@pytest.mark.parametrize("more", [(), ("--markdown",)], ids=["text", "markdown"])
def test_the_plan_of_a_branch_names_who_has_to_approve_it(
    repository: CommitTown, lang: str, title: str, more: tuple[str, ...]
) -> None:
    repository.branch(WANTED)

    ran = repository.run("plan", "--base", "main", *more, lang=lang)

    assert title in ran.out


def test_programs_are_told_and_the_fingerprint_stays_the_same(repository: CommitTown) -> None:
    repository.branch(WANTED)

    with_base, alone = repository.plan("--base", "main"), repository.plan()

    schema = json.loads((ROOT / "schemas" / "plan.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(with_base, schema)
    assert [each["roles"][-1] for each in with_base["approvals"]] == ["governance"]
    assert alone["approvals"] is None
    assert with_base["fingerprint"] == alone["fingerprint"]


def test_a_saved_plan_that_names_them_is_applied(repository: CommitTown) -> None:
    head = repository.branch(WANTED)
    repository.plan("--base", "main")

    ran = repository.apply("--approvals", repository.approvals(head))

    assert ran.code == 0, ran.err


def test_the_default_branch_needs_nobody(repository: CommitTown) -> None:
    ran = repository.run("plan", "--base", "main")

    assert "Who has to approve" not in ran.out
