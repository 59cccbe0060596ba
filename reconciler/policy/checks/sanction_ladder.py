"""sanction-ladder: a sanction is one that the broken rules know (H7, G6)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reconciler.model.desired import Ruleset
from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.model.sanction import Sanction, Step
from reconciler.policy.lineage import with_bases
from reconciler.text import Text, listed

_SEVERENESS: Final = {step: number for number, step in enumerate(Step)}


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Sanctions that name no rule set or a step that its ladder does not have, and ladders out of order.

    A rule set without a ladder takes over that of what it extends.
    """
    rulesets = facts.desired.rulesets
    ladders = {
        key: next((base.ladder for base in with_bases(ruleset, rulesets) if base.ladder), ())
        for key, ruleset in rulesets.items()
    }
    for ruleset in rulesets.values():
        yield from _out_of_order(ruleset)
    for sanction in facts.desired.sanctions:
        if sanction.ruleset is None:
            yield Flaw(
                sanction.place.at("ruleset"),
                Text("处分没有写违反了哪份群规。", "The sanction does not say which rule set was broken."),
                sanction.key,
                Text("写上 ruleset：违反的那份群规的 key。", "Add ruleset: the key of the rule set that was broken."),
            )
        elif sanction.ruleset in ladders and sanction.step not in ladders[sanction.ruleset]:
            yield _not_a_step(sanction, sanction.ruleset, ladders[sanction.ruleset])


def _out_of_order(ruleset: Ruleset) -> Iterator[Flaw]:
    for index, (before, after) in enumerate(pairwise(ruleset.ladder), start=1):
        if _SEVERENESS[after] <= _SEVERENESS[before]:
            yield Flaw(
                ruleset.place.at("ladder", index),
                Text(
                    f"处分要从轻到重排列，{after} 却排在 {before} 后面。",
                    f"A ladder goes from mild to severe, and {after} comes after {before}.",
                ),
                ruleset.key,
                Text("按从轻到重重新排列 ladder。", "Put ladder in order, the mildest step first."),
            )
            return


def _not_a_step(sanction: Sanction, ruleset: str, ladder: tuple[Step, ...]) -> Flaw:
    if not ladder:
        return Flaw(
            sanction.place.at("ruleset"),
            Text(f"群规 `{ruleset}` 没有规定处分。", f"The rule set `{ruleset}` knows no sanctions."),
            sanction.key,
            Text("在那份群规里写上 ladder，或者改 ruleset。", "Add ladder to that rule set, or name another one."),
        )
    return Flaw(
        sanction.place.at("step"),
        Text(
            f"群规 `{ruleset}` 没有 {sanction.step} 这一级处分。",
            f"The rule set `{ruleset}` has no step {sanction.step}.",
        ),
        sanction.key,
        Text(f"改成 {listed(ladder).zh} 之一。", f"Change step to one of {listed(ladder).en}."),
    )


RULE = Rule(
    id="sanction-ladder",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("H7", "G6"),
    title=Text("处分在群规规定之内", "Sanctions are steps of the ladder"),
    why=Text(
        "群规里没有的处分，没有依据；轻重无序，也难服人。",
        "A sanction that the rules do not know has no ground, and one out of order convinces nobody.",
    ),
    remedy=Text("改成群规 ladder 里有的一级。", "Choose a step of the rule set's ladder."),
    good="""\
kind: sanction
key: s-2026-01
person: wangwu
groups: [rd-release]
step: warn
begins: 2026-11-20
ruleset: standard
""",
    bad="""\
kind: sanction
key: s-2026-01
person: wangwu
groups: [rd-release]
step: fine   # standard 的 ladder 里没有罚款
begins: 2026-11-20
ruleset: standard
""",
    judge=judge,
)
