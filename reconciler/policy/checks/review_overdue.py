"""review-overdue: the planned review of a group took place (E6.3, I2.1)."""

from collections.abc import Iterator
from datetime import timedelta

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import kept_groups
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Groups whose next review day has passed, and reviews dated later than today.

    A group that was never reviewed is not overdue: since when it exists is not in the files.
    """
    today = facts.now.date()
    for spec in kept_groups(facts):
        if spec.review is None or spec.review.last is None:
            continue
        last, due = spec.review.last, spec.review.last + timedelta(days=spec.review.every_days)
        if last > today:
            what = Text(f"上次复核的日期 {last} 还没到。", f"The last review is dated {last}, which has not come yet.")
            remedy = Text("把 last 改成真正复核的日期。", "Change last to the day of the review.")
        elif due < today:
            what = Text(
                f"应在 {due} 前复核，已过 {(today - due).days} 天。",
                f"A review was due by {due}, {(today - due).days} days ago.",
            )
            remedy = Text(
                f"核对成员、管理员和权限，再把 last 改成复核的日期，例如 {today}。",
                f"Go through members, admins and permissions, then set last to the day of it, such as {today}.",
            )
        else:
            continue
        yield Flaw(spec.place.at("review", "last"), what, spec.key, remedy)


RULE = Rule(
    id="review-overdue",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E6.3", "I2.1"),
    title=Text("按期复核", "Reviews take place"),
    why=Text(
        "离职的、用不着的人，要靠定期核对才清得出去。",
        "People who are no longer needed leave only when somebody looks.",
    ),
    remedy=Text(
        "核对成员、管理员和权限，再更新 review.last。",
        "Go through members, admins and permissions, then set review.last.",
    ),
    good="review: {every: 90d, last: 2026-10-01}",
    bad="review: {every: 90d, last: 2025-10-01}",
    judge=judge,
    dated=True,
)
