"""When nothing is done: freezes, windows and the calendar of a valid `kind: company` tree."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.freeze import Freeze
from reconciler.model.windows import Windows
from reconciler.model.working_calendar import WorkingCalendar
from reconciler.text import Text

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def clock_of(text: str) -> time:
    """`09:30` → half past nine."""
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def build_windows(tree: dict[str, Any]) -> Windows:
    """`windows:`; without hours a window lasts all day."""
    days = tree.get("days", "working")
    weekdays: frozenset[int] | None = None
    if days == "all":
        weekdays = frozenset(range(7))
    elif days != "working":
        weekdays = frozenset(_WEEKDAYS.index(day) for day in days)
    return Windows(clock_of(tree["from"]), clock_of(tree["to"]), weekdays)


def build_calendar(tree: dict[str, Any]) -> WorkingCalendar:
    """`calendar:`"""
    extra = tree.get("extra", {})
    return WorkingCalendar(_days(extra.get("days_off", ())), _days(extra.get("working_days", ())))


def build_freeze(tree: dict[str, Any], zone: ZoneInfo) -> Freeze:
    """`freeze:`; a day as its end is the last one that is frozen."""
    return Freeze(_moment(tree["from"], zone, last=False), _moment(tree["until"], zone, last=True), tree["reason"])


def wrong_times(tree: dict[str, Any], place: Place, zone: ZoneInfo) -> Iterator[Finding]:
    """Windows and freezes that end before they begin, and days that are both worked and off."""
    if "windows" in tree and clock_of(tree["windows"]["from"]) >= clock_of(tree["windows"]["to"]):
        yield _backwards("empty-window", place.at("windows", "to"))
    if "freeze" in tree:
        freeze = build_freeze(tree["freeze"], zone)
        if freeze.start >= freeze.end:
            yield _backwards("empty-freeze", place.at("freeze", "until"))
    calendar = build_calendar(tree.get("calendar", {}))
    for day in sorted(calendar.days_off & calendar.working_days):
        yield Finding(
            "day-off-and-worked",
            Severity.ERROR,
            place.at("calendar", "extra"),
            Text(f"{day} 既写成休息日，又写成工作日", f"{day} is both a day off and a working day"),
            Text("同步时段按工作日历计算。", "Windows follow the calendar of working days."),
            Text("从其中一处删掉。", "Take it out of one of the two."),
        )


def _backwards(rule: str, place: Place) -> Finding:
    return Finding(
        rule,
        Severity.ERROR,
        place,
        Text("结束不晚于开始", "The end is not later than the beginning"),
        Text("这样一段时间里什么也没有。", "There is no time between them."),
        Text("改掉开始或结束。", "Change the beginning or the end."),
    )


def _days(written: list[str] | tuple[str, ...]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in written)


def _moment(text: str, zone: ZoneInfo, *, last: bool) -> datetime:
    if ":" in text:
        return datetime.fromisoformat(text.replace(" ", "T")).replace(tzinfo=zone)
    day = date.fromisoformat(text) + timedelta(days=int(last))
    return datetime.combine(day, time(0), zone)
