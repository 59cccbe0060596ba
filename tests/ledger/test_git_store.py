"""What is particular about a branch: compare-and-swap, other people's clones, dead remotes, killed writers."""

import os
import random
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.ledger import GitLedger, Ledger
from reconciler.ledger.git import Git, GitError
from reconciler.ledger.lease import LEASE_TIME
from reconciler.model.outcome import Status
from tests.ledger.git_worlds import (
    BRANCH,
    VARIABLES,
    a_clone,
    a_git_ledger,
    a_remote,
    git,
    remote_head,
    state_of,
)
from tests.ledger.past_worlds import BOB, CHAT, CORP, EVE, KEY, NOW, a_baseline, a_creation, an_update

ROOT = Path(__file__).parents[2]

WRITE = """
import sys
from datetime import timedelta
from pathlib import Path
from reconciler.errors import LedgerConflictError
from reconciler.model.outcome import Status
from tests.ledger.git_worlds import a_git_ledger
from tests.ledger.past_worlds import NOW, an_update
ledger = a_git_ledger(Path(sys.argv[1]))
with ledger.hold(sys.argv[2], "apply", NOW):
    for _ in range(int(sys.argv[3])):
        seq = ledger.reserve(an_update(), sys.argv[2], NOW)
        print(seq, flush=True)
        ledger.confirm(seq, Status.APPLIED, 0, NOW)
"""


