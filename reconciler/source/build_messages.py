"""Valid trees of what is said to groups → notices, tasks, activities."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from reconciler.model.finding import Place
from reconciler.model.group import Classification
from reconciler.model.ids import GroupKey, UserId, user_id
from reconciler.model.notice import Activity, Importance, Notice, Task, TaskStatus
from reconciler.source.build_company import days_of
from reconciler.source.build_groups import GroupBuilder

EVERYONE: Final = "@all"


def build_notice(tree: dict[str, Any], file: str, zone: ZoneInfo) -> Notice:
    """The notice of a tree that the schema accepts; times are read in the company's zone."""
    get = tree.get
    return Notice(
        key=tree["key"],
        title=tree["title"],
        text=tree["text"],
        groups=_groups(tree["groups"]),
        at=_moment(tree["at"], zone),
        place=Place(file),
        author=_person(get("author")),
        approver=_person(get("approver")),
        link=get("link"),
        importance=Importance(get("importance", Importance.NORMAL)),
        mentions=tuple(one if one == EVERYONE else user_id(one) for one in get("mentions", ())),
        classification=Classification(get("classification", Classification.PUBLIC)),
        quotes=get("quotes", False),
        source=get("source"),
        expires=_moment_or_none(get("expires"), zone),
    )


def build_task(tree: dict[str, Any], file: str) -> Task:
    """The task of a tree that the schema accepts."""
    due = tree.get("due")
    return Task(
        key=tree["key"],
        title=tree["title"],
        text=tree["text"],
        groups=_groups(tree["groups"]),
        place=Place(file),
        assignee=_person(tree.get("assignee")),
        due=None if due is None else date.fromisoformat(due),
        author=_person(tree.get("author")),
        ask=_person(tree.get("ask")),
        status=TaskStatus(tree.get("status", TaskStatus.OPEN)),
    )


def build_activity(tree: dict[str, Any], file: str, zone: ZoneInfo, builder: GroupBuilder) -> Activity:
    """The activity of a tree that the schema accepts; times are read in the company's zone."""
    get = tree.get
    return Activity(
        key=tree["key"],
        title=tree["title"],
        groups=_groups(tree["groups"]),
        place=Place(file),
        content=get("content"),
        starts=_moment_or_none(get("starts"), zone),
        ends=_moment_or_none(get("ends"), zone),
        venue=get("venue"),
        organiser=_person(get("organiser")),
        announce_at=_moment_or_none(get("announce_at"), zone),
        participants=builder.selectors(get("participants", ())),
        every=timedelta(days=days_of(tree["every"])) if "every" in tree else None,
    )


def _groups(keys: Iterable[str]) -> tuple[GroupKey, ...]:
    return tuple(GroupKey(key) for key in keys)


def _person(written: str | None) -> UserId | None:
    return None if written is None else user_id(written)


def _moment(written: str, zone: ZoneInfo) -> datetime:
    """`2026-11-24 09:00` in a zone; of an hour that comes twice when clocks are put back the first is meant."""
    return datetime.fromisoformat(written).replace(tzinfo=zone)


def _moment_or_none(written: str | None, zone: ZoneInfo) -> datetime | None:
    return None if written is None else _moment(written, zone)
