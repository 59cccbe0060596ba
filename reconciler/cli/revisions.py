"""The documents of one commit, read from git's objects: no work tree, no filter, no hook, nothing without a bound."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reconciler.errors import SettingsError, SourceError
from reconciler.ledger.git import Git, GitError
from reconciler.model.stated import Stated
from reconciler.source.decode import MAX_SIZE_BYTES
from reconciler.source.discover import CASE_SUFFIXES, SUFFIXES
from reconciler.source.stated import state, unread
from reconciler.text import Text

MOST_FILES: Final = 200_000
MOST_BYTES: Final = 512 * 1024 * 1024
_FILE_MODES: Final = frozenset({b"100644", b"100755", b"100664"})


@dataclass(frozen=True, slots=True)
class _Entry:
    file: str
    blob: str
    size: int
    is_file: bool


@dataclass(frozen=True, slots=True)
class Revisions:
    """Reads commits of the repository around a root."""

    root: Path
    variables: Mapping[str, str]

    def commit(self, revision: str) -> str:
        """The full id of a revision. Raises: SettingsError if there is none here."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            return self._git.run(*words).decode().strip()
        except GitError as error:
            raise SettingsError(
                Text(f"git 里没有 {revision}。", f"git knows no revision {revision}."),
                Text(
                    "核对写法；克隆时要取全历史（fetch-depth: 0）。",
                    "Check the name; the clone needs the whole history (fetch-depth: 0).",
                ),
            ) from error

    def parting(self, base: str, head: str) -> str:
        """The commit at which `head` left `base`. Raises: SettingsError if they have none in common."""
        try:
            return self._git.run("merge-base", base, head).decode().split()[0]
        except (GitError, IndexError) as error:
            raise SettingsError(
                Text(f"{base[:10]} 和 {head[:10]} 没有共同的提交。", f"{base[:10]} and {head[:10]} share no commit.")
            ) from error

    def stated(self, commit: str) -> tuple[Stated, ...]:
        """Every document and case of a commit below the root, sorted by file; links and the like are not followed.

        Raises: SourceError if git cannot read it, or it holds more than any company writes.
        """
        try:
            entries = self._all(commit)
            read = {each.file: state(each.file, content) for each, content in self._read(entries)}
        except GitError as error:
            raise _unreadable(commit, error) from error
        found = (read[each.file] if each.file in read else unread(each.file, each.blob) for each in entries)
        return tuple(sorted(found, key=lambda each: each.file))

    def put_into(self, commit: str, folder: Path) -> None:
        """Write every document of a commit below the root into an empty folder. Raises: SourceError as `stated`."""
        try:
            for each, content in self._read(self._all(commit)):
                path = folder / each.file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        except GitError as error:
            raise _unreadable(commit, error) from error

    def below(self) -> str:
        """The root's path in its repository, with a slash at the end, or empty."""
        return self._git.run("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")

    def top(self) -> Path:
        """The folder of the repository. Raises: GitError where there is none."""
        return Path(self._git.run("rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))

    @property
    def _git(self) -> Git:
        return Git(self.root, self.variables)

    def _entries(self, commit: str) -> list[_Entry]:
        prefix = self.below()
        place = f"{commit}:{prefix.rstrip('/')}"
        listed = self._git.run("ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", place)
        return [entry for line in listed.split(b"\0") if line for entry in _entry(line)]

    def _all(self, commit: str) -> list[_Entry]:
        entries = self._entries(commit)
        if len(entries) > MOST_FILES or sum(each.size for each in entries) > MOST_BYTES:
            raise SourceError(Text(f"提交 {commit[:10]} 里的文件太多。", f"Commit {commit[:10]} holds too much."))
        return entries

    def _read(self, entries: list[_Entry]) -> Iterator[tuple[_Entry, bytes]]:
        """Plain files of a size that documents have, with their content."""
        wanted = [each for each in entries if each.is_file and each.size <= MAX_SIZE_BYTES]
        asked = "".join(f"{each.blob}\n" for each in wanted).encode()
        answer = self._git.run("cat-file", "--batch", given=asked) if wanted else b""
        start = 0
        for each in wanted:
            head = answer.index(b"\n", start)
            size = int(answer[start:head].split()[-1])
            yield each, answer[head + 1 : head + 1 + size]
            start = head + size + 2


def _unreadable(commit: str, error: GitError) -> SourceError:
    return SourceError(
        Text(f"读不了提交 {commit[:10]}（git：{error.said}）。", f"Commit {commit[:10]}: git says {error.said}.")
    )


def _entry(line: bytes) -> Iterator[_Entry]:
    """What one line of `ls-tree -l` says, if its name is a document's."""
    said, _, name = line.partition(b"\t")
    mode, kind, blob, size = said.split()
    file = name.decode("utf-8", "surrogateescape")
    parts = file.split("/")
    if any(part.startswith(".") for part in parts) or not file.endswith((*SUFFIXES, *CASE_SUFFIXES)):
        return
    is_file = kind == b"blob" and mode in _FILE_MODES
    yield _Entry(file, blob.decode(), int(size) if size.isdigit() else 0, is_file)
