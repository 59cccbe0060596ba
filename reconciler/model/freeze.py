"""A time in which nothing is written, such as the days around a release or a holiday."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from reconciler.text import Text

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Freeze:
    """From `start` until before `end`, both aware and in the company's zone."""

    start: datetime
    end: datetime
    reason: str

    def holds(self, now: datetime) -> bool:
        """Whether nothing may be written at `now` (aware)."""
        return self.start <= now < self.end

    @property
    def words(self) -> Text:
        """That it holds, until when and why."""
        last = f"{self.end - _MINUTE:%Y-%m-%d %H:%M}"
        return Text(
            f"冻结到 {last}：{self.reason}。这期间 apply 和 drift --correct 什么都不写。",
            f"Frozen until {last}: {self.reason}. Until then apply and drift --correct write nothing. ",
        )
