"""Exactly one human act each."""

from dataclasses import dataclass
from datetime import datetime

from reconciler.model.ids import GroupKey, UserId
from reconciler.text import Text


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
