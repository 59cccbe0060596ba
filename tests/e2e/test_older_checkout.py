"""A checkout that lacks what was applied last takes nothing back: not by plan, apply or correction."""

import pytest

from tests.e2e.commit_town import CommitTown
from tests.e2e.conftest import MakeTown
from tests.e2e.town import a_group
from tests.ledger.git_worlds import git

STRICT = {"membership": "strict"}


@pytest.fixture
def repository(town: MakeTown) -> CommitTown:
    """Cat was let in by a commit that was applied."""
    made = CommitTown(town(a_group("g", **STRICT)))
    assert made.run("apply", "--yes").code == 0
    made.town.put(a_group("g", members=["bob", "cat"], **STRICT))
    made.commit("let cat in")
    assert made.run("apply", "--yes").code == 0
    return made


def go_to(repository: CommitTown, revision: str) -> None:
    git(repository.root, "checkout", "--quiet", revision)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [("plan",), ("apply", "--yes"), ("plan", "--markdown")], ids=" ".join)
def test_an_older_commit_removes_nobody(command: tuple[str, ...], lang: str, repository: CommitTown) -> None:
    go_to(repository, "HEAD~1")
    mark = repository.town.mark

    ran = repository.run(*command, lang=lang)

    assert ran.code == 1, ran.words
    assert ran.says("older-checkout")
    assert repository.town.written(mark) == ()
    assert "cat" in repository.town.members("g")


def test_correcting_drift_from_an_older_commit_removes_nobody(repository: CommitTown) -> None:
    repository.town.world.hands.rename_chat(repository.town.chat("g").chat_id, "手改的")
    go_to(repository, "HEAD~1")
    mark = repository.town.mark

    ran = repository.run("drift", "--correct")

    assert (ran.code, repository.town.written(mark)) == (1, ())
    assert ran.says("older-checkout")


def test_a_branch_that_others_have_overtaken_has_to_be_brought_up_to_date(repository: CommitTown) -> None:
    git(repository.root, "checkout", "--quiet", "-b", "late", "HEAD~1")
    repository.town.put(a_group("g", members=["bob", "dan"], **STRICT))
    repository.commit("let dan in, not knowing of cat")

    behind = repository.run("plan")
    git(repository.root, "merge", "--quiet", "-X", "ours", "-m", "newest", "main")
    repository.town.put(a_group("g", members=["bob", "cat", "dan"], **STRICT))
    repository.commit("both")
    brought = repository.run("plan")

    assert (behind.code, brought.code) == (1, 0), brought.words
    assert behind.says("older-checkout")


def test_a_later_commit_goes_on(repository: CommitTown) -> None:
    repository.town.put(a_group("g", members=["bob"], **STRICT))
    repository.commit("let cat go")

    ran = repository.run("apply", "--yes")

    assert ran.code == 0, ran.words
    assert repository.town.members("g") == {"ann", "bob"}


def test_a_reviewed_override_lets_it_through(repository: CommitTown) -> None:
    go_to(repository, "HEAD~1")
    entry = {"guard": "older-checkout", "limit": 1, "reason": "退回旧版", "approver": "hal", "until": "2026-11-30"}
    repository.town.write("overrides.yaml", {"kind": "override", "entries": [entry]})

    assert repository.run("apply", "--yes").code == 0
    assert repository.town.members("g") == {"ann", "bob"}
