"""Run the policy's rules on as much as was read."""

from dataclasses import replace
from datetime import datetime

from reconciler.engine.observe import Observed
from reconciler.model.activity import ActivityLog
from reconciler.model.change import Cause
from reconciler.model.desired import DesiredState
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.plan import Plan
from reconciler.model.rule import Facts
from reconciler.planning import time_findings
from reconciler.policy import Judged, judge
from reconciler.resolve import with_profiles


def judge_company(
    desired: DesiredState,
    now: datetime,
    *,
    observed: Observed | None = None,
    activity: ActivityLog | None = None,
    scheduled: bool = False,
    plan: Plan | None = None,
) -> Judged:
    """Every rule that can run.

    Args:
        now: aware; in the company's zone.
        observed: address book and groups; without it only the rules that need nothing but files run.
        activity: who said something when, where the company exports it.
        scheduled: a scheduled run, in which dates that have passed are errors.
        plan: made of what was observed; whom it takes out for a cause of their own nobody calls undeclared.
    """
    facts = Facts(
        desired=desired,
        groups=with_profiles(desired.groups, desired.profiles),
        now=now,
        directory=observed.directory if observed else None,
        resolved=observed.resolved if observed else None,
        live=observed.live if observed else None,
        activity=activity,
        leaving=_leaving(plan) if plan else {},
    )
    judged = judge(facts, scheduled=scheduled)
    return replace(judged, findings=(*time_findings(desired.company, now), *judged.findings))


def _leaving(plan: Plan) -> dict[GroupKey, frozenset[UserId]]:
    """Done, left to a person, waiting for another command or held back: why somebody goes is the same."""
    changes = [change for group in plan.groups for change in (*group.changes, *group.by_hand, *group.waiting)]
    changes += [change for blocked in plan.blocked for change in blocked.changes]
    going: dict[GroupKey, set[UserId]] = {}
    for change in changes:
        if change.is_leave and change.cause is not Cause.DRIFT:
            going.setdefault(change.group, set()).add(UserId(change.before))
    return {group: frozenset(people) for group, people in going.items()}
