"""Which roles may approve which field: what the clauses say, and over it what company.yaml says."""

from collections.abc import Mapping, Sequence
from typing import Final

from reconciler.model.consent import APPROVER, DEPARTMENT, OWNER
from reconciler.model.field_change import FieldChange

# A5: creating and running a group is the head's and her delegates'. H3.1: the owner decides who is asked in and who
# has to go. H8: rule sets are changed with the approver they name. Everything else is governance's (D3.1), who may
# approve whatever somebody else may.
STANDARD: Final[Mapping[str, tuple[str, ...]]] = {
    "group.create": (DEPARTMENT,),
    "group.department": (DEPARTMENT,),
    "group.name": (DEPARTMENT,),
    "group.purpose": (DEPARTMENT,),
    "group.members": (DEPARTMENT, OWNER),
    "group.except": (DEPARTMENT, OWNER),
    "group.admins": (DEPARTMENT,),
    "group.announcement": (DEPARTMENT,),
    "group.welcome": (DEPARTMENT,),
    "group.avatar": (DEPARTMENT,),
    "group.background": (DEPARTMENT,),
    "group.feedback": (DEPARTMENT,),
    "group.labels": (DEPARTMENT,),
    "group.limits": (DEPARTMENT,),
    "group.review": (DEPARTMENT,),
    "notice": (DEPARTMENT,),
    "task": (DEPARTMENT,),
    "activity": (DEPARTMENT,),
    "ruleset": (APPROVER,),
}


class Table:
    """Looks up roles by the longest name that fits: `group.limits.max_members`, `group.limits`, `group`."""

    def __init__(self, written: Mapping[str, Sequence[str]]) -> None:
        self._roles = {**STANDARD, **{name: tuple(roles) for name, roles in written.items()}}

    def roles(self, change: FieldChange) -> tuple[str, ...]:
        """Besides governance; () = governance alone."""
        return self.of(change.kind, change.steps)

    def of(self, kind: str, steps: Sequence[str] = ()) -> tuple[str, ...]:
        """The same for a field of a kind, or for all of the kind."""
        names = (kind, *steps)
        for length in range(len(names), 0, -1):
            roles = self._roles.get(".".join(names[:length]))
            if roles is not None:
                return roles
        return ()
