"""Days and times as people write them on the command line, in the company's zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import click

from reconciler.cli.language import Say


def first_of(words: str | None, zone: ZoneInfo, say: Say) -> datetime | None:
    """The beginning of a day, or a time; None for nothing."""
    return _moment(words, zone, say, time.min)


def last_of(words: str | None, zone: ZoneInfo, say: Say) -> datetime | None:
    """The end of a day, or a time; None for nothing."""
    return _moment(words, zone, say, time.max)


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
