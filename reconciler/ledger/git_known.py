"""What a clone remembers of the ledger's branch: a ref that names the commit which was read or pushed last.

The remote decides; this is memory only. So a ref that a power cut left broken is forgotten without harm, and a remote
that lost records which this clone has seen is found out.
"""

from contextlib import suppress
from pathlib import Path

from reconciler.errors import LedgerError
from reconciler.ledger.git import Git, GitError
from reconciler.text import Text

ARRIVING = "refs/reconciler-arriving"
_HOME = "refs/reconciler"
_LOCK = ".lock"


class Known:
    """The memory of one branch in one clone.

    Args:
        folder: where `git` runs; paths that it tells are relative to it.
        branch: without `refs/heads/`.
        remote: as in `GitStore`.
    """

    def __init__(self, git: Git, folder: Path, branch: str, remote: str) -> None:
        self._git = git
        self._folder = folder
        self._branch = branch
        self._remote = remote
        self._ref = f"{_HOME}/{branch}"

    def commit(self) -> str:
        """The commit that is remembered, empty if there is none or its ref is broken."""
        return self._resolved(self._ref)

    def remember(self, commit: str, former: str | None = None) -> None:
        """Another commit from now on, if the ref is still at `former`; None: wherever it is.

        Another process of this clone may have been faster; the next fetch mends that.
        """
        with suppress(GitError):
            self._git.run("update-ref", self._ref, commit, *([] if former is None else [former or _nothing(commit)]))

    def forget_broken(self) -> None:
        """Take away refs of ours that lead nowhere: git neither fetches with them nor deletes them."""
        for home in (_HOME, ARRIVING):
            told = self._git.run("rev-parse", "--git-path", home).decode().rstrip("\n")
            for path in sorted((self._folder / told).rglob("*")):
                ref = f"{home}/{path.relative_to(self._folder / told).as_posix()}"
                if path.is_file() and path.suffix != _LOCK and not self._resolved(ref):
                    path.unlink(missing_ok=True)

    def lost(self, commit: str) -> LedgerError | None:
        """The error for a branch at the remote that lacks what was seen there; None where it lacks nothing.

        Args:
            commit: of the branch at the remote, empty where there is no such branch.

        A branch that begins anew, as after pruning, is not looked into.
        """
        known = self.commit()
        if not known or known == commit:
            return None
        if not commit:
            return self._lost(known, Text("不见了", "is gone"))
        try:
            self._git.run("merge-base", "--is-ancestor", commit, known)
        except GitError:
            return None
        older = commit[:10]
        return self._lost(known, Text(f"退回到了更早的提交 {older}", f"was set back to the older commit {older}"))

    def _lost(self, known: str, how: Text) -> LedgerError:
        branch, remote, seen = self._branch, self._remote, known[:10]
        back = f"git push --force {remote} {self._ref}:refs/heads/{branch}"
        anew = f"git update-ref -d {self._ref}"
        return LedgerError(
            Text(
                f"远端 {remote} 上的台账分支 {branch} {how.zh}，而这里记得它到过提交 {seen}：有记录丢了。",
                f"The ledger's branch {branch} at the remote {remote} {how.en}, but it was seen at commit {seen}: "
                "records are lost.",
            ),
            Text(
                f"先查清是谁动的；把记录推回去用 {back}；确实不要那些记录了，先用 {anew}。",
                f"Find out who did it. To put the records back: {back}. If they are really to go: {anew}.",
            ),
        )

    def _resolved(self, ref: str) -> str:
        try:
            return self._git.run("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
        except GitError:
            return ""


def _nothing(commit: str) -> str:
    """What `update-ref` calls a ref that is not there, in the hash of the repository."""
    return "0" * len(commit)
