"""When a row happened: ISO 8601 or seconds since 1970, as whole seconds."""

from datetime import UTC, datetime, tzinfo
from typing import Final

FIRST: Final = int(datetime(2016, 1, 1, tzinfo=UTC).timestamp())  # WeCom did not exist before


def seconds_of(value: object, zone: tzinfo) -> int | None:
    """Seconds since 1970, or None for anything that is no time.

    Args:
        value: text or a number as it stands in the file; text without an offset is in `zone`.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.isascii() and text.isdigit():
            return int(text) if len(text) <= _LONGEST_EPOCH else None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        try:
            return int(moment.timestamp())
        except OverflowError:
            return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if 0 <= value < _TOO_LATE else None
    return None


_LONGEST_EPOCH: Final = 10  # digits; thirteen are milliseconds, which the export must not hold
_TOO_LATE: Final = 10**10
