"""confidential-acknowledgement: members of a confidential group promise to keep its rules (F8.1)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.lineage import with_bases
from reconciler.policy.standing import confidential_groups
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Confidential groups none of whose rule sets, nor what these extend, asks for an acknowledgement."""
    rulesets = facts.desired.rulesets
    asking = {
        key for key, ruleset in rulesets.items() if any(base.acknowledgement for base in with_bases(ruleset, rulesets))
    }
    written = {spec.key: spec.rulesets for spec in facts.desired.groups}
    for spec, reason in confidential_groups(facts):
        named = spec.rulesets or ()
        if asking.intersection(named) or any(key not in rulesets for key in named):  # the latter is found elsewhere
            continue
        own = written.get(spec.key) is not None
        yield Flaw(
            spec.place.at("rulesets") if own else reason,
            Text(
                "保密群的群规都不要求成员确认。", "No rule set of the confidential group asks for an acknowledgement."
            ),
            spec.key,
        )


RULE = Rule(
    id="confidential-acknowledgement",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F8.1", "F3"),
    title=Text("保密群的成员要承诺", "Members of confidential groups promise"),
    why=Text(
        "没有承诺遵守的记录，泄密以后就很难追究。", "Without a recorded promise a leak is hard to hold against anybody."
    ),
    remedy=Text(
        "在 rulesets 里加上写有 acknowledgement: required 的群规，例如保密规定。",
        "Add a rule set with acknowledgement: required to rulesets, such as the one on confidentiality.",
    ),
    good="""\
classification: confidential
rulesets: [confidentiality]
""",
    bad="""\
classification: confidential
rulesets: [standard]
""",
    judge=judge,
)
