"""What a clone remembers of the ledger's branch: broken memory does no harm, and a lost branch is found out."""

from pathlib import Path

import pytest

from reconciler.errors import LedgerError
from reconciler.ledger import GitLedger
from tests.ledger.git_worlds import BRANCH, a_clone, a_git_ledger, a_remote, git, remote_head
from tests.ledger.past_worlds import NOW
from tests.ledger.test_git_store import write

KNOWN = f"refs/reconciler/{BRANCH}"


def file_of(clone: Path, ref: str = KNOWN) -> Path:
    return clone / ".git" / ref


def words_of(ledger: GitLedger) -> str:
    with pytest.raises(LedgerError) as caught, ledger.hold("ann", "apply", NOW):
        pass
    remedy = caught.value.remedy
    return f"{caught.value.what.en} {remedy.en if remedy else ''}"


@pytest.mark.parametrize("ref", [KNOWN, "refs/reconciler-arriving/17-42"])
@pytest.mark.parametrize("left", [
    pytest.param(b"", id="nothing"),
    pytest.param(b"\0" * 41, id="nul-bytes"),
    pytest.param(b"1" * 40 + b"\n", id="a-commit-that-is-not-there"),
])  # fmt: skip
def test_a_ref_that_a_power_cut_left_broken_stops_nobody(tmp_path: Path, ref: str, left: bytes) -> None:
    remote = a_remote(tmp_path)
    clone = a_clone(remote)
    write(a_git_ledger(clone))
    write(a_git_ledger(a_clone(remote, "other")))
    file_of(clone, ref).parent.mkdir(parents=True, exist_ok=True)
    file_of(clone, ref).write_bytes(left)

    write(a_git_ledger(clone))

    assert len(a_git_ledger(clone).read().updates_at) == 3
    assert git(clone, "rev-parse", KNOWN) == remote_head(remote)


def test_a_lock_that_a_dead_process_left_stops_nobody(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    write(a_git_ledger(clone))
    lock = file_of(clone).with_name(f"{file_of(clone).name}.lock")
    lock.touch()

    write(a_git_ledger(clone))

    assert lock.exists()
    assert len(a_git_ledger(clone).read().updates_at) == 2


def test_a_branch_that_is_gone_at_the_remote_is_never_begun_anew(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    clone = a_clone(remote)
    write(a_git_ledger(clone))
    git(remote, "update-ref", "-d", f"refs/heads/{BRANCH}")

    read = a_git_ledger(clone).read()
    words = words_of(a_git_ledger(clone))

    assert (read.updates_at, f"{BRANCH} at the remote origin is gone" in words) == ((), True)
    git(clone, "push", "--quiet", "--force", "origin", f"{KNOWN}:refs/heads/{BRANCH}")
    assert len(a_git_ledger(clone).read().updates_at) == 1


def test_a_branch_that_was_set_back_between_runs_is_not_built_upon(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    clone = a_clone(remote)
    write(a_git_ledger(clone))
    former = remote_head(remote)
    write(a_git_ledger(clone))
    git(remote, "update-ref", f"refs/heads/{BRANCH}", former)

    read = a_git_ledger(clone).read()
    words = words_of(a_git_ledger(clone))

    assert (len(read.updates_at), f"was set back to the older commit {former[:10]}" in words) == (1, True)
    git(clone, "update-ref", "-d", KNOWN)
    write(a_git_ledger(clone))
    assert len(a_git_ledger(clone).read().updates_at) == 2


def test_a_damaged_clone_is_told_from_a_remote_that_is_away(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    write(a_git_ledger(clone))
    blob = git(clone, "ls-tree", KNOWN).split()[2]
    path = clone / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"")

    words = words_of(a_git_ledger(clone))

    assert "This clone is damaged" in words
