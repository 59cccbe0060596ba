"""Pull requests from outside: which one it is, and that its files are its own; where snapshots come from."""

import io
import zipfile
from collections.abc import Callable

import pytest

from reconciler.engine.outside import Home, latest_snapshot, proposed_files, pull_request_of_run
from reconciler.errors import ForgeMissingError, ForgeProtocolError, ForgeRejectedError
from reconciler.model.pull_request import PullRequest
from reconciler.model.tree_entry import TreeEntry
from tests.forge.doors import Clocked
from tests.forge.host.host import REPOSITORY, Host

HOME = Home(REPOSITORY, "main")
FILES: dict[str, str | None] = {
    "groups/company.yaml": "kind: company\n",
    "groups/rd/群.yml": "kind: group\n",
    "groups/.simulator/world.yaml": "now: 1\n",
    "groups/notes.txt": "hello\n",
    "other.yaml": "x\n",
}
GIVEN = {"company.yaml": b"kind: company\n", "rd/群.yml": b"kind: group\n", "notes.txt": b"hello\n"}


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def a_fork(host: Host, given: dict[str, bytes] | None = None) -> int:
    """A pull request from outside whose run of validate left files; the run."""
    number = host.open_pull_request("topic", FILES, author="eve", fork=True)
    run = host.run(host.head(number), event="pull_request", repository="eve/r")
    host.leave_artifact(run, "proposed", packed(GIVEN if given is None else given))
    return run


def found(clocked: Clocked, run: int) -> PullRequest:
    return clocked.run(lambda forge: pull_request_of_run(forge, run, HOME))


def files(clocked: Clocked, run: int) -> dict[str, bytes]:
    pull_request = found(clocked, run)
    return dict(clocked.run(lambda forge: proposed_files(forge, run, pull_request, "groups")))


def test_the_documents_of_a_fork_are_those_of_its_commit(clocked: Clocked) -> None:
    run = a_fork(clocked.host)

    documents = files(clocked, run)

    assert documents == {"company.yaml": b"kind: company\n", "rd/群.yml": b"kind: group\n"}
    assert clocked.host.complaints == []


def other_event(host: Host) -> int:
    return host.run(host.world.runs[a_fork(host)].head, event="push", repository="eve/r")


def other_workflow(host: Host) -> int:
    head = host.world.runs[a_fork(host)].head
    return host.run(head, event="pull_request", repository="eve/r", workflow="evil.yml")


def our_own(host: Host) -> int:
    return host.run(host.world.runs[a_fork(host)].head, event="pull_request")


def nobodys(host: Host) -> int:
    return host.run(host.world.runs[a_fork(host)].head, event="pull_request", repository="")


def moved_on(host: Host) -> int:
    run = a_fork(host)
    host.push(next(iter(host.world.threads)), {"groups/company.yaml": "kind: company\nname: x\n"})
    return run


def closed(host: Host) -> int:
    run = a_fork(host)
    next(iter(host.world.threads.values())).is_open = False
    return run


def to_another_branch(host: Host) -> int:
    run = a_fork(host)
    host.remote.write("release", {"x": "1"}, "Begin")
    next(iter(host.world.threads.values())).base = "release"
    return run


def of_a_branch_of_ours(host: Host) -> int:
    run = a_fork(host)
    next(iter(host.world.threads.values())).fork = False
    return run


def another_commit(host: Host) -> int:
    a_fork(host)
    return host.run("f" * 40, event="pull_request", repository="eve/r")


@pytest.mark.parametrize(
    "make",
    [
        other_event,
        other_workflow,
        our_own,
        nobodys,
        moved_on,
        closed,
        to_another_branch,
        of_a_branch_of_ours,
        another_commit,
    ],
)
def test_a_run_that_is_not_of_an_open_pull_request_from_outside_is_refused(
    clocked: Clocked, make: Callable[[Host], int]
) -> None:
    run = make(clocked.host)

    with pytest.raises(ForgeRejectedError):
        found(clocked, run)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(GIVEN | {"company.yaml": b"kind: company\r\n"}, id="other-content"),
        pytest.param({"company.yaml": GIVEN["company.yaml"]}, id="one-left-out"),
        pytest.param(GIVEN | {"more.yaml": b"kind: group\n"}, id="one-more"),
        pytest.param(GIVEN | {"../../company.yaml": b"x"}, id="zip-slip"),
        pytest.param(GIVEN | {"/etc/company.yaml": b"x"}, id="absolute"),
        pytest.param({}, id="empty"),
    ],
)
def test_files_that_are_not_the_commits_are_refused_all_together(clocked: Clocked, given: dict[str, bytes]) -> None:
    run = a_fork(clocked.host, given)

    with pytest.raises(ForgeProtocolError):
        files(clocked, run)


