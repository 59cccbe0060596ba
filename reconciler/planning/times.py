"""What the calendar says of now: when groups may be touched, and what there is to say of freezes and holidays."""

from collections.abc import Iterator
from datetime import datetime

from reconciler.model.action import Action, TransferOwner
from reconciler.model.company import Company
from reconciler.model.finding import Finding, Severity
from reconciler.model.freeze import Freeze
from reconciler.model.windows import next_opening
from reconciler.text import Text


def waits_until(company: Company, now: datetime) -> datetime | None:
    """When groups may be touched again; None if they may be now."""
    opening = next_opening(now, company.windows, company.quiet_hours, company.calendar)
    return opening if opening > now else None


def why_waiting(company: Company, action: Action, now: datetime) -> Text:
    """Why an action that has a `not_before` is not tried at `now`: quiet hours, windows, or WeCom's daily limit."""
    until = f"{action.not_before:%m-%d %H:%M}"
    if company.quiet_hours is not None and company.quiet_hours.contains(now):
        return Text(f"现在是免打扰时段，{until} 之后再做。", f"Quiet hours: after {until}.")
    if company.windows is not None and company.windows.opening(now, company.calendar) != now:
        return Text(f"现在不在同步时段，{until} 之后再做。", f"Outside the windows: after {until}.")
    if isinstance(action, TransferOwner):
        return Text(
            f"这位群主今天能由接口转让的客户群已满，{until} 之后再做。",
            f"This owner's customer groups of today are used up: after {until}.",
        )
    return Text(f"计划定在 {until} 之后做。", f"The plan puts it off: after {until}.")


def frozen_at(company: Company, now: datetime) -> Freeze | None:
    """The freeze that holds now."""
    return company.freeze if company.freeze is not None and company.freeze.holds(now) else None


def time_findings(company: Company, now: datetime) -> Iterator[Finding]:
    """A freeze that holds or has ended; a year whose holidays nobody knows while windows follow working days."""
    freeze = company.freeze
    if freeze is not None and freeze.holds(now):
        yield Finding(
            "frozen",
            Severity.NOTE,
            company.place.at("freeze"),
            freeze.words,
            Text("计划和检查照常。", "Plans and checks go on."),
            Text("不用处理；到时自己结束。", "Nothing to do: it ends by itself."),
        )
    elif freeze is not None and freeze.end <= now:
        yield Finding(
            "freeze-ended",
            Severity.NOTE,
            company.place.at("freeze"),
            Text(f"冻结已于 {freeze.end:%Y-%m-%d %H:%M} 结束。", f"The freeze ended at {freeze.end:%Y-%m-%d %H:%M}."),
            Text("它不再起作用。", "It has no effect any more."),
            Text("从 company.yaml 删掉 `freeze`。", "Take freeze out of company.yaml."),
        )
    windows = company.windows
    if windows is not None and windows.weekdays is None and not company.calendar.knows(now.year):
        yield Finding(
            "calendar-unknown-year",
            Severity.WARNING,
            company.place.at("windows"),
            Text(f"还不知道 {now.year} 年的节假日和调休", f"The holidays and make-up days of {now.year} are not known"),
            Text("这一年按周一到周五算工作日。", "Monday to Friday count as working days in that year."),
            Text(
                "升级本工具，或把节假日写进 `calendar: {extra: …}`。",
                "Upgrade, or write the days into calendar: {extra: …}.",
            ),
        )
