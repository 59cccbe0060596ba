"""ruleset-outdated: groups, profiles and additions name the version that is in force (E7.3)."""

from collections.abc import Iterator

from reconciler.model.desired import Profile
from reconciler.model.finding import Place, Severity
from reconciler.model.group import Lifecycle
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.lineage import in_force, replacements
from reconciler.text import Text

Use = tuple[str, Place, str]


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Uses of a rule set that has been superseded, or that does not hold yet.

    What a profile brings is said once, at the profile. A rule set that is itself superseded may extend an old one.
    """
    rulesets, today = facts.desired.rulesets, facts.now.date()
    replaced_by = replacements(rulesets)
    for key, place, subject in _uses(facts):
        ruleset = rulesets.get(key)
        if ruleset is None:
            continue
        current = in_force(key, replaced_by, today)
        if current != key:
            yield Flaw(
                place,
                Text(
                    f"`{key}` 已被 `{current}` 取代，从 {rulesets[current].effective_from} 起废止。",
                    f"`{key}` is superseded by `{current}` since {rulesets[current].effective_from}.",
                ),
                subject,
                Text(f"改成 `{current}`。", f"Name `{current}` instead."),
            )
        elif ruleset.effective_from > today:
            instead = ruleset.supersedes
            yield Flaw(
                place,
                Text(
                    f"`{key}` 到 {ruleset.effective_from} 才生效。",
                    f"`{key}` holds from {ruleset.effective_from} only.",
                ),
                subject,
                Text(f"生效之前先写 `{instead}`。", f"Name `{instead}` until then.")
                if instead
                else Text("等生效以后再写。", "Name it when it holds."),
            )


def _uses(facts: Facts) -> Iterator[Use]:
    """Key, place and subject of every use, as it is written."""
    rulesets = facts.desired.rulesets
    superseded = {ruleset.supersedes for ruleset in rulesets.values()}
    for spec in facts.desired.groups:
        if spec.lifecycle is Lifecycle.ACTIVE:
            for index, key in enumerate(spec.rulesets or ()):
                yield key, spec.place.at("rulesets", index), spec.key
    for profile in facts.desired.profiles.values():
        yield from _of_profile(profile)
    for ruleset in rulesets.values():
        if ruleset.extends is not None and ruleset.key not in superseded:
            yield ruleset.extends, ruleset.place.at("extends"), ruleset.key


def _of_profile(profile: Profile) -> Iterator[Use]:
    for index, key in enumerate(profile.rulesets or ()):
        yield key, profile.place.at("defaults", "rulesets", index), profile.key


RULE = Rule(
    id="ruleset-outdated",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E7.3",),
    title=Text("用的是现行群规", "The rules in force are used"),
    why=Text(
        "旧版在新版生效之日废止，再按旧版管人没有依据。",
        "An old version ends on the day the new one takes effect and binds nobody after it.",
    ),
    remedy=Text("改成现行的那一版。", "Name the version in force."),
    good="""\
kind: ruleset
key: standard-2
version: "2.0"
title: 群规（第二版）
effective_from: 2026-07-01
supersedes: standard
---
rulesets: [standard-2]
""",
    bad="""\
kind: ruleset
key: standard-2
version: "2.0"
title: 群规（第二版）
effective_from: 2026-07-01
supersedes: standard
---
rulesets: [standard]
""",
    judge=judge,
    dated=True,
)
