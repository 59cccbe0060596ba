"""git as a subprocess: plumbing in one repository, with nothing of the caller's environment but what a transport needs.

No work tree and no index is touched, no hook runs, nobody is asked for a password.
"""

import os
import re
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.system_errors import why
from reconciler.text import Text

LOCAL_S = 60.0
REMOTE_S = 180.0  # a push or a fetch that takes longer is given up

_ASK_ADMIN = Text(
    "请检查 company.yaml 的 ledger、网络和推送权限，然后重新运行。",
    "Check ledger in company.yaml, the network and the right to push, then run again.",
)
_CLONE_ANEW = Text(
    "这个克隆坏了（例如断电时写了一半），远端的台账没有受影响：另外克隆一份仓库，在那里运行。",
    "This clone is damaged, as after a power cut; the ledger at the remote is not. Clone the repository anew and run "
    "there.",
)
_DAMAGED = re.compile(r"bad object|loose object|bad tree|unable to read|breaks off|is missing|object file|inflate")
AGAIN = Text(
    "请重新运行：台账会重新读取，已完成的不会重做。", "Run again: the ledger is read anew, and nothing is done twice."
)
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "gc.autoDetach=false",
    "push.gpgSign=false",
    "fetch.writeCommitGraph=false",
    "advice.fetchShowForcedUpdates=false",
)
_PASSED_ON = re.compile(
    r"PATH|HOME|TMPDIR|XDG_CONFIG_HOME|SSH_AUTH_SOCK|SSH_ASKPASS|GIT_ASKPASS|GIT_SSH|GIT_SSH_COMMAND|GIT_SSL_\w+|"
    r"GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|SSL_CERT_(?:FILE|DIR)|"
    r"(?:https?|all|no)_proxy|(?:HTTPS?|ALL|NO)_PROXY"
)
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
_SHOWN = 200  # characters of what git says


class GitError(Exception):
    """git ended with an error; `said` is its last word, without credentials of an address."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Git:
    """Runs git in the repository around a folder.

    Args:
        folder: anywhere inside the repository, or a bare one.
        variables: of the process; only those that a transport or git's own settings need are passed on.
    """

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self._command = ["git", "--no-replace-objects", "-C", str(folder)]
        for setting in _SETTINGS:
            self._command += ["-c", setting]
        self._variables = {name: value for name, value in variables.items() if _PASSED_ON.fullmatch(name)}
        self._variables |= {
            "LC_ALL": "C",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_HTTP_LOW_SPEED_LIMIT": "1",
            "GIT_HTTP_LOW_SPEED_TIME": "60",
        }

    def run(
        self,
        *words: str,
        given: bytes = b"",
        more: Mapping[str, str] | None = None,
        timeout_s: float = LOCAL_S,
    ) -> bytes:
        """What git printed.

        Args:
            given: its stdin.
            more: further variables.
            timeout_s: after that git and everything it started is ended.

        Raises: GitError if it ended with an error or took too long; LedgerError if there is no git.
        """
        process = self.start(*words, more=more)
        try:
            out, err = process.communicate(given, timeout=timeout_s)
        except subprocess.TimeoutExpired:
            _end(process)
            raise GitError(f"no answer within {timeout_s:.0f} s") from None
        except BaseException:
            _end(process)
            raise
        if process.returncode:
            raise GitError(_last_word(err) or _silence(process.returncode))
        return out

    def start(self, *words: str, more: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
        """git with pipes, in a session of its own: Ctrl-C does not reach a push under way. Raises: LedgerError."""
        try:
            return subprocess.Popen(  # noqa: S603  # Our own words; nothing passes a shell.
                [*self._command, *words],
                env={**self._variables, **(more or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise LedgerError(
                Text(f"无法运行 git（{why(error).zh}）。", f"git cannot be run ({why(error).en})."),
                Text("请安装 git 2.30 或更新的版本。", "Install git 2.30 or newer."),
            ) from error


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and what it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _last_word(err: bytes) -> str:
    lines = [line.strip() for line in err.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))] or lines or [""]
    return _CREDENTIALS.sub("***@", telling[0])[:_SHOWN]


def _silence(code: int) -> str:
    """git said nothing: it was killed, or met a limit of the machine."""
    return f"ended by signal {-code}" if code < 0 else f"exit code {code}"


def unreachable(remote: str, error: GitError) -> LedgerError:
    """The ledger's branch cannot be had."""
    return LedgerError(
        Text(
            f"读不到台账所在的远端 {remote}（git：{error.said}）。",
            f"The ledger's remote {remote} cannot be reached (git: {error.said}).",
        ),
        _remedy(error),
    )


def unpushable(remote: str, error: GitError) -> LedgerError:
    """Nothing was added to the ledger's branch."""
    return LedgerError(
        Text(
            f"台账没能推送到远端 {remote}（git：{error.said}）。",
            f"The ledger could not be pushed to the remote {remote} (git: {error.said}).",
        ),
        _ASK_ADMIN,
    )


def unusable(error: GitError) -> LedgerError:
    """git refuses to work here."""
    return LedgerError(
        Text(f"git 无法读写台账（{error.said}）。", f"git can neither read nor write the ledger ({error.said})."),
        _remedy(error),
    )


def _remedy(error: GitError) -> Text:
    is_here = _DAMAGED.search(error.said) and "remote" not in error.said
    return _CLONE_ANEW if is_here else _ASK_ADMIN


def no_ledger(branch: str) -> LedgerError:
    """The branch is there and holds something else: it must never be overwritten."""
    return LedgerError(
        Text(f"分支 {branch} 里放的不是台账。", f"The branch {branch} holds something that is no ledger."),
        Text(
            "请在 company.yaml 的 ledger 里写一个专用的分支，如 reconciler-ledger。",
            "Name a branch of its own under ledger in company.yaml, such as reconciler-ledger.",
        ),
    )


def overtaken() -> LedgerError:
    """Of two writers this one came second."""
    return LedgerConflictError(
        Text("别的运行刚刚写了台账，抢在了前面。", "Another run has written to the ledger meanwhile."), AGAIN
    )
