"""One field of one document that differs between two commits."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from reconciler.model.finding import Place

CREATED = "create"
DELETED = "delete"
UNCLEAR = "unclear"  # a file that cannot be read, or a key that two documents claim


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What changed, where, and whose it was and is.

    Attributes:
        kind, key: of the document; `was_key` is the key it had before, where that was another.
        field: such as `members/+wangwu`, `members/wangwu.until`, `limits.max_members`, `create`, `delete`, `unclear`.
        before, after: the value as JSON knows it; None = not written.
        home: key of the department before, and after; None = none is written.
        groups: keys of the groups concerned: the group itself, or those that a notice, task or activity goes to.
        title: the document's name, as people know it.
    """

    kind: str
    key: str
    field: str
    before: Any = None
    after: Any = None
    home: tuple[str | None, str | None] = (None, None)
    groups: tuple[str, ...] = ()
    title: str = ""
    was_key: str = ""
    place: Place = dataclasses.field(default=Place(""), compare=False)

    @property
    def steps(self) -> tuple[str, ...]:
        """The field without the items of lists: `members/wangwu.until` → members, until."""
        return tuple(part.partition("/")[0] for part in self.field.split("."))
