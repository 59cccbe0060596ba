"""ruleset-review-overdue: rule sets are looked at again from time to time (E6.3)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.lineage import in_force, replacements
from reconciler.text import Text

EVERY_DAYS: Final = 365


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Rule sets in force whose next review day has passed.

    One that was never reviewed is counted from the day it took effect; one without `review` is due once a year.
    """
    rulesets, today = facts.desired.rulesets, facts.now.date()
    replaced_by = replacements(rulesets)
    for ruleset in rulesets.values():
        every = ruleset.review.every_days if ruleset.review is not None else EVERY_DAYS
        last = (ruleset.review.last if ruleset.review is not None else None) or ruleset.effective_from
        due = last + timedelta(days=every)
        if due < today and in_force(ruleset.key, replaced_by, today) == ruleset.key:
            yield Flaw(
                ruleset.place.at("review", "last") if ruleset.review is not None else ruleset.place.at("review"),
                Text(
                    f"群规“{ruleset.title}”应在 {due} 前评估，已过 {(today - due).days} 天。",
                    f"The rule set “{ruleset.title}” was due for review by {due}, {(today - due).days} days ago.",
                ),
                ruleset.key,
                Text(
                    f"评估以后写上 review: {{every: {every}d, last: {today}}}；要改就出新版。",
                    f"Review it, then write review: {{every: {every}d, last: {today}}}; changes go into a new version.",
                ),
            )


RULE = Rule(
    id="ruleset-review-overdue",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E6.3",),
    title=Text("群规按期评估", "Rule sets are reviewed"),
    why=Text(
        "制度要定期评估和完善，才跟得上公司的变化。",
        "Rules keep up with the company only when somebody looks at them again.",
    ),
    remedy=Text("评估以后更新 review.last；要改就出新版。", "Review it and set review.last, or issue a new version."),
    good="""\
kind: ruleset
key: standard
review: {every: 365d, last: 2026-10-01}
""",
    bad="""\
kind: ruleset
key: standard
review: {every: 365d, last: 2024-10-01}
""",
    judge=judge,
    dated=True,
)
