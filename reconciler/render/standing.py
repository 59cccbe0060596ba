"""Where a manual step stands: new, told, reminded, escalated; until when; and who hears of it this time."""

from datetime import datetime

from reconciler.model.action import TellPerson
from reconciler.model.manual import Level, ManualStep
from reconciler.model.plan import Plan
from reconciler.render.outlook import day
from reconciler.render.words import counts
from reconciler.text import Language, Text

_HEARD = {
    Level.TOLD: Text("已通知", "told"),
    Level.REMINDED: Text("已提醒", "reminded"),
    Level.ESCALATED: Text("已告知部门负责人", "the head of the department was told"),
    Level.GOVERNED: Text("已告知治理人员", "the governance role was told"),
}
_UNHEARD = Text("还没有通知到", "nobody was told yet")
_WILL_HEAR = {
    Level.TOLD: Text("通知本人", "tells them"),
    Level.REMINDED: Text("提醒本人", "reminds them"),
    Level.ESCALATED: Text("告知部门负责人", "tells the head of the department"),
    Level.GOVERNED: Text("告知治理人员", "tells the governance role"),
}


class Standings:
    """Where each step of one plan stands, in one language."""

    def __init__(self, plan: Plan, language: Language) -> None:
        self._now, self._language = plan.now, language
        self._next: dict[str, set[Level]] = {}
        for action in plan.actions:
            if isinstance(action, TellPerson):
                for step in action.steps:
                    self._next.setdefault(step, set()).add(action.level)

    def of(self, step: ManualStep) -> str:
        """`11月18日交办，已提醒，已逾期 3 天，这次告知部门负责人`."""
        parts = [self._begun(step)]
        parts += [_HEARD[step.level]] if step.level else []
        parts += [_UNHEARD] if step.since and not step.level else []
        parts += [self._due(step)] if step.due else []
        hear = [_WILL_HEAR[level] for level in Level if level in self._next.get(step.id, set())]
        parts += [Text("这次" + counts.enumerated(hear).zh, f"this plan {counts.enumerated(hear).en}")] if hear else []
        gap = "，" if self._language == "zh" else ", "
        return gap.join(part.say(self._language) for part in parts)

    def _begun(self, step: ManualStep) -> Text:
        if step.since is None:
            return Text("新的", "new")
        since = day(step.since, self._now)
        return Text(f"{since.zh}交办", f"handed over on {since.en}")

    def _due(self, step: ManualStep) -> Text:
        late = days_overdue(step, self._now)
        if late is None and step.due:
            by = day(step.due, self._now)
            return Text(f"{by.zh}前完成", f"due by {by.en}")
        if not late:
            return Text("今天到期", "due today")
        return Text(f"已逾期 {late:,} 天", f"overdue by {late:,} day{'' if late == 1 else 's'}")


def days_overdue(step: ManualStep, now: datetime) -> int | None:
    """Whole days since a step was due, 0 on the day itself; None while it is not due."""
    if step.due is None or step.due > now:
        return None
    return (now.date() - step.due.astimezone(now.tzinfo).date()).days
