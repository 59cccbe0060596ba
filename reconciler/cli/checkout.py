"""What is checked out around a root: commits, whether documents differ from them, and how they stand to a plan's.

Only reads; no hook, filter or file monitor of the repository runs for it but git's own.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from reconciler.errors import LedgerError, SettingsError
from reconciler.ledger.git import Git, GitError
from reconciler.model.origin import Checkout, Origin, Standing
from reconciler.source.discover import discover
from reconciler.text import Text


def tree_digest(root: Path) -> str:
    """SHA-256 over the contents of all documents: where a file lies and what it is called does not matter."""
    contents = sorted(hashlib.sha256((root / file).read_bytes()).hexdigest() for file in discover(root).files)
    return hashlib.sha256("\n".join(contents).encode()).hexdigest()


def read_origin(root: Path, variables: Mapping[str, str], base: str | None = None) -> Origin:
    """Where a plan made here comes from; without commits where the root is in no repository.

    Args:
        base: a revision of the branch this one left; None for the remote's default branch, if it is known.

    Raises: SettingsError if `base` is given and names nothing that this commit has an ancestor in common with.
    """
    git, tree = Git(root, variables), tree_digest(root)
    head = _ask(git, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not head:
        if base is not None:
            raise _no_base(base)
        return Origin(tree)
    return Origin(tree, head, _base(git, head, base), _is_dirty(git))


def read_checkout(root: Path, variables: Mapping[str, str], reviewed: Origin) -> Checkout:
    """What is checked out now, and how it stands to the commits of a reviewed plan."""
    here = read_origin(root, variables)
    if not here.head:
        return Checkout(here, Standing.NO_REPOSITORY)
    return Checkout(here, _standing(Git(root, variables), here.head, reviewed))


def lacks_commit(root: Path, variables: Mapping[str, str], commit: str) -> bool:
    """Whether what is checked out certainly lacks a commit; where the history is not all here nobody can tell."""
    git = Git(root, variables)
    if not _knows(git, commit) or not _knows(git, "HEAD"):
        return False
    return not _is_ancestor(git, commit, "HEAD") and _ask(git, "rev-parse", "--is-shallow-repository") == "false"


def is_ancestor(root: Path, variables: Mapping[str, str], older: str, newer: str) -> bool:
    """Whether one commit is another or comes before it, as far as both and the way between them are here."""
    return _is_ancestor(Git(root, variables), older, newer)


def _base(git: Git, head: str, base: str | None) -> str:
    if base is None:
        return _ask(git, "merge-base", "refs/remotes/origin/HEAD", "HEAD") or head
    commit = _ask(git, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    left = _ask(git, "merge-base", commit, "HEAD") if commit else ""
    if not left:
        raise _no_base(base)
    return left


def _no_base(base: str) -> SettingsError:
    return SettingsError(
        Text(f"找不到与 {base} 的共同提交。", f"There is no commit in common with {base}."),
        Text(
            "核对 --base；克隆时要取全历史（fetch-depth: 0）。",
            "Check --base; the clone needs the whole history (fetch-depth: 0).",
        ),
    )


def _is_dirty(git: Git) -> bool:
    """Whether documents differ from the commit; where git cannot tell, they may."""
    try:
        return bool(git.run("-c", "core.fsmonitor=false", "status", "--porcelain", "--", "*.yaml", "*.yml").strip())
    except GitError:
        return True


def _standing(git: Git, here: str, reviewed: Origin) -> Standing:
    if here == reviewed.head or _is_ancestor(git, reviewed.head, here):
        return Standing.AHEAD
    if _is_ancestor(git, here, reviewed.head) or here == reviewed.base or _is_ancestor(git, here, reviewed.base):
        return Standing.BEHIND
    if _is_ancestor(git, reviewed.base, here):
        return Standing.AHEAD
    is_shallow = _ask(git, "rev-parse", "--is-shallow-repository") != "false"
    return Standing.UNTOLD if is_shallow or not _knows(git, reviewed.base) else Standing.UNRELATED


def _knows(git: Git, commit: str) -> bool:
    return bool(_ask(git, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}"))


def _is_ancestor(git: Git, older: str, newer: str) -> bool:
    """Whether `older` is reached from `newer`, as far as both and the way between them are here."""
    try:
        git.run("merge-base", "--is-ancestor", "--end-of-options", older, newer)
    except GitError:
        return False
    return True


def _ask(git: Git, *words: str) -> str:
    """What git says, empty where it has no answer, or is not there."""
    try:
        return git.run(*words).decode("utf-8", "replace").strip()
    except (GitError, LedgerError):
        return ""
