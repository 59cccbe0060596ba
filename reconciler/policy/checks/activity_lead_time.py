"""activity-lead-time: an activity is made known in time (A16)."""

from collections.abc import Iterator
from datetime import timedelta

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.audience import groups_by_key, targets
from reconciler.text import Text

DAYS = 1


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Activities that are announced too late or at no time; of several groups the strictest counts.

    One without a start is a flaw of activity-complete.
    """
    groups = groups_by_key(facts)
    for activity in facts.desired.activities:
        if activity.starts is None:
            continue
        wanted = [int(options(spec).get("days", DAYS)) for _, spec in targets(activity.groups, groups)]
        days = max(wanted, default=int(options(None).get("days", DAYS)))
        latest = activity.starts - timedelta(days=days)
        if activity.announce_at is None:
            what = Text(
                f"活动“{activity.key}”没有写什么时候通知。",
                f"The activity “{activity.key}” does not say when it is announced.",
            )
        elif activity.announce_at > latest:
            what = Text(
                f"活动“{activity.key}”通知得太晚：至少要提前 {days} 天。",
                f"The activity “{activity.key}” is announced too late: at least {days} day(s) ahead are wanted.",
            )
        else:
            continue
        remedy = Text(
            f"把 `announce_at` 写成 {latest:%Y-%m-%d %H:%M} 或更早。",
            f"Set `announce_at` to {latest:%Y-%m-%d %H:%M} or earlier.",
        )
        yield Flaw(activity.place.at("announce_at"), what, activity.key, remedy)


RULE = Rule(
    id="activity-lead-time",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A16",),
    title=Text("活动提前通知", "Activities are announced ahead"),
    why=Text("通知得太晚，大家来不及安排时间。", "Announced too late, people cannot make time."),
    remedy=Text("把 `announce_at` 提前。", "Move `announce_at` ahead."),
    good=(
        "kind: activity\n"
        "key: security-training\n"
        "title: 信息安全培训\n"
        "groups: [rd-release]\n"
        "starts: 2027-01-15 14:00\n"
        "announce_at: 2027-01-11 09:00"
    ),
    bad=(
        "kind: activity\n"
        "key: security-training\n"
        "title: 信息安全培训\n"
        "groups: [rd-release]\n"
        "starts: 2027-01-15 14:00\n"
        "announce_at: 2027-01-15 09:00"
    ),
    judge=judge,
)
