"""What is to be said to groups: notices, tasks, activities."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from reconciler.model.finding import Place
from reconciler.model.group import Classification, Selector
from reconciler.model.ids import GroupKey, UserId


class Importance(StrEnum):
    """How important a notice is; `high` asks for mentions (G2)."""

    NORMAL = "normal"
    HIGH = "high"


class TaskStatus(StrEnum):
    """Whether a task still wants doing (A13)."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Notice:
    """`kind: notice`. `at` is when it is said, `expires` after when it makes no sense any more; both company's zone.

    `mentions` are user ids or `@all`. `quotes` says that it states facts of others, which asks for a `source` (H5.2).
    """

    key: str
    title: str
    text: str
    groups: tuple[GroupKey, ...]
    at: datetime
    place: Place = field(compare=False)
    author: UserId | None = None
    approver: UserId | None = None
    link: str | None = None
    importance: Importance = Importance.NORMAL
    mentions: tuple[str, ...] = ()
    classification: Classification = Classification.PUBLIC
    quotes: bool = False
    source: str | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """`kind: task` (A11–A14). `ask` is the person to ask for help."""

    key: str
    title: str
    text: str
    groups: tuple[GroupKey, ...]
    place: Place = field(compare=False)
    assignee: UserId | None = None
    due: date | None = None
    author: UserId | None = None
    ask: UserId | None = None
    status: TaskStatus = TaskStatus.OPEN


@dataclass(frozen=True, slots=True)
class Activity:
    """`kind: activity` (A15–A17). `announce_at` is when it is made known."""

    key: str
    title: str
    groups: tuple[GroupKey, ...]
    place: Place = field(compare=False)
    content: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    venue: str | None = None
    organiser: UserId | None = None
    announce_at: datetime | None = None
    participants: tuple[Selector, ...] = ()
    every: timedelta | None = None
