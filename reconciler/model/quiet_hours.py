"""Hours in which nothing prints a line in a chat."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily window in which nothing prints a line in a chat; it may pass midnight (D2.9).

    `start` is inside the window, `end` is the first minute outside; both in the company's zone.
    """

    start: time
    end: time

    def contains(self, moment: datetime) -> bool:
        """Whether `moment` (aware, company's zone) lies in the window."""
        clock = moment.timetz().replace(tzinfo=None)
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def next_end(self, moment: datetime) -> datetime:
        """The first end of the window after `moment`, in the zone of `moment`."""
        today = moment.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return today if today > moment else today + timedelta(days=1)
