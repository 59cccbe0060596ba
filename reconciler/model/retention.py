"""How long records are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """A number of years by the calendar, or of days (`3y`, `400d`)."""

    words: str

    def ends(self, now: datetime) -> datetime:
        """The beginning of the first day that is still kept; in the zone of `now`, which is aware."""
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        number = int(self.words[:-1])
        if self.words.endswith("d"):
            return today - timedelta(days=number)
        return _years_before(today, number)


def _years_before(day: datetime, years: int) -> datetime:
    """The same day so many years ago; of a 29 February that is not there the 28th."""
    if (day.month, day.day) == (2, 29):
        try:
            return day.replace(year=day.year - years)
        except ValueError:
            return day.replace(year=day.year - years, day=28)
    return day.replace(year=day.year - years)
