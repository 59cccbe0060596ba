"""What the host remembers."""

from dataclasses import dataclass, field
from typing import Any

BOT = "github-actions[bot]"


@dataclass
class Comment:
    id: int
    thread: int
    author: str
    body: str
    hidden: bool = False
    association: str = "NONE"


@dataclass
class Thread:
    """An issue, or a pull request where `head` is set: they share their numbers."""

    number: int
    title: str
    body: str
    author: str
    labels: list[str] = field(default_factory=list)
    assignees: list[str] = field(default_factory=list)
    is_open: bool = True
    head: str | None = None
    base: str = "main"
    fork: bool = False
    merge_commit: str | None = None
    merged_as: list[str] = field(default_factory=list)
    merged_by: str = ""
    reviews: list[dict[str, Any]] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)


@dataclass
class Run:
    id: int
    head: str
    event: str
    repository: str
    path: str = ".github/workflows/validate.yml"
    branch: str = "topic"
    conclusion: str | None = "success"
    home: str = "o/r"
    approvals: list[dict[str, Any]] = field(default_factory=list)
    artifacts: dict[int, tuple[str, bytes]] = field(default_factory=dict)


@dataclass
class Fault:
    """Trouble for the next requests that match. `kind`: before, after, 502, 502-after, primary, secondary, moved."""

    kind: str
    method: str = ""
    path: str = ""
    times: int = 1


@dataclass
class Request:
    method: str
    path: str
    query: str
    body: bytes


@dataclass
class World:
    threads: dict[int, Thread] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    checks: dict[int, dict[str, Any]] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    writers: dict[str, tuple[str, str]] = field(default_factory=dict)
    expired: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    last: int = 0

    def next(self) -> int:
        """A number never used before."""
        self.last += 1
        return self.last
