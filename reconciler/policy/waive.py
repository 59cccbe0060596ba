"""Reviewed exceptions: a waiver changes findings, never actions, and is itself a finding when unused or over."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from reconciler.model.desired import DepartmentSpec, DesiredState, Profile, Waiver
from reconciler.model.finding import Finding, Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Rule
from reconciler.text import Text


def waive(
    findings: Iterable[Finding],
    desired: DesiredState,
    groups: tuple[GroupSpec, ...],
    today: date,
    ran: Collection[str],
    *,
    scheduled: bool = False,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Split findings into those that stand and those that are waived; complaints about waivers are among the first.

    Args:
        ran: ids of the rules that ran; only a waiver whose rule ran can be called unused.
        scheduled: a scheduled run. Elsewhere what a waiver covered until it ended is a warning at most, and so is its
            end: a date never breaks somebody else's change.
    """
    by_key: dict[str, GroupSpec] = {spec.key: spec for spec in groups}
    valid = [waiver for waiver in desired.waivers if today <= waiver.until]
    ended = [waiver for waiver in desired.waivers if waiver.until < today]
    used: set[int] = set()
    standing: list[Finding] = []
    waived: list[Finding] = []
    for finding in findings:
        spec = by_key.get(finding.subject)
        covering = [waiver for waiver in valid if _covers(waiver, finding, spec, desired)]
        used.update(id(waiver) for waiver in covering)
        if covering:
            waived.append(finding)
        elif not scheduled and any(_covers(waiver, finding, spec, desired) for waiver in ended):
            standing.append(replace(finding, severity=max(finding.severity, Severity.WARNING)))
        else:
            standing.append(finding)
    standing += [_expired(waiver, scheduled=scheduled) for waiver in ended]
    standing += [_unused(waiver) for waiver in valid if waiver.rule in ran and id(waiver) not in used]
    return tuple(standing), tuple(waived)


def unknown_waivers(desired: DesiredState, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Waivers of rules that do not exist."""
    known = {rule.id for rule in rules}
    return tuple(_unknown(waiver) for waiver in desired.waivers if waiver.rule not in known)


def _covers(waiver: Waiver, finding: Finding, spec: GroupSpec | None, desired: DesiredState) -> bool:
    """Whether a waiver is for a finding: about its group, or about a group of its department or profile or these."""
    if waiver.rule != finding.rule:
        return False
    if waiver.group is not None:
        return finding.subject == waiver.group
    if waiver.department is not None:
        return _is_about(finding, desired.departments.get(waiver.department)) or (
            spec is not None and spec.department == waiver.department
        )
    profile = desired.profiles.get(waiver.profile or "")
    if profile is None or _is_about(finding, profile):
        return profile is not None
    return spec is not None and (
        (profile.category is not None and profile.category == spec.category)
        or (profile.classification is not None and profile.classification == spec.classification)
    )


def _is_about(finding: Finding, document: DepartmentSpec | Profile | None) -> bool:
    return document is not None and finding.subject == document.key and finding.place.file == document.place.file


def _expired(waiver: Waiver, *, scheduled: bool) -> Finding:
    return Finding(
        rule="waiver-expired",
        severity=Severity.ERROR if scheduled else Severity.WARNING,
        place=waiver.place,
        what=Text(
            f"对规则“{waiver.rule}”的豁免已于 {waiver.until} 到期。",
            f"The waiver of “{waiver.rule}” ended on {waiver.until}.",
        ),
        why=Text("到期的豁免不再起作用。", "A waiver that has ended waives nothing."),
        remedy=Text("删掉这一条；仍需要时重新评审。", "Take the entry out, or have a new one reviewed."),
        subject=waiver.group or "",
    )


def _unused(waiver: Waiver) -> Finding:
    return Finding(
        rule="waiver-unused",
        severity=Severity.WARNING,
        place=waiver.place,
        what=Text(f"对规则“{waiver.rule}”的豁免没有用上。", f"The waiver of “{waiver.rule}” waives nothing."),
        why=Text("用不上的豁免会悄悄放过以后的问题。", "An unused waiver would let later mistakes pass in silence."),
        remedy=Text("删掉这一条。", "Take the entry out."),
        subject=waiver.group or "",
    )


def _unknown(waiver: Waiver) -> Finding:
    return Finding(
        rule="waiver-unknown-rule",
        severity=Severity.ERROR,
        place=waiver.place.at("rule"),
        what=Text(f"没有叫“{waiver.rule}”的规则。", f"There is no rule “{waiver.rule}”."),
        why=Text("写错名字的豁免不起作用。", "A waiver of a misspelt rule waives nothing."),
        remedy=Text("核对规则名。", "Check the rule's name."),
        subject=waiver.group or "",
    )
