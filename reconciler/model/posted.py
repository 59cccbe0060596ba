"""What was posted to the code host, and what went wrong beside it."""

from dataclasses import dataclass
from enum import StrEnum

from reconciler.text import Text


class Act(StrEnum):
    """One kind of thing that is posted."""

    COMMENT = "comment"
    CHECK = "check"
    ISSUE = "issue"
    CLOSE = "close"
    LABEL = "label"
    ASSIGN = "assign"
    PULL_REQUEST = "pull-request"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Deed:
    """One of them: on which issue or pull request, its address, and what it says; None for what has no number yet."""

    act: Act
    number: int | None
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """Everything one command posted.

    Attributes:
        deeds: in order; a rehearsal's were not done.
        trouble: what could not be posted although the rest was.
        holds: what was posted says yes: nothing is blocked, refused, failed or unreadable.
    """

    deeds: tuple[Deed, ...] = ()
    trouble: tuple[Text, ...] = ()
    holds: bool = True
