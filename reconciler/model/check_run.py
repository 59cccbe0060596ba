"""A verdict on one commit, shown beside it by the code host."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave an annotation is."""

    NOTICE = "notice"
    WARNING = "warning"
    FAILURE = "failure"


class Conclusion(StrEnum):
    """How a check ended; only FAILURE and ACTION_REQUIRED stop a merge where the check is required."""

    SUCCESS = "success"
    FAILURE = "failure"
    NEUTRAL = "neutral"
    ACTION_REQUIRED = "action_required"


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words on lines of a file, first and last line counted from 1."""

    path: str
    line: int
    end_line: int
    level: Level
    message: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A check to be shown; `summaries` and `texts` are bodies in order of preference, the first that fits is shown."""

    name: str
    commit: str
    conclusion: Conclusion
    title: str
    summaries: tuple[str, ...]
    texts: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
