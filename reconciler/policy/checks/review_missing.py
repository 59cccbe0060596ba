"""review-missing: every group is looked at again from time to time (E6.3)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.days import days_of
from reconciler.policy.standing import active_groups
from reconciler.text import Text

LONGEST: Final = "365d"


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Groups without a review of their own or of a profile, or with one that comes too seldom."""
    for spec in active_groups(facts):
        longest = days_of(options(spec).get("longest", LONGEST))
        if spec.review is None:
            yield Flaw(
                spec.place.at("review"),
                Text("没有写多久复核一次。", "The group does not say how often it is reviewed."),
                spec.key,
                Text(
                    f"写上 review，例如 review: {{every: {min(longest, 180)}d}}。",
                    f"Add review, such as review: {{every: {min(longest, 180)}d}}.",
                ),
            )
        elif spec.review.every_days > longest:
            yield Flaw(
                spec.place.at("review", "every"),
                Text(
                    f"每 {spec.review.every_days} 天才复核一次，最长只能隔 {longest} 天。",
                    f"It is reviewed every {spec.review.every_days} days; {longest} days is the longest allowed.",
                ),
                spec.key,
                Text(f"把 every 改成不超过 {longest}d。", f"Change every to {longest}d or less."),
            )


RULE = Rule(
    id="review-missing",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E6.3",),
    title=Text("定期复核", "Reviews are planned"),
    why=Text(
        "没人复核的群，成员和权限会慢慢走样，也没人想起来关掉它。",
        "Where nobody looks again, members and permissions go astray and nobody thinks of closing the group.",
    ),
    remedy=Text("写上 review，例如 review: {every: 180d}。", "Add review, such as review: {every: 180d}."),
    good="review: {every: 90d}",
    bad="review: {every: 2000d}",
    judge=judge,
)