def test_a_symbolic_link_in_the_commit_is_refused(clocked: Clocked) -> None:
    host = clocked.host
    number = host.open_pull_request("topic", FILES, fork=True)
    blob = host.remote.git("hash-object", "-w", "--stdin", given="/etc/passwd")
    below = host.remote.git("mktree", given=f"120000 blob {blob}\tlink.yaml")
    tree = host.remote.git("mktree", given=f"040000 tree {below}\tgroups")
    commit = host.remote.commit("Link", tree, [host.head(number)])
    host.remote.git("update-ref", "refs/heads/topic", commit)
    run = host.run(commit, event="pull_request", repository="eve/r")
    host.leave_artifact(run, "proposed", packed({"link.yaml": b"/etc/passwd"}))

    with pytest.raises(ForgeProtocolError, match="symbolic link"):
        files(clocked, run)


def test_a_run_that_left_nothing_or_twice_is_refused(clocked: Clocked) -> None:
    run = a_fork(clocked.host)
    pull_request = found(clocked, run)
    clocked.host.leave_artifact(run, "proposed", packed(GIVEN))

    with pytest.raises(ForgeMissingError):
        clocked.run(lambda forge: proposed_files(forge, run, pull_request, "groups"))


def test_a_commit_without_the_folder_is_refused(clocked: Clocked) -> None:
    run = a_fork(clocked.host)
    pull_request = found(clocked, run)

    with pytest.raises(ForgeMissingError):
        clocked.run(lambda forge: proposed_files(forge, run, pull_request, "nowhere/at/all"))


@pytest.mark.parametrize(("content", "sha"), [(b"", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")])
def test_a_blob_is_named_by_its_content(content: bytes, sha: str) -> None:
    entry = TreeEntry("100644", sha)

    assert entry.holds(content)
    assert not entry.holds(content + b"\n")
    assert TreeEntry("100644", "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813").holds(b"")


def a_drift(host: Host, content: bytes, name: str = "snapshot.json", **more: str) -> int:
    settings = {"event": "schedule", "workflow": "drift.yml", "branch": "main", **more}
    run = host.run("a" * 40, **settings)
    host.leave_artifact(run, "snapshot", packed({name: content}))
    return run


def test_the_snapshot_is_the_newest_of_our_own_drift_runs(clocked: Clocked) -> None:
    host = clocked.host
    a_drift(host, b"old")
    a_drift(host, b"new", event="workflow_dispatch")
    a_drift(host, b"fork", repository="eve/r")
    a_drift(host, b"branch", branch="topic")
    a_drift(host, b"pull", event="pull_request")
    a_drift(host, b"other", workflow="other.yml")
    host.run("a" * 40, event="schedule", workflow="drift.yml", branch="main")

    snapshot = clocked.run(lambda forge: latest_snapshot(forge, HOME))

    assert snapshot == b"new"
    assert host.complaints == []


def test_without_a_snapshot_the_next_act_is_told(clocked: Clocked) -> None:
    a_drift(clocked.host, b"x", repository="eve/r")

    with pytest.raises(ForgeMissingError) as caught:
        clocked.run(lambda forge: latest_snapshot(forge, HOME))

    assert "RECONCILER_SNAPSHOT_KEY" in str(caught.value.remedy)


def test_an_artifact_that_holds_something_else_is_no_snapshot(clocked: Clocked) -> None:
    a_drift(clocked.host, b"x", name="plan.json")

    with pytest.raises(ForgeProtocolError):
        clocked.run(lambda forge: latest_snapshot(forge, HOME))
