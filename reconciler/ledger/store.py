"""Bytes in segments. What they mean is the codec's business; where they lie is only known here.

Another place to keep a ledger (an orphan branch, `git_store.py`) is another `Store`; nothing above changes.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.ledger.lock import exclusive, held_by
from reconciler.model.ledger_report import segment_name
from reconciler.system_errors import why
from reconciler.text import Text

LOCK = "lock"

SEGMENT = re.compile(r"(\d{6})\.jsonl")
_READ_BYTES = 1 << 20
_ROOM_BYTES = 1 << 20  # less free space than this is none
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Store(Protocol):
    """Numbered segments of lines that only grow at the end of the last one.

    Attributes:
        is_leased: `hold` alone keeps nobody away; who may write is noted in records.
    """

    is_leased: bool

    def segments(self) -> tuple[int, ...]:
        """Numbers of all segments, ascending; empty if there is no ledger. Never writes."""
        ...

    def lines(self, number: int) -> Iterator[bytes]:
        """Lines of a segment with their newlines; the last may have none. One line in memory at a time."""
        ...

    def append(self, number: int, start: int, data: bytes) -> None:
        """Add to a segment, creating it if need be: durable on return, or LedgerError and nothing was added.

        `start` is where the segment ends according to the caller. Bytes behind it come from an append of this holder
        that was interrupted and never returned; they are cut off.
        """
        ...

    def cut(self, number: int, size_bytes: int) -> None:
        """Cut an unfinished line off the end of a segment, durably."""
        ...

    def remove(self, numbers: Iterable[int]) -> None:
        """Take whole segments out for good, the first ones first; those that are not there are left out. While held."""
        ...

    def hold(self, holder: str, purpose: str, now: datetime) -> AbstractContextManager[None]:
        """Be the only writer; LedgerConflictError if somebody else is. Ends by itself when the process dies."""
        ...

    def refresh(self) -> None:
        """While held, see what others have written; only where `is_leased` there can be any."""
        ...


class DirectoryStore:
    """Segments as files of one directory.

    Args:
        write, sync, free_bytes: how bytes reach the disk and how much room it has; tests hand in failing ones.
    """

    is_leased = False

    def __init__(
        self,
        directory: Path,
        *,
        write: Callable[[int, bytes], int] = os.write,
        sync: Callable[[int], None] = os.fsync,
        free_bytes: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free,
    ) -> None:
        self._directory = directory
        self._write = write
        self._sync = sync
        self._free_bytes = free_bytes
        self._opened: tuple[int, int] | None = None  # number and descriptor of the segment being written
        self._is_broken = False

    def segments(self) -> tuple[int, ...]:
        """See `Store`."""
        try:
            names = os.listdir(self._directory)  # noqa: PTH208  # Names are all that is needed.
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise unreadable(self._directory, error) from error
        return tuple(sorted(int(match[1]) for name in names if (match := SEGMENT.fullmatch(name))))

    def lines(self, number: int) -> Iterator[bytes]:
        """See `Store`."""
        path = self._path(number)
        try:
            with path.open("rb", buffering=_READ_BYTES) as file:
                yield from file
        except OSError as error:
            raise unreadable(path, error) from error

    def append(self, number: int, start: int, data: bytes) -> None:
        """See `Store`."""
        if self._is_broken:
            raise LedgerError(
                Text("台账先前写入失败且未能复原，本次不再写入。", "An earlier write failed and could not be undone."),
                Text("请修复磁盘后重新运行；下次打开时会复原。", "Mend the disk and run again; the next run repairs."),
            )
        try:
            descriptor = self._descriptor(number)
            self._make_end(descriptor, start)
            self._put(descriptor, start, data)
        except OSError as error:
            raise unwritable(self._path(number), error) from error

    def cut(self, number: int, size_bytes: int) -> None:
        """See `Store`."""
        try:
            self._cut_back(self._descriptor(number), size_bytes)
        except OSError as error:
            raise unwritable(self._path(number), error) from error

    def remove(self, numbers: Iterable[int]) -> None:
        """See `Store`."""
        try:
            for number in sorted(numbers):
                self._path(number).unlink(missing_ok=True)
            self._sync_directory(self._directory)
        except OSError as error:
            raise unwritable(self._directory, error) from error

    @contextmanager
    def hold(self, holder: str, purpose: str, now: datetime) -> Iterator[None]:
        """See `Store`. Creates the directory; the lock file stays there for ever and must not be deleted."""
        try:
            self._create_directory()
        except OSError as error:
            raise unwritable(self._directory, error) from error
        with exclusive(self._directory / LOCK, holder, purpose, now):
            self._is_broken = False
            try:
                yield
            finally:
                self._close()

    def refresh(self) -> None:
        """See `Store`. The lock keeps everybody else away."""

    def holder(self) -> LedgerConflictError | None:
        """Who holds it now, as the error that a second writer gets; None if nobody does."""
        path = self._directory / LOCK
        return held_by(path) if path.exists() else None

    def check_writable(self) -> None:
        """Look at permissions and free space; nothing is written. Raises: LedgerError."""
        home = next(path for path in (self._directory, *self._directory.absolute().parents) if path.exists())
        numbers = self.segments() if home == self._directory else ()
        for path in (home, *(self._path(number) for number in numbers[-1:])):
            if not os.access(path, os.W_OK):
                raise unwritable(path, OSError(errno.EACCES, os.strerror(errno.EACCES)))
        if not home.is_dir():
            raise unwritable(self._directory, OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
        if self._free_bytes(home) < _ROOM_BYTES:
            raise unwritable(self._directory, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    def _put(self, descriptor: int, start: int, data: bytes) -> None:
        """One write and one fsync; whatever stops them, an interrupt too, the segment ends where it ended before."""
        try:
            self._write_whole(descriptor, data)
            self._sync(descriptor)
        except BaseException:
            self._is_broken = True
            with suppress(OSError):
                self._cut_back(descriptor, start)
                self._is_broken = False
            raise

    def _write_whole(self, descriptor: int, data: bytes) -> None:
        """A file takes less than it is given only where there is no more room."""
        if self._write(descriptor, data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _make_end(self, descriptor: int, start: int) -> None:
        size_bytes = os.fstat(descriptor).st_size
        if size_bytes < start:
            raise OSError(errno.EIO, "segment became shorter while held")
        if size_bytes > start:
            self._cut_back(descriptor, start)

    def _cut_back(self, descriptor: int, size_bytes: int) -> None:
        os.ftruncate(descriptor, size_bytes)
        self._sync(descriptor)

    def _descriptor(self, number: int) -> int:
        if self._opened is not None and self._opened[0] == number:
            return self._opened[1]
        self._close()
        descriptor = os.open(self._path(number), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            if not os.fstat(descriptor).st_size:  # new, or its entry may not be durable yet
                self._sync_directory(self._directory)
        except BaseException:
            os.close(descriptor)
            raise
        self._opened = (number, descriptor)
        return descriptor

    def _close(self) -> None:
        if self._opened is not None:
            os.close(self._opened[1])
            self._opened = None

    def _create_directory(self) -> None:
        missing = [path for path in (self._directory, *self._directory.parents) if not path.exists()]
        self._directory.mkdir(parents=True, exist_ok=True)
        for path in missing:
            self._sync_directory(path.parent)

    def _sync_directory(self, directory: Path) -> None:
        """Make the entries of a directory durable."""
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self._sync(descriptor)
        finally:
            os.close(descriptor)

    def _path(self, number: int) -> Path:
        return self._directory / segment_name(number)


def unreadable(path: Path, error: OSError) -> LedgerError:
    """The bytes are there but cannot be had."""
    return LedgerError(
        Text(f"台账 {path} 无法读取（{why(error).zh}）。", f"The ledger {path} cannot be read ({why(error).en})."),
        Text("请检查路径、权限和磁盘。", "Check path, permissions and disk."),
    )


def unwritable(path: Path, error: OSError) -> LedgerError:
    """Nothing was added to the ledger."""
    if error.errno in _FULL:
        return LedgerError(
            Text(
                f"磁盘或配额已满，台账 {path} 没有写入。", f"Disk or quota is full; the ledger {path} was not written."
            ),
            Text("请腾出空间后重新运行。", "Free some space and run again."),
        )
    return LedgerError(
        Text(f"台账 {path} 无法写入（{why(error).zh}）。", f"The ledger {path} cannot be written ({why(error).en})."),
        Text("请检查权限和磁盘后重新运行。", "Check permissions and disk, then run again."),
    )
