"""What a rule is given: small facts, of which a test says only what matters to it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from reconciler.model.desired import DepartmentSpec, Waiver
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import GroupSpec
from reconciler.model.ids import GroupKey, user_id
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text
from tests.builders import NOW, TODAY, a_state


def some_facts(*groups: GroupSpec, desired: Mapping[str, Any] | None = None, **fields: Any) -> Facts:
    """Groups as they are (profiles applied), and nothing but files; `desired` are further documents."""
    ordered = tuple(sorted(groups, key=lambda spec: spec.key))
    return replace(Facts(desired=a_state(*ordered, **(desired or {})), groups=ordered, now=NOW), **fields)


def a_department(key: str = "rd", name: str = "研发部", number: str = "2", **fields: Any) -> DepartmentSpec:
    """A department with a head."""
    plain = DepartmentSpec(key, name, number, Place(f"groups/{key}/department.yaml"), head=user_id("ann"))
    return replace(plain, **fields)


def departments(*specs: DepartmentSpec) -> dict[str, DepartmentSpec]:
    """By key, as the desired state has them."""
    return {spec.key: spec for spec in specs}


def a_rule(rule_id: str = "some-rule", *subjects: str, **fields: Any) -> Rule:
    """A rule that finds one flaw about each subject, at the top of its file."""

    def judge(_facts: Facts, _options: OptionsOf) -> Iterable[Flaw]:
        return [Flaw(Place(f"groups/{subject}.yaml"), Text.same(f"bad {subject}"), subject) for subject in subjects]

    plain = Rule(
        id=rule_id,
        severity=Severity.ERROR,
        needs=Needs.FILES,
        clauses=("A4",),
        title=Text.same("title"),
        why=Text.same("why"),
        remedy=Text.same("remedy"),
        good="name: good",
        bad="name: bad",
        judge=judge,
    )
    return replace(plain, **fields)


def a_waiver(rule: str = "some-rule", group: str | None = None, **fields: Any) -> Waiver:
    """A waiver that ends today."""
    plain = Waiver(rule, "经评审", user_id("boss"), TODAY, Place("groups/waivers.yaml", ("entries", 0)))
    return replace(plain, **{"group": None if group is None else GroupKey(group), **fields})


def told(findings: Iterable[Finding]) -> list[str]:
    """Findings in a few words each: rule, severity, subject."""
    return [f"{finding.rule} {finding.severity.word} {finding.subject}".strip() for finding in findings]
