"""Days, times and spans as people write them on the command line; days and times are those of the company's zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from reconciler.cli.language import Say

_LONGEST = timedelta(days=3650)


def first_of(words: str | None, zone: ZoneInfo, say: Say) -> datetime | None:
    """The beginning of a day, or a time; None for nothing."""
    return _moment(words, zone, say, time.min)


def last_of(words: str | None, zone: ZoneInfo, say: Say) -> datetime | None:
    """The end of a day, or a time; None for nothing."""
    return _moment(words, zone, say, time.max)


def span_of(words: str, say: Say) -> timedelta:
    """`90s`, `30m`, `8h`, `2d`."""
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    try:
        seconds = float(words[:-1]) * units[words[-1:]]
    except (KeyError, ValueError) as error:
        raise click.BadParameter(say(f"看不懂的时长：{words}", f"not a duration: {words}")) from error
    if not 0 <= seconds <= _LONGEST.total_seconds():
        raise click.BadParameter(say(f"时长要在 0 到 3650d 之间：{words}", f"a duration is from 0 to 3650d: {words}"))
    return timedelta(seconds=seconds)


def _moment(words: str | None, zone: ZoneInfo, say: Say, clock: time) -> datetime | None:
    if words is None:
        return None
    try:
        if len(words) == len("2026-11-02"):
            return datetime.combine(date.fromisoformat(words), clock, zone)
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise click.BadParameter(
            say(
                f"看不懂的时间 {words}：写 2026-11-02，或 2026-11-02T09:30。",
                f"{words} is no time: write 2026-11-02, or 2026-11-02T09:30.",
            )
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
