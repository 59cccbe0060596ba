"""The segments of a ledger as files of an orphan branch, pushed with compare-and-swap.

Every append is one commit on top of the last one and one push that the remote takes only if the branch is where we
left it (`--force-with-lease=<branch>:<old>`). So a record is at the remote before the call that it announces is made,
and of two writers one is refused. The cost is a round trip to the remote for each append: two a call.

The clone keeps what it knows of the branch under `refs/reconciler/`; its work tree, index, branches and FETCH_HEAD stay
as they are. In a shallow clone only the tip is fetched.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.ledger.git import (
    REMOTE_S,
    Git,
    GitError,
    no_ledger,
    overtaken,
    unpushable,
    unreachable,
    unusable,
)
from reconciler.ledger.git_blobs import Blobs
from reconciler.ledger.git_known import ARRIVING, Known
from reconciler.ledger.store import SEGMENT
from reconciler.model.ledger_report import segment_name
from reconciler.text import Text

_AUTHOR = "reconciler"
_FETCHES = 8  # tries, where others fetch into the same shallow clone
_FILE_MODE = "100644"


@dataclass(frozen=True, slots=True)
class _Tip:
    """A state of the branch: its commit, empty where there is no branch, and the blob of every segment."""

    commit: str = ""
    blobs: Mapping[int, str] = field(default_factory=dict)


class GitStore:
    """See `Store`.

    Args:
        folder: anywhere inside the repository.
        branch: without `refs/heads/`.
        remote: name of the remote, or `.` for this repository itself.
        variables: of the process, for git.
    """

    is_leased = True

    def __init__(self, folder: Path, branch: str, remote: str, variables: Mapping[str, str]) -> None:
        self._git = Git(folder, variables)
        self._blobs = Blobs(self._git)
        self._branch = f"refs/heads/{branch}"
        self._known = Known(self._git, folder, branch, remote)
        self._remote = remote
        self._tip = _Tip()
        self._lost: LedgerError | None = None  # what this clone remembers is not at the remote: only reading goes on
        self._unsure: _Tip | None = None  # pushed, and nobody knows whether it arrived
        self._end: tuple[int, bytes] | None = None  # number and bytes of the segment being written
        self._since: datetime | None = None  # when holding began; None while nobody holds

    def segments(self) -> tuple[int, ...]:
        """See `Store`. Asks the remote, unless it is held."""
        if self._since is None:
            self.refresh()
        return tuple(sorted(self._tip.blobs))

    def lines(self, number: int) -> Iterator[bytes]:
        """See `Store`."""
        return self._blobs.lines(self._tip.blobs[number])

    def append(self, number: int, start: int, data: bytes) -> None:
        """See `Store`. Raises: LedgerConflictError where somebody else has pushed meanwhile."""
        self._make_sure()
        before = self._bytes_of(number)[:start]
        if len(before) < start:
            raise unusable(GitError("segment became shorter while held"))
        self._put(number, before + data)

    def cut(self, number: int, size_bytes: int) -> None:
        """See `Store`."""
        self._make_sure()
        self._put(number, self._bytes_of(number)[:size_bytes])

    def remove(self, numbers: Iterable[int]) -> None:
        """See `Store`. The branch begins anew with a commit without parent: its history would still hold them."""
        self._make_sure()
        gone = set(numbers)
        blobs = {number: blob for number, blob in self._tip.blobs.items() if number not in gone}
        if blobs.keys() == self._tip.blobs.keys():
            return
        try:
            self._unsure = _Tip(self._commit(blobs, ""), blobs)
        except GitError as error:
            raise unusable(error) from error
        self._publish(self._unsure)

    @contextmanager
    def hold(self, holder: str, purpose: str, now: datetime) -> Iterator[None]:  # noqa: ARG002  # Whose lease it is, records say.
        """See `Store`. Fetches; that nobody else writes is the business of the lease, and of each push."""
        if self._since is not None:
            raise LedgerConflictError(Text("台账正被本进程占用。", "This process is writing to the ledger already."))
        self._refresh_whole()
        self._since = now
        try:
            yield
        finally:
            self._since = self._end = self._unsure = None
            self._blobs.close()

    def refresh(self) -> None:
        """See `Store`."""
        self._end = self._unsure = None
        commit = self._ask_remote()
        self._lost = None
        if commit != self._known.commit():
            if self._known.lost(commit):
                commit = self._ask_remote()  # another process of this clone may have pushed in between
            self._lost = self._known.lost(commit)
            commit = self._fetch() if commit and not self._lost else commit
        self._tip = _Tip(commit, self._blobs_of(commit))

    def _refresh_whole(self) -> None:
        """Nothing is added to a branch that lost records. Raises: LedgerError."""
        self.refresh()
        if self._lost is not None:
            raise self._lost

    def check_writable(self) -> None:
        """Whether the remote would take a push, which is asked without pushing. Raises: LedgerError."""
        self._refresh_whole()
        source = self._tip.commit or self._commit({}, "")
        try:
            self._push(source, self._tip.commit, "--dry-run")
        except GitError as error:
            raise unpushable(self._remote, error) from error

    def _put(self, number: int, data: bytes) -> None:
        """One segment replaced: blob, tree, commit, push, in this order; nothing is known before the remote took it."""
        try:
            blob = self._git.run("hash-object", "-w", "--stdin", given=data).decode().strip()
            blobs = {**self._tip.blobs, number: blob}
            self._unsure = _Tip(self._commit(blobs, self._tip.commit), blobs)
        except GitError as error:
            raise unusable(error) from error
        self._publish(self._unsure)
        self._end = (number, data)

    def _publish(self, tip: _Tip) -> None:
        """Pushed, and known only once the remote took it."""
        try:
            self._push(tip.commit, self._tip.commit)
        except GitError as error:
            self._look_after(error)
        self._accept(tip)

    def _look_after(self, error: GitError) -> None:
        """A push ended with an error: it may have arrived all the same. Returns if it did."""
        if self._unsure is None:
            return
        commit = self._ask_remote()
        if commit == self._unsure.commit:
            return
        self._unsure = None
        if commit == self._tip.commit:
            raise unpushable(self._remote, error) from error
        raise overtaken() from error

    def _make_sure(self) -> None:
        """What became of an append that was interrupted; if it arrived the next one takes its place."""
        if self._unsure is None:
            return
        arrived = self._ask_remote()
        if arrived == self._unsure.commit:
            self._accept(self._unsure)
        elif arrived != self._tip.commit:
            raise overtaken()
        self._unsure = None

    def _accept(self, tip: _Tip) -> None:
        former, self._tip, self._unsure, self._end = self._tip.commit, tip, None, None
        self._known.remember(tip.commit, former)

    def _push(self, commit: str, expected: str, *more: str) -> None:
        self._git.run(
            "push",
            "--quiet",
            "--no-verify",
            "--no-follow-tags",
            "--no-recurse-submodules",
            f"--force-with-lease={self._branch}:{expected}",
            *more,
            self._remote,
            f"{commit}:{self._branch}",
            timeout_s=REMOTE_S,
        )

    def _ask_remote(self) -> str:
        """The commit of the branch at the remote, empty where there is no such branch."""
        try:
            told = self._git.run("ls-remote", "--quiet", self._remote, self._branch, timeout_s=REMOTE_S)
        except GitError as error:
            self._look_for_repository()
            raise unreachable(self._remote, error) from error
        names = (line.split("\t") for line in told.decode().splitlines())
        return next((words[0] for words in names if words[-1] == self._branch), "")

    def _look_for_repository(self) -> None:
        """Say so if there is none."""
        try:
            self._git.run("rev-parse", "--git-dir")
        except GitError as error:
            raise unusable(error) from error

    def _fetch(self) -> str:
        """Fetch the branch; the commit that came.

        It goes into a ref of this process first, so that several processes may read in one clone at once. Of those that
        fetch into one shallow clone git lets one pass and refuses the others, which ask again.
        """
        ours = f"{ARRIVING}/{os.getpid()}-{id(self)}"
        self._known.forget_broken()
        for turn in range(1, _FETCHES + 1):
            try:
                self._fetch_into(ours)
                commit = self._git.run("rev-parse", "--verify", f"{ours}^{{commit}}").decode().strip()
            except GitError as error:
                if turn == _FETCHES or "shallow" not in error.said:
                    raise unreachable(self._remote, error) from error
            else:
                break
        self._known.remember(commit)
        with suppress(GitError):
            self._git.run("update-ref", "-d", ours)
        return commit

    def _fetch_into(self, ref: str) -> None:
        shallow = self._git.run("rev-parse", "--is-shallow-repository").strip() == b"true"
        self._git.run(
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--refmap=",
            *(["--depth=1"] if shallow else []),
            self._remote,
            f"+{self._branch}:{ref}",
            timeout_s=REMOTE_S,
        )

    def _blobs_of(self, commit: str) -> dict[int, str]:
        if not commit:
            return {}
        try:
            listed = self._git.run("ls-tree", "--full-tree", "-z", commit).decode("utf-8", "replace")
        except GitError as error:
            raise unusable(error) from error
        entries = [entry.partition("\t") for entry in listed.split("\0") if entry]
        found = {int(match[1]): facts.split()[2] for facts, _, name in entries if (match := SEGMENT.fullmatch(name))}
        if not found or len(found) != len(entries):
            raise no_ledger(self._branch)
        return found

    def _bytes_of(self, number: int) -> bytes:
        """All of a segment."""
        if self._end is not None and self._end[0] == number:
            return self._end[1]
        return b"".join(self.lines(number)) if number in self._tip.blobs else b""

    def _commit(self, blobs: Mapping[int, str], parent: str) -> str:
        """A commit of these segments, stamped with when holding began."""
        tree = "".join(f"{_FILE_MODE} blob {blobs[number]}\t{segment_name(number)}\n" for number in sorted(blobs))
        written = self._git.run("mktree", given=tree.encode()).decode().strip()
        moment = self._since.isoformat() if self._since else "2000-01-01T00:00:00+00:00"
        who = {f"GIT_{role}_{part}": word for role in ("AUTHOR", "COMMITTER") for part, word in _stamp(moment)}
        above = ["-p", parent] if parent else []
        return self._git.run("commit-tree", written, *above, "-m", "ledger", more=who).decode().strip()


def _stamp(moment: str) -> tuple[tuple[str, str], ...]:
    return (("NAME", _AUTHOR), ("EMAIL", f"{_AUTHOR}@localhost"), ("DATE", moment))
