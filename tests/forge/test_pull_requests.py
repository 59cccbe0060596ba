"""Pull requests read, and proposed from files without a checkout."""

from datetime import UTC, datetime

import pytest

from reconciler.errors import ForgeMissingError, ForgeRejectedError
from reconciler.model.pull_request import ChangedFile, Proposal, PullRequest, Review, Verdict
from tests.forge.doors import Clocked

BRANCH = "reconciler/adopt"


def a_proposal(
    files: dict[str, str | None], title: str = "Adopt", base: str = "main", branch: str = BRANCH
) -> Proposal:
    return Proposal(branch, base, title, "body", "Adopt a group", files, ("adopt",))


def propose(clocked: Clocked, proposal: Proposal) -> PullRequest | None:
    return clocked.run(lambda forge: forge.pull_requests.propose(proposal))


@pytest.mark.parametrize("kind", ["none", "before", "after", "502", "502-after"])
@pytest.mark.parametrize("path", ["/git/refs", "/pulls", "/git/trees", "/git/commits"])
def test_files_become_one_pull_request(clocked: Clocked, kind: str, path: str) -> None:
    clocked.host.fault(kind, "POST", path)

    made = propose(clocked, a_proposal({"groups/新.yaml": "a: 1\n", "README.md": None}))

    assert made is not None
    assert (made.labels, made.is_open, made.base_branch) == (("adopt",), True, "main")
    assert list(clocked.host.world.threads) == [made.number]
    assert clocked.host.remote.git("log", "--format=%s", f"main..{BRANCH}") == "Adopt a group"
    assert clocked.host.remote.git("ls-tree", "-r", "-z", "--name-only", BRANCH) == "groups/新.yaml\0"


def test_the_same_content_makes_no_commit(clocked: Clocked) -> None:
    first = propose(clocked, a_proposal({"a.yaml": "a: 1\n"}))

    second = propose(clocked, a_proposal({"a.yaml": "a: 1\n"}))

    assert first == second


def test_new_content_is_a_commit_on_top_of_what_people_pushed(clocked: Clocked) -> None:
    first = propose(clocked, a_proposal({"a.yaml": "a: 1\n"}))
    clocked.host.remote.write(BRANCH, {"b.yaml": "b: 1\n"}, "By hand")

    second = propose(clocked, a_proposal({"a.yaml": "a: 2\n"}, title="Adopt more"))

    assert first is not None
    assert second is not None
    assert (second.number, second.title) == (first.number, "Adopt more")
    assert clocked.host.remote.files(BRANCH) == {"README.md": "hello", "a.yaml": "a: 2", "b.yaml": "b: 1"}


def test_a_file_that_is_proposed_no_more_is_as_on_main_again_and_what_people_pushed_stays(clocked: Clocked) -> None:
    clocked.host.remote.write("main", {"rd/群.yaml": "was\n"}, "Begin")
    first = propose(clocked, a_proposal({"rd/群.yaml": "a: 1\n", "rd/b -->.yaml": "b: 1\n", "c.yaml": "c: 1\n"}))
    clocked.host.remote.write(BRANCH, {"by-hand.yaml": "d: 1\n"}, "By hand")

    second = propose(clocked, a_proposal({"c.yaml": "c: 1\n"}))
    third = propose(clocked, a_proposal({"c.yaml": "c: 1\n"}))

    assert first is not None
    assert second == third
    assert clocked.host.remote.git("diff", "--name-only", f"main...{BRANCH}").split() == ["by-hand.yaml", "c.yaml"]


def test_a_branch_whose_pull_request_was_merged_begins_anew(clocked: Clocked) -> None:
    first = propose(clocked, a_proposal({"a.yaml": "a: 1\n"}))
    assert first is not None
    clocked.host.merge(first.number)

    assert propose(clocked, a_proposal({"a.yaml": "a: 1\n"})) is None
    second = propose(clocked, a_proposal({"a.yaml": "a: 2\n"}))

    assert second is not None
    assert second.number != first.number


def test_only_branches_of_ours_are_written(clocked: Clocked) -> None:
    with pytest.raises(ForgeRejectedError):
        propose(clocked, a_proposal({"a": "1"}, branch="main"))


def test_a_base_that_is_not_there_is_said(clocked: Clocked) -> None:
    with pytest.raises(ForgeMissingError):
        propose(clocked, a_proposal({"a": "1"}, base="gone"))


def test_a_commit_of_main_leads_to_its_pull_request(clocked: Clocked) -> None:
    number = clocked.host.open_pull_request("topic", {"a.yaml": "a: 1\n"}, fork=True)
    clocked.host.review_as("bob", number)
    clocked.host.review_as("", number, "SOMETHING_NEW")
    head, commit = clocked.host.head(number), clocked.host.merge(number)

    found = clocked.run(lambda forge: forge.pull_requests.of_commit(commit, "main"))
    reviews = clocked.run(lambda forge: forge.pull_requests.reviews(number))

    assert found is not None
    assert (found.number, found.merged, found.from_fork, found.merge_commit) == (number, True, True, commit)
    at = datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert reviews == (Review("bob", Verdict.APPROVED, head, at), Review("", Verdict.COMMENTED, head, at))
    assert clocked.run(lambda forge: forge.pull_requests.of_commit(head, "main")) is None


def test_every_changed_file_is_listed_over_pages(clocked: Clocked) -> None:
    clocked.host.page_limit = 2
    number = clocked.host.open_pull_request("topic", {f"{letter}.yaml": "a: 1\n" for letter in "abcde"})

    files = clocked.run(lambda forge: forge.pull_requests.files(number))

    assert files == tuple(ChangedFile(f"{letter}.yaml", "added") for letter in "abcde")
