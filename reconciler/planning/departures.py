"""Who has left the company, and who is only missing so far."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from reconciler.model.directory import Absence
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.ids import UserId
from reconciler.planning.diff import Departures
from reconciler.text import Text


def departures(
    absent: Mapping[UserId, Absence], missing_since: Mapping[UserId, datetime], now: datetime, grace: timedelta
) -> Departures:
    """Split people who are missing from the address book by how long they have been.

    WeCom answers 60111 for people who left, who moved out of range and whose id was changed alike; only time tells.
    Somebody the ledger has not seen missing yet starts now.
    Clauses: A8.  Source: wecom-api-2 §8, user/get [90196].
    """
    gone = frozenset(user for user in absent if now - missing_since.get(user, now) >= grace)
    return Departures(gone=gone, waiting=frozenset(absent) - gone)


def missing_person(user: UserId, group: str, place: Place, grace: timedelta) -> Finding:
    """A note on somebody in a live group who is missing, but not for long enough."""
    days = grace.days
    return Finding(
        rule="missing-person",
        severity=Severity.NOTE,
        place=place,
        what=Text(
            f"群“{group}”里的“{user}”在通讯录里找不到了。",
            f"“{user}” is in the group “{group}” but missing from the address book.",
        ),
        why=Text(
            f"可能已离职，也可能只是改了账号；要连续 {days} 天找不到才会移出。",
            f"Perhaps they left, perhaps only the id changed; they are removed after {days} days of absence.",
        ),
        remedy=Text("不用处理；如果改了账号，请更新 YAML。", "Nothing to do; if the id was changed, update the YAML."),
        subject=group,
        clauses=("A8",),
    )
