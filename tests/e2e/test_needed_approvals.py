"""A plan of a branch names who still has to approve what the branch changes."""

import json

import jsonschema
import pytest

from tests.e2e.commit_town import CommitTown
from tests.e2e.conftest import MakeTown
from tests.e2e.town import ROOT, a_group, in_process

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


def test_what_was_waiting_is_told_from_the_same_look_at_the_company(town: MakeTown) -> None:
    made = town(a_group("g"))
    made.apply()
    made.put(a_group("g", members=["bob", "dan"]))
    repository = CommitTown(made)
    repository.branch(a_group("g", members=["bob", "dan", "cat"]))
    mark = made.mark

    told = repository.plan("--base", "main")
    asked, mark = made.counts(mark), made.mark
    shown = in_process("comment", "--plan", str(made.plan_file), "--root", str(made.root)).out
    repository.plan()

    assert [meaning[-1] for meaning in told["waiting_already"]] == ["dan"]
    assert asked == made.counts(mark), "no request more than for a plan alone"
    assert "你这次" in shown


def test_a_base_that_cannot_be_used_is_said_and_the_plan_is_made(town: MakeTown) -> None:
    made = town(a_group("g"))
    company = (made.root / "company.yaml").read_text("utf-8")
    (made.root / "company.yaml").write_text("kind: company\n", encoding="utf-8")
    repository = CommitTown(made)
    (made.root / "company.yaml").write_text(company, encoding="utf-8")
    repository.branch(WANTED)

    ran = repository.run("plan", "--base", "main")

    assert ran.code in {0, 1}
    assert "cannot be told apart" in ran.err
