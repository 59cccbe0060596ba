"""Exactly one human act each, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reconciler.model.change import Cause
from reconciler.model.ids import GroupKey, UserId
from reconciler.text import Text

ATTEST = "attest"
BUTTON_PREFIX = "attest:"  # what the key of a button begins with; the id of its step follows


class Level(StrEnum):
    """Who hears of a step, one after another; each hears of it once."""

    TOLD = "told"  # the person who does it, at once
    REMINDED = "reminded"  # the same person, when it is due
    ESCALATED = "escalated"  # the head of the department
    GOVERNED = "governed"  # the governance role


@dataclass(frozen=True, slots=True)
class ManualStep:
    """Something only a person can do.

    Attributes:
        id: the same in every run for the same group, field and wanted value.
        assignee: who does it, None where nobody suitable is known.
        what: what should be true afterwards; `{people}` in it stands for `people`, named by whoever shows it.
        where: what to press.
        seen_by: how it is seen as done: a live field's name, or `attest`.
        since: when it was first handed over, None if it is new.
        cause: why it is wanted.
        due: when it has to be done, aware; None while its assignee was not told of it.
        level: who has heard of it so far, None if nobody.
    """

    id: str
    group: GroupKey
    field: str
    assignee: UserId | None
    what: Text
    where: Text
    seen_by: str
    since: datetime | None = None
    people: tuple[UserId, ...] = ()
    cause: Cause = Cause.INTENT
    due: datetime | None = None
    level: Level | None = None


class StepEnd(StrEnum):
    """How an open step ends without anybody saying so."""

    SEEN = "seen"  # live shows what was wanted
    WITHDRAWN = "withdrawn"  # nothing asks for it any more
