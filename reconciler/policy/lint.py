"""Run every rule that can run on what was read, then apply waivers and severities."""

from collections.abc import Iterable
from dataclasses import dataclass

from reconciler.model.finding import Finding, Severity
from reconciler.model.group import Enrolment
from reconciler.model.rule import Facts, Flaw, Needs, Rule
from reconciler.policy.options import options_of
from reconciler.policy.registry import all_rules
from reconciler.policy.waive import unknown_waivers, waive

_SEVERITIES = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say.

    Attributes:
        findings: that stand, sorted.
        waived: that a reviewed waiver covers: counted, never hidden.
        not_run: ids of rules that would need more than was read.
    """

    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    not_run: tuple[str, ...] = ()


def judge(facts: Facts, *, scheduled: bool = False, rules: Iterable[Rule] | None = None) -> Judged:
    """Every rule on everything.

    A document with `membership: observe` is being taken on: nothing is done with its group, and what is wrong with it
    is a warning until it is enrolled further. So adopting a group never breaks anybody's run.

    Args:
        scheduled: a scheduled run, in which dates that have passed are errors; elsewhere they are warnings.
        rules: for tests; all rules by default.
    """
    chosen = tuple(all_rules() if rules is None else rules)
    runnable = [rule for rule in chosen if _can_run(rule, facts)]
    observed = frozenset(spec.place.file for spec in facts.groups if spec.membership is Enrolment.OBSERVE)
    found = [
        _finding(rule, flaw, _severity(rule, flaw, facts, observed, scheduled=scheduled))
        for rule in runnable
        for flaw in rule.judge(facts, options_of(rule.id, facts.desired))
    ]
    ran = {rule.id for rule in runnable}
    standing, waived = waive(found, facts.desired, facts.groups, facts.now.date(), ran, scheduled=scheduled)
    standing += unknown_waivers(facts.desired, all_rules())
    return Judged(
        findings=tuple(sorted(standing, key=Finding.sort_key)),
        waived=tuple(sorted(waived, key=Finding.sort_key)),
        not_run=tuple(sorted({rule.id for rule in chosen} - ran)),
    )


def _can_run(rule: Rule, facts: Facts) -> bool:
    if rule.needs is Needs.FILES:
        return True
    if facts.directory is None or facts.resolved is None:
        return False
    return rule.needs is Needs.DIRECTORY or facts.live is not None


def _severity(rule: Rule, flaw: Flaw, facts: Facts, observed: frozenset[str], *, scheduled: bool) -> Severity:
    severity = rule.severity
    early = rule.dated and not scheduled
    if severity is Severity.ERROR and (early or flaw.place.file in observed):
        severity = Severity.WARNING
    lowered = _SEVERITIES.get(facts.desired.company.severities.get(rule.id, ""))
    return severity if lowered is None else max(severity, lowered)


def _finding(rule: Rule, flaw: Flaw, severity: Severity) -> Finding:
    return Finding(
        rule=rule.id,
        severity=severity,
        place=flaw.place,
        what=flaw.what,
        why=rule.why,
        remedy=flaw.remedy or rule.remedy,
        subject=flaw.subject,
        clauses=rule.clauses,
    )
