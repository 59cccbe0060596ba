"""Who has to agree to changes of the desired state, and who did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reconciler.model.field_change import FieldChange
from reconciler.model.ids import UserId
from reconciler.text import Text

GOVERNANCE: Final = "governance"  # company.yaml: governance; approves everywhere (D3.1)
DEPARTMENT: Final = "department"  # head, deputy and delegates of a group's department (A5)
OWNER: Final = "owner"  # of the group (H3.1)
APPROVER: Final = "approver"  # named in a rule set (H8)
BUILT_IN: Final = (GOVERNANCE, DEPARTMENT, OWNER, APPROVER)


@dataclass(frozen=True, slots=True)
class Seat:
    """One role somebody may approve in. `people` come in the order of their standing; head before deputy."""

    role: str
    words: Text
    people: tuple[UserId, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of the people in these seats has to approve all of these changes.

    Attributes:
        approved_by: those who did and whose approval counts.
        may_still: those who could, the author left out; empty where nobody is left.
    """

    seats: tuple[Seat, ...]
    changes: tuple[FieldChange, ...]
    approved_by: tuple[UserId, ...] = ()
    may_still: tuple[UserId, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether somebody approved."""
        return bool(self.approved_by)


@dataclass(frozen=True, slots=True)
class Consent:
    """All that is required for a set of changes; `uncounted` are logins whose approval does not count, and why.

    `logins` are those of the code host by user id, for telling people whom to ask.
    """

    requirements: tuple[Requirement, ...] = ()
    uncounted: tuple[tuple[str, Text], ...] = ()
    logins: Mapping[UserId, str] | None = None
    author: str = ""
    head: str = ""
    refusal: Text | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nobody has to approve any more."""
        return self.refusal is None and all(each.is_met for each in self.requirements)

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """What is still to be approved."""
        return tuple(each for each in self.requirements if not each.is_met)
