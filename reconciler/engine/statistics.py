"""How customer groups fare: a window of days, by owner or by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from reconciler.engine.ports import Observer
from reconciler.errors import SettingsError
from reconciler.model.called import named_people
from reconciler.model.company import Company
from reconciler.model.figures import Figures, Statistics
from reconciler.model.ids import UserId
from reconciler.text import Text

LONGEST = 30  # days in one window [92133]
KEPT = 180  # days back [92133]


class Counter(Protocol):
    """Counts customer groups; it has no method that writes."""

    async def count_by_owner(self, owners: frozenset[UserId], first: date, last: date) -> dict[UserId, Figures]:
        """Each owner's whole window."""

    async def count_by_day(self, owners: frozenset[UserId], first: date, last: date) -> dict[date, Figures]:
        """Each day of all owners together."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days to be counted, both included."""

    first: date
    last: date

    @staticmethod
    def of_days(days: int, today: date) -> "Window":
        """So many days up to yesterday. Raises: SettingsError for more than WeCom counts at once."""
        if not 1 <= days <= LONGEST:
            raise SettingsError(
                Text(
                    f"一次最多统计 {LONGEST} 天，至少 1 天。",
                    f"At most {LONGEST} days are counted at once, at least 1.",
                ),
                Text("改小 --days。", "Choose fewer --days."),
            )
        return Window(today - timedelta(days=days), today - timedelta(days=1))


async def read_statistics(
    company: Company, observer: Observer, counter: Counter, window: Window, owners: frozenset[UserId], *, by_day: bool
) -> Statistics:
    """Count.

    Args:
        owners: whose groups; everybody who may own customer groups where it is empty.
    Raises: ProviderError: customer contact or the address book cannot be read.
    """
    wanted = owners or await observer.read_contact_people()
    if by_day:
        days = await counter.count_by_day(wanted, window.first, window.last)
        return Statistics(window.first, window.last, days=tuple(sorted(days.items())))
    found = await counter.count_by_owner(wanted, window.first, window.last)
    directory = await observer.read_directory(frozenset())
    return Statistics(
        window.first,
        window.last,
        owners=tuple(sorted(found.items(), key=lambda item: (-item[1].messages, item[0]))),
        people=tuple(named_people(found, directory, company.visibility).items()),
    )
