"""Run the policy's rules on as much as was read."""

from dataclasses import replace
from datetime import datetime

from reconciler.engine.observe import Observed
from reconciler.model.activity import ActivityLog
from reconciler.model.desired import DesiredState
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
) -> Judged:
    """Every rule that can run.

    Args:
        now: aware; in the company's zone.
        observed: address book and groups; without it only the rules that need nothing but files run.
        activity: who said something when, where the company exports it.
        scheduled: a scheduled run, in which dates that have passed are errors.
    """
    facts = Facts(
        desired=desired,
        groups=with_profiles(desired.groups, desired.profiles),
        now=now,
        directory=observed.directory if observed else None,
        resolved=observed.resolved if observed else None,
        live=observed.live if observed else None,
        activity=activity,
    )
    judged = judge(facts, scheduled=scheduled)
    return replace(judged, findings=(*time_findings(desired.company, now), *judged.findings))
