"""Which days are worked: the official holidays and make-up days (调休), and what the company says besides."""

from dataclasses import dataclass
from datetime import date

import chinese_calendar

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The official calendar with the company's own days, which win over it."""

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked; in a year nobody has announced yet, Monday to Friday are."""
        if day in self.days_off or day in self.working_days:
            return day in self.working_days
        if not self.knows(day.year):
            return day.weekday() < _SATURDAY
        return bool(chinese_calendar.is_workday(day))

    @staticmethod
    def knows(year: int) -> bool:
        """Whether the holidays of a year are known; they are announced late in the year before."""
        return _FIRST <= year <= _LAST


_YEARS: frozenset[int] = frozenset(day.year for day in chinese_calendar.holidays)
_FIRST, _LAST = min(_YEARS), max(_YEARS)
