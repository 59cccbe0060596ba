"""A command in a process of its own, made by forking: a real process to be killed, without the price of importing."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KILLED = -9


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code, negative for a signal, and what it told."""

    code: int
    told: Any = None


def start(do: Callable[[], Any]) -> "Child":
    """Begin `do` in a child; what it returns is told as JSON."""
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return Child(child, reading)
    code = 70
    try:
        os.close(reading)
        os.write(writing, json.dumps(do()).encode())
        code = 0
    finally:
        os._exit(code)


@dataclass(slots=True)
class Child:
    """A process under way."""

    pid: int
    reading: int

    def end(self) -> Ended:
        """Wait for it."""
        told = b""
        while part := os.read(self.reading, 65536):
            told += part
        os.close(self.reading)
        _, status = os.waitpid(self.pid, 0)
        return Ended(os.waitstatus_to_exitcode(status), json.loads(told) if told else None)


def in_child(do: Callable[[], Any]) -> Ended:
    """The whole life of one child."""
    return start(do).end()
