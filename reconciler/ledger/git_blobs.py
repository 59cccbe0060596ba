"""Blobs of a repository, line by line, through one `git cat-file --batch` for as long as somebody reads."""

import subprocess
from collections.abc import Iterator
from contextlib import suppress

from reconciler.errors import LedgerError
from reconciler.ledger.git import Git, GitError, unusable
from reconciler.system_errors import why


class Blobs:
    """Reads blobs one after another. Not for several threads."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None

    def lines(self, blob: str) -> Iterator[bytes]:
        """Lines of a blob with their newlines; the last may have none. One line in memory at a time.

        Raises: LedgerError if there is no such blob.
        """
        process, self._process = self._process or self._start(), None  # whoever stops in the middle spoils the pipe
        if process.stdin is None or process.stdout is None:
            raise unusable(GitError("no pipe"))
        finished = False
        try:
            left = self._ask(process, blob)
            while left:
                line = process.stdout.readline(left)
                if not line:
                    raise unusable(GitError(f"{blob[:12]} breaks off"))
                left -= len(line)
                yield line
            process.stdout.read(1)
            finished = True
        except OSError as error:
            raise unusable(GitError(why(error).en)) from error
        finally:
            if finished and self._process is None:
                self._process = process
            else:
                _close(process)

    def close(self) -> None:
        """End the process, if one is running."""
        process, self._process = self._process, None
        if process is not None:
            _close(process)

    def __del__(self) -> None:
        self.close()

    def _start(self) -> "subprocess.Popen[bytes]":
        return self._git.start("cat-file", "--batch")

    def _ask(self, process: "subprocess.Popen[bytes]", blob: str) -> int:
        """The size of a blob, whose bytes come next."""
        if process.stdin is None or process.stdout is None:
            return 0
        process.stdin.write(f"{blob}\n".encode())
        process.stdin.flush()
        words = process.stdout.readline().split()
        if len(words) != 3 or words[1] != b"blob":
            raise missing(blob)
        return int(words[2])


def missing(blob: str) -> LedgerError:
    """A part of the ledger's branch is not in the repository."""
    return unusable(GitError(f"object {blob[:12]} is missing"))


def _close(process: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()
