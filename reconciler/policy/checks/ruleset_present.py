"""ruleset-present: every group has rules, its own or those of its profile (C2.1, B2)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import active_groups
from reconciler.text import Text

REQUIRED: Final = True


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Groups that name no rule set and whose profiles bring none."""
    for spec in active_groups(facts):
        if not spec.rulesets and options(spec).get("required", REQUIRED):
            yield Flaw(spec.place.at("rulesets"), Text("没有群规。", "The group has no rule set."), spec.key)


RULE = Rule(
    id="ruleset-present",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("C2.1", "B2"),
    title=Text("有群规", "Rules are set"),
    why=Text(
        "没有群规，违规时就没有依据。", "Without rules there is nothing to hold anybody to when something goes wrong."
    ),
    remedy=Text("在 rulesets 里写上适用的群规。", "Name the rule sets that hold under rulesets."),
    good="rulesets: [standard]",
    bad="rulesets: []",
    judge=judge,
)
