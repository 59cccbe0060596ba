"""Repositories as they are found: a bare remote, a clone of it, a shallow one; nothing of this machine's settings."""

import os
import subprocess
from pathlib import Path

from reconciler.ledger import GitLedger
from reconciler.ledger.git_store import GitStore
from tests.ledger.past_worlds import CORP

BRANCH = "reconciler-ledger"
VARIABLES = {
    "PATH": os.environ.get("PATH", ""),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
_WHO = {f"GIT_{role}_{part}": "somebody" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


def git(folder: Path, *words: str) -> str:
    """What git prints in a folder."""
    done = subprocess.run(
        ["git", "-C", str(folder), *words], env={**VARIABLES, **_WHO}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def a_remote(folder: Path) -> Path:
    """A bare repository whose main branch has two commits."""
    remote, source = folder / "remote.git", folder / "source"
    for path, kind in ((remote, ["--bare"]), (source, [])):
        path.mkdir(parents=True)
        git(path, "init", "--quiet", "--template=", "--initial-branch=main", *kind)
    for number in (1, 2):
        (source / "file").write_text(str(number), encoding="utf-8")
        git(source, "add", "file")
        git(source, "commit", "--quiet", "-m", str(number))
    git(source, "push", "--quiet", str(remote), "main")
    return remote


def a_clone(remote: Path, name: str = "clone", *, depth: int = 0) -> Path:
    """A clone beside its remote, over a transport that can be shallow."""
    clone = remote.parent / name
    shallow = [f"--depth={depth}"] if depth else []
    git(remote.parent, "clone", "--quiet", "--template=", *shallow, f"file://{remote}", str(clone))
    return clone


def a_git_store(clone: Path) -> GitStore:
    return GitStore(clone, BRANCH, "origin", VARIABLES)


def a_git_ledger(clone: Path) -> GitLedger:
    return GitLedger(clone, CORP, branch=BRANCH, remote="origin", variables=VARIABLES)


def remote_head(remote: Path) -> str:
    """The commit of the ledger's branch, empty if there is none."""
    return git(remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{BRANCH}")


def state_of(clone: Path) -> dict[str, object]:
    """Everything of a clone that a ledger has no business with."""
    return {
        "status": git(clone, "status", "--porcelain"),
        "head": git(clone, "rev-parse", "HEAD"),
        "refs": git(clone, "for-each-ref", "refs/heads", "refs/tags"),
        "index": git(clone, "ls-files", "--stage"),
        "fetched": (clone / ".git" / "FETCH_HEAD").exists(),
    }