def a_writer(clone: Path, name: str, calls: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITE, str(clone), name, str(calls)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def write(ledger: Ledger, calls: int = 1) -> None:
    with ledger.hold("ann", "apply", NOW):
        for _ in range(calls):
            ledger.confirm(ledger.reserve(an_update(), "a1", NOW), Status.APPLIED, 0, NOW)


@pytest.mark.parametrize("depth", [0, 1], ids=["full", "shallow"])
def test_nothing_else_of_a_clone_is_touched(tmp_path: Path, depth: int) -> None:
    clone = a_clone(a_remote(tmp_path), depth=depth)
    (clone / "file").write_text("work in progress", encoding="utf-8")
    before = state_of(clone)

    write(a_git_ledger(clone))
    a_git_ledger(a_clone(tmp_path / "remote.git", "other")).read()
    a_git_ledger(clone).read()

    assert state_of(clone) == before


def test_the_branch_is_an_orphan_that_only_grows(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    clone = a_clone(remote)

    write(a_git_ledger(clone))
    first = remote_head(remote)
    write(a_git_ledger(clone))

    git(remote, "merge-base", "--is-ancestor", first, BRANCH)
    roots = git(remote, "rev-list", "--max-parents=0", BRANCH).split()
    assert len(roots) == 1
    assert roots[0] not in git(remote, "rev-list", "main").split()
    assert git(remote, "ls-tree", "--name-only", BRANCH) == "000001.jsonl"


def test_no_hook_of_the_clone_runs(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    for name in ("pre-push", "reference-transaction", "post-checkout"):
        hook = clone / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{name}\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)

    write(a_git_ledger(clone))

    assert list(tmp_path.glob("ran-*")) == []


def test_nothing_of_the_environment_that_could_lead_git_astray_is_passed_on(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    astray = {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere", "WECOM_APP_SECRET": "x"}
    ledger = GitLedger(clone, CORP, branch=BRANCH, remote="origin", variables={**VARIABLES, **astray})

    write(ledger)

    assert a_git_ledger(clone).verify().problem is None


def test_a_repository_can_be_its_own_remote(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    for _ in range(2):
        write(GitLedger(clone, CORP, branch=BRANCH, remote=".", variables=VARIABLES))

    assert len(GitLedger(clone, CORP, branch=BRANCH, remote=".", variables=VARIABLES).read().updates_at) == 2
    assert git(clone, "rev-parse", "--verify", f"refs/heads/{BRANCH}")


def test_a_bare_repository_does_too(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)

    write(GitLedger(remote, CORP, branch=BRANCH, remote=".", variables=VARIABLES))

    assert len(a_git_ledger(a_clone(remote)).read().updates_at) == 1


def test_a_shallow_clone_stays_shallow_and_a_full_one_full(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    full, shallow = a_clone(remote, "full"), a_clone(remote, "shallow", depth=1)

    for clone in (full, shallow, full, shallow):
        write(a_git_ledger(clone))

    shallows = [git(clone, "rev-parse", "--is-shallow-repository") for clone in (full, shallow)]
    assert shallows == ["false", "true"]
    assert len(a_git_ledger(full).read().updates_at) == 4


def test_somebody_who_writes_in_between_stops_the_run_before_its_next_call(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    ours, theirs = a_git_ledger(a_clone(remote, "ours")), a_git_ledger(a_clone(remote, "theirs"))

    with ours.hold("ann", "apply", NOW):
        ours.reserve(a_creation(), "a1", NOW)
        theirs.break_lease("eve", "taken for dead", NOW)
        with pytest.raises(LedgerConflictError, match=r"Another run has written.*nothing was sent") as caught:
            ours.reserve(an_update(), "a1", NOW)
        with pytest.raises(LedgerConflictError):
            ours.note_missing([BOB], NOW, NOW)

    assert "尚未向企业微信发出这次调用" in caught.value.what.zh
    records = list(theirs.records())
    assert [record["type"] for record in records][-2:] == ["reserve", "lease-ended"]
    assert theirs.verify().problem is None


def test_a_race_for_the_lease_is_lost_by_reading_again(tmp_path: Path) -> None:
    """Somebody notes something and lets go between our reading and our first push: nothing was called, so go on."""
    remote = a_remote(tmp_path)
    ours, theirs = a_git_ledger(a_clone(remote, "ours")), a_git_ledger(a_clone(remote, "theirs"))
    write(theirs)
    meanwhile = iter([lambda: write(theirs)])
    walk = ours._open

    def open_and_be_overtaken(now):  # type: ignore[no-untyped-def]  # It stands in for a method of the same shape.
        replay = walk(now)
        next(meanwhile, lambda: None)()
        return replay

    ours._open = open_and_be_overtaken  # type: ignore[method-assign]  # The moment of the race, made certain.
    write(ours)

    assert len(theirs.read().updates_at) == 3
    assert theirs.verify().problem is None


@pytest.mark.parametrize("depth", [0, 1], ids=["full", "shallow"])
def test_several_may_read_in_one_clone_while_another_writes(tmp_path: Path, depth: int) -> None:
    remote = a_remote(tmp_path)
    writer, clone = a_git_ledger(a_clone(remote, "writer")), a_clone(remote, "readers", depth=depth)
    write(writer)

    with ThreadPoolExecutor(4) as readers, writer.hold("ann", "apply", NOW):
        for _ in range(3):
            writer.reserve(an_update(), "a1", NOW)
            problems = list(readers.map(lambda _: a_git_ledger(clone).verify().problem, range(4)))
            assert problems == [None] * 4

    assert len(a_git_ledger(clone).read().open_reserves) == 3
    assert git(clone, "for-each-ref", "refs/reconciler-arriving") == ""


@pytest.mark.parametrize("turn", range(5))
def test_two_processes_at_once_write_one_chain(tmp_path: Path, turn: int) -> None:
    remote = a_remote(tmp_path)
    clones = [a_clone(remote, f"clone{number}", depth=number) for number in (0, 1)]

    writers = [a_writer(clone, f"run {turn}{clone.name}", 2) for clone in clones]
    ends = [writer.communicate(timeout=60) for writer in writers]

    won = [writer.returncode == 0 for writer in writers]
    ledger = a_git_ledger(clones[0])
    assert any(won), ends
    assert all(done or "LedgerConflictError" in end[1] for done, end in zip(won, ends, strict=True)), ends
    assert ledger.verify().problem is None
    assert ledger.lease() is None
    assert len(ledger.read().updates_at) == 2 * sum(won)
    assert ledger.read().open_reserves == ()


@pytest.mark.parametrize("count", random.Random(7).sample(range(1, 9), 3))  # noqa: S311  # No secret.
def test_a_killed_writer_leaves_every_record_that_it_was_told_of(tmp_path: Path, count: int) -> None:
    remote = a_remote(tmp_path)
    clone = a_clone(remote, depth=1)

    with a_writer(clone, "run 17", 1000) as writer:
        told = [int(writer.stdout.readline()) for _ in range(count)] if writer.stdout else []
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
    ledger = a_git_ledger(a_clone(remote, "another"))
    left = ledger.read()
    with pytest.raises(LedgerConflictError, match="run 17"):
        write(ledger)
    with ledger.hold("ann", "apply", NOW + LEASE_TIME):
        ledger.note_missing([BOB], NOW + LEASE_TIME, NOW + LEASE_TIME)

    report = ledger.verify()
    assert (report.problem, report.torn_bytes, report.records > told[-1]) == (None, 0, True)
    assert left.records >= told[-1]
    assert len(left.open_reserves) <= 1


def test_an_expired_lease_is_taken_over_with_a_record(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    dead = a_git_ledger(clone)
    with dead.hold("run 17", "apply", NOW):
        dead._keeper = None  # its process dies without giving the lease back

    late = NOW + LEASE_TIME
    with a_git_ledger(clone).hold("run 18", "apply", late) as ledger:
        current = ledger.lease()

    taken = [record for record in a_git_ledger(clone).records() if record["type"] == "lease-taken"]
    assert current is not None
    assert [(record["holder"], record.get("over")) for record in taken] == [
        ("run 17", None),
        ("run 18", taken[0]["seq"]),
    ]


def test_a_long_run_renews_its_lease(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))

    with a_git_ledger(clone).hold("run 17", "apply", NOW) as ledger:
        ledger.note_missing([BOB], NOW, NOW + LEASE_TIME * 0.9)
        lease = a_git_ledger(clone).lease()

    assert lease is not None
    assert lease.is_valid(NOW + LEASE_TIME * 1.8)
    assert a_git_ledger(clone).lease() is None


def test_a_lease_is_broken_with_a_reason_once(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    with a_git_ledger(clone).hold("run 17", "apply", NOW) as ledger:
        ledger._keeper = None  # its process dies without giving the lease back

    broken = a_git_ledger(clone).break_lease("eve", "the job was cancelled", NOW)

    assert broken.holder == "run 17"
    assert a_git_ledger(clone).lease() is None
    assert list(a_git_ledger(clone).records())[-1]["reason"] == "the job was cancelled"
    with pytest.raises(LedgerError, match="no lease to break"):
        a_git_ledger(clone).break_lease("eve", "again", NOW)


def test_a_dead_remote_stops_everything_before_the_first_call(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    clone = a_clone(remote)
    write(a_git_ledger(clone))
    shutil.rmtree(remote)

    with pytest.raises(LedgerError, match="origin cannot be reached"):
        a_git_ledger(clone).read()
    with pytest.raises(LedgerError, match="origin cannot be reached"):
        write(a_git_ledger(clone))


def test_a_remote_that_dies_while_held_refuses_the_reserve_and_comes_back_whole(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    ledger = a_git_ledger(a_clone(remote))
    away = tmp_path / "away.git"

    with ledger.hold("ann", "apply", NOW):
        seq = ledger.reserve(a_creation(), "a1", NOW)
        remote.rename(away)
        with pytest.raises(LedgerError, match="The call was made"):
            ledger.confirm(seq, Status.APPLIED, 0, NOW)
        with pytest.raises(LedgerError, match="nothing was sent"):
            ledger.reserve(an_update(), "a1", NOW)
        away.rename(remote)
        ledger.confirm(seq, Status.APPLIED, 0, NOW)

    past = a_git_ledger(a_clone(remote, "another")).read()
    assert (past.open_reserves, set(past.groups)) == ((), {CHAT})


def test_a_push_whose_answer_is_lost_counts_as_arrived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = a_git_ledger(a_clone(a_remote(tmp_path)))
    run = Git.run

    def run_and_lose_the_answer(self: Git, *words: str, **more: object) -> bytes:
        done = run(self, *words, **more)  # type: ignore[arg-type]  # The same keywords come in.
        if words[0] == "push":
            raise GitError("the connection broke")
        return done

    with ledger.hold("ann", "apply", NOW):
        monkeypatch.setattr(Git, "run", run_and_lose_the_answer)
        ledger.settle([(KEY, CHAT, a_baseline(BOB))], NOW)
        monkeypatch.undo()
        ledger.note_missing([EVE], NOW, NOW)

    assert ledger.verify().problem is None
    assert (set(ledger.read().groups), set(ledger.read().missing_since)) == ({CHAT}, {EVE})


def test_a_remote_that_refuses_is_named_without_credentials(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    clone = a_clone(remote)
    hook = remote / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho this branch is protected >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)

    with pytest.raises(LedgerError, match="could not be pushed"):
        write(a_git_ledger(clone))

    assert remote_head(remote) == ""


def test_credentials_of_an_address_are_not_said(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    git(clone, "remote", "set-url", "origin", "file://bot:Zq7token@/nowhere.git")

    with pytest.raises(LedgerError) as caught:
        a_git_ledger(clone).read()

    assert "Zq7token" not in caught.value.what.en + caught.value.what.zh


def test_a_git_that_was_killed_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "bin" / "git"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    path.chmod(0o755)

    with pytest.raises(GitError) as caught:
        Git(tmp_path, {"PATH": f"{path.parent}:/usr/bin:/bin"}).run("status")

    assert caught.value.said == "ended by signal 9"


def test_a_folder_without_repository_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="not a git repository"):
        a_git_ledger(tmp_path).read()


def test_a_branch_that_holds_something_else_is_never_written(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    before = git(remote, "rev-parse", "main")
    ledger = GitLedger(a_clone(remote), CORP, branch="main", remote="origin", variables=VARIABLES)

    with pytest.raises(LedgerError, match="no ledger"):
        write(ledger)

    assert git(remote, "rev-parse", "main") == before


def test_a_folder_below_the_top_of_the_repository_sees_the_same_ledger(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    (clone / "groups").mkdir()
    write(a_git_ledger(clone))

    write(a_git_ledger(clone / "groups"))

    assert len(a_git_ledger(clone / "groups").read().updates_at) == 2


def test_whether_it_could_be_written_is_asked_without_writing(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    ledger = a_git_ledger(a_clone(remote))

    ledger.check_writable()
    shutil.move(remote, tmp_path / "away")

    assert remote_head(tmp_path / "away") == ""
    with pytest.raises(LedgerError):
        ledger.check_writable()


def test_a_branch_that_was_set_back_is_not_built_upon(tmp_path: Path) -> None:
    """Somebody force-pushes an older state while a run holds the ledger."""
    remote = a_remote(tmp_path)
    ledger = a_git_ledger(a_clone(remote))
    write(ledger)
    former = remote_head(remote)

    with ledger.hold("ann", "apply", NOW):
        git(remote, "update-ref", f"refs/heads/{BRANCH}", former)
        with pytest.raises(LedgerConflictError):
            ledger.reserve(a_creation(), "a1", NOW)
