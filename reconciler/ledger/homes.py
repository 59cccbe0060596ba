"""Where ledgers are kept: in a directory, or in a branch of a git repository."""

from collections.abc import Mapping
from pathlib import Path

from reconciler.errors import LedgerConflictError
from reconciler.ledger.git_store import GitStore
from reconciler.ledger.ledger import Ledger
from reconciler.ledger.store import DirectoryStore
from reconciler.ledger.writer import SegmentLimits

GIT_LIMITS = SegmentLimits(size_bytes=256 * 1024, records=10_000)
"""Every append stores the whole last segment once more, so segments of a branch are short."""


class DirectoryLedger(Ledger):
    """A ledger in one directory: `000001.jsonl`, `000002.jsonl`, … and `lock`."""

    def __init__(self, directory: Path, corp_id: str) -> None:
        self._directory_store = DirectoryStore(directory)
        super().__init__(self._directory_store, corp_id)

    def check_writable(self) -> None:
        """Look whether records could be added, and add nothing. Raises: LedgerError."""
        self._directory_store.check_writable()

    def holder(self) -> LedgerConflictError | None:
        """Who writes now, as the error that a second writer gets; None if nobody does."""
        return self._directory_store.holder()


class GitLedger(Ledger):
    """A ledger in an orphan branch of a repository, at one of its remotes.

    Args:
        folder: anywhere inside the repository.
        branch: without `refs/heads/`.
        remote: its name; `.` is the repository itself.
        variables: of the process, for git.
    """

    def __init__(self, folder: Path, corp_id: str, *, branch: str, remote: str, variables: Mapping[str, str]) -> None:
        self._git_store = GitStore(folder, branch, remote, variables)
        super().__init__(self._git_store, corp_id, GIT_LIMITS)

    def check_writable(self) -> None:
        """Ask the remote whether it would take a push, and push nothing. Raises: LedgerError."""
        self._git_store.check_writable()
