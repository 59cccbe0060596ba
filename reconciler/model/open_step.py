"""One open manual step as it is shown: what the ledger knows of it, in words."""

from dataclasses import dataclass
from datetime import datetime

from reconciler.model.ids import GroupKey, UserId
from reconciler.model.manual import Level
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A manual step that is neither seen as done nor withdrawn.

    Attributes:
        group_name: empty where git no longer has the group.
        title: the field in words.
        people: whom it was about when it was handed over.
        assignee: who does it, None where nobody suitable is known.
        seen_by: how it is seen as done: a live field's name, or `attest`.
        due: None while nobody was told of it.
        heard: who heard of it at which level and when, in that order.
        attested_at, attested_by: when somebody last said that it is done, and who; None while nobody did.
    """

    id: str
    group: GroupKey
    group_name: str
    field: str
    title: Text
    people: tuple[UserId, ...]
    assignee: UserId | None
    seen_by: str
    since: datetime
    due: datetime | None
    heard: tuple[tuple[Level, UserId, datetime], ...] = ()
    attested_at: datetime | None = None
    attested_by: UserId | None = None
