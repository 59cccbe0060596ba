"""Numbers about customer groups, per owner or per day, never per group: WeCom tells no more [92133]."""

from dataclasses import dataclass
from datetime import date

from reconciler.model.ids import UserId


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over one window: groups and people, new, in total, and those that said something; messages."""

    new_groups: int = 0
    groups: int = 0
    active_groups: int = 0
    new_people: int = 0
    people: int = 0
    active_people: int = 0
    messages: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Both together."""
        return Figures(
            self.new_groups + other.new_groups,
            self.groups + other.groups,
            self.active_groups + other.active_groups,
            self.new_people + other.new_people,
            self.people + other.people,
            self.active_people + other.active_people,
            self.messages + other.messages,
        )


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one window.

    Attributes:
        first, last: the days it covers, both included, in the company's zone.
        owners: by owner, those with most messages first, then by id; empty where it was asked by day.
        days: by day, oldest first; empty where it was asked by owner.
        people: who the owners are: id as written, name, department; empty where names are hidden.
    """

    first: date
    last: date
    owners: tuple[tuple[UserId, Figures], ...] = ()
    days: tuple[tuple[date, Figures], ...] = ()
    people: tuple[tuple[UserId, tuple[str, str, str]], ...] = ()

    @property
    def total(self) -> Figures:
        """All owners together. Days cannot be added up: a group counts on each of them."""
        return sum((figures for _, figures in self.owners), Figures())
