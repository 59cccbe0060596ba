"""Points inside a running command at which something may happen to it: counted and struck from outside the product.

A profile hook of the interpreter sees every call of a C function. Those that matter to a crash are counted: writing,
syncing and cutting files, starting and awaiting git, every statement of the simulated WeCom's database. No line of the
product knows about it.
"""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn, Self

WRITES = frozenset({"write", "fsync", "ftruncate", "pwrite", "replace", "rename", "unlink", "mkdir"})
EVENTS = WRITES | {"fork_exec", "waitpid", "execute", "executemany", "commit", "close"}
_SIDES = frozenset({"c_call", "c_return"})

Strike = Callable[[], None]


def die() -> NoReturn:
    """The process is gone, at once."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit  # Not reached: the signal cannot be caught.


class Points:
    """Counts both sides, before and after, of every call that matters; strikes at one of them.

    Attributes:
        at: number of the point, from 1; 0 only counts.
        names: C functions that count.
        module: only those of this module, where it is given: `write` is a method of much that is no file.
    """

    def __init__(
        self, at: int = 0, strike: Strike = die, names: frozenset[str] = EVENTS, module: str | None = None
    ) -> None:
        self.at, self.strike, self.names, self.module = at, strike, names, module
        self.count = 0

    def __enter__(self) -> Self:
        sys.setprofile(self._seen)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)

    def _seen(self, _frame: FrameType, event: str, function: Any) -> None:
        if event in _SIDES and getattr(function, "__name__", "") in self.names:
            if self.module is not None and getattr(function, "__module__", None) != self.module:
                return
            self.count += 1
            if self.count == self.at:
                self.strike()
