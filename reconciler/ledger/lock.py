"""One writer at a time, by a lock that the kernel takes back when its holder dies."""

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.ledger.records import moment
from reconciler.system_errors import why
from reconciler.text import Text

_NOTE_BYTES = 4096


@contextmanager
def exclusive(path: Path, holder: str, purpose: str, now: datetime) -> Iterator[None]:
    """Hold an exclusive `flock` on a file, without waiting.

    The file's content says who holds it; it counts only while the lock is held, so a dead holder's note misleads
    nobody. Raises LedgerConflictError if somebody else holds it, LedgerError if there can be no lock at all.
    """
    note = json.dumps({"holder": holder, "pid": os.getpid(), "purpose": purpose, "since": moment(now)})
    descriptor = _take(path)
    try:
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, note.encode(), 0)
        except OSError as error:
            raise _unlockable(path, error) from error
        yield
    finally:
        os.close(descriptor)


def held_by(path: Path) -> LedgerConflictError | None:
    """Who holds an existing lock file, as the error that a second writer gets; None if nobody does."""
    try:
        os.close(_take(path))
    except LedgerConflictError as error:
        return error
    return None


def _take(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise _unlockable(path, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        conflict = _conflict(descriptor) if error.errno in {errno.EWOULDBLOCK, errno.EACCES} else None
        os.close(descriptor)
        raise conflict or _unlockable(path, error) from error
    return descriptor


def _conflict(descriptor: int) -> LedgerConflictError:
    remedy = Text(
        "请等它结束后重试；持有者的进程一结束，锁就自动释放，不要删除锁文件。",
        "Wait for it and try again; the lock is released when that process ends, do not delete the lock file.",
    )
    try:
        note = json.loads(os.pread(descriptor, _NOTE_BYTES, 0))
        holder, purpose, since, pid = note["holder"], note["purpose"], note["since"], note["pid"]
    except (OSError, ValueError, KeyError, TypeError):  # it has the lock and is about to write its note
        return LedgerConflictError(Text("台账正被占用。", "Someone else is writing to the ledger."), remedy)
    return LedgerConflictError(
        Text(
            f"台账正被 {holder} 占用（{purpose}，自 {since} 起，进程 {pid}）。",
            f"{holder} is writing to the ledger ({purpose}, since {since}, process {pid}).",
        ),
        remedy,
    )


def _unlockable(path: Path, error: OSError) -> LedgerError:
    return LedgerError(
        Text(f"无法锁定台账 {path}（{why(error).zh}）。", f"The ledger cannot be locked: {path} ({why(error).en})."),
        Text(
            "请检查权限，并把台账放在支持 flock 的文件系统上。",
            "Check permissions and keep the ledger on a file system that supports flock.",
        ),
    )
