"""When WeCom last said that a quota is used up, heard from the errcodes of confirms."""

from datetime import datetime, timedelta

_THROTTLED = frozenset({45009, 45033})  # frequency, concurrency [90313]
_REMEMBERED = timedelta(hours=24)  # no block lasts longer than the natural day [90312]


class ThrottleBook:
    """The last answer of that sort by quota; a quota is named by the operation, the webhook or the kind of resource."""

    def __init__(self) -> None:
        self._at: dict[str, datetime] = {}

    def heard(self, quota: str, errcode: int | None, at: datetime) -> None:
        """Take the end of a call in."""
        if errcode in _THROTTLED:
            self._at[quota] = at

    def latest(self, now: datetime | None) -> dict[str, datetime]:
        """What still matters at the time of the last record."""
        return {quota: at for quota, at in self._at.items() if now is None or at >= now - _REMEMBERED}
