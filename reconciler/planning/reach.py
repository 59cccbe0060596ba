"""Which differences an API takes away, which a person has to, and where the person presses."""

from collections.abc import Iterable, Mapping

from reconciler.model.capability import Access, Capability, CapabilityTable
from reconciler.model.change import Change
from reconciler.model.group import GroupType

_HUMAN = frozenset({Access.MANUAL, Access.CONSOLE})


class Reach:
    """The capability table, asked by type of group and field."""

    def __init__(self, table: CapabilityTable) -> None:
        self._cells: Mapping[tuple[GroupType, str], Capability] = {(cell.type, cell.field): cell for cell in table}

    def cell(self, group_type: GroupType, field: str) -> Capability | None:
        """One cell, None for a field that the table does not have."""
        return self._cells.get((group_type, field))

    def writes(self, group_type: GroupType, field: str) -> bool:
        """Whether an API writes the field."""
        cell = self.cell(group_type, field)
        return cell is not None and Access.WRITE in cell.access

    def needs_person(self, group_type: GroupType, field: str) -> bool:
        """Whether a person can set the field and no API does."""
        cell = self.cell(group_type, field)
        return cell is not None and not self.writes(group_type, field) and not _HUMAN.isdisjoint(cell.access)

    def split(self, group_type: GroupType, changes: Iterable[Change]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
        """Changes that an API makes, and changes that a person makes.

        A group that a person has to create comes with all it is made of: its name, owner and people are theirs too.
        """
        changes = tuple(changes)
        made_by_hand = any(c.capability == "create" for c in changes) and not self.writes(group_type, "create")
        by_api = tuple(c for c in changes if not made_by_hand and self.writes(group_type, c.capability))
        return by_api, tuple(c for c in changes if c not in by_api)
