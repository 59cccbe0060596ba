"""When groups may be touched: sync windows by day and hour, and quiet hours in them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from reconciler.model.quiet_hours import QuietHours
from reconciler.model.working_calendar import WorkingCalendar

_MOST_DAYS = 400  # longer than any row of days off


@dataclass(frozen=True, slots=True)
class Windows:
    """Daily hours in which groups are touched.

    `weekdays` are 0 (Monday) to 6; None means the days that are worked. `start` is the first minute inside, `end` the
    first one outside, later on the same day; both in the company's zone.
    """

    start: time
    end: time
    weekdays: frozenset[int] | None = None

    def opens_on(self, day: date, calendar: WorkingCalendar) -> bool:
        """Whether there is a window on that day."""
        return calendar.is_working(day) if self.weekdays is None else day.weekday() in self.weekdays

    def opening(self, moment: datetime, calendar: WorkingCalendar) -> datetime | None:
        """`moment` (aware, company's zone) if it is inside, else the next time a window opens; None if none does."""
        clock = moment.timetz().replace(tzinfo=None)
        if self.opens_on(moment.date(), calendar) and self.start <= clock < self.end:
            return moment
        first = 0 if clock < self.start else 1
        for days in range(first, first + _MOST_DAYS):
            day = moment.date() + timedelta(days=days)
            if self.opens_on(day, calendar):
                return datetime.combine(day, self.start, moment.tzinfo)
        return None


def next_opening(
    moment: datetime, windows: Windows | None, quiet: QuietHours | None, calendar: WorkingCalendar
) -> datetime:
    """The first time from `moment` on at which groups may be touched: inside a window, outside quiet hours.

    Where there is none within a year, as where quiet hours cover the window, the last time that was looked at.
    """
    found = moment
    for _ in range(_MOST_DAYS):
        opened = windows.opening(found, calendar) if windows else found
        if opened is None:
            return found
        if quiet is None or not quiet.contains(opened):
            return opened
        found = quiet.next_end(opened)
    return found
