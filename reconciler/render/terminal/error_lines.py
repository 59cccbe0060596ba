"""Findings that are errors, in a few lines: whatever turns an exit code red has to be seen."""

from collections.abc import Iterator, Mapping

from reconciler.model.finding import Severity
from reconciler.model.ids import GroupKey
from reconciler.model.plan import Plan
from reconciler.render.programs.plan_tree import sorted_findings
from reconciler.render.terminal.plan import section
from reconciler.render.terminal.styled import Line, line
from reconciler.render.words import titles
from reconciler.text import Language, Text

_MOST_ERRORS = 10  # the plan lists them all


def error_lines(plan: Plan, called: Mapping[GroupKey, str], language: Language) -> Iterator[Line]:
    """Findings that are errors: they make the exit code red, so their reason has to be seen."""
    held = {blocked.group for blocked in plan.blocked}  # said there already
    errors = [
        finding
        for finding in sorted_findings(plan.findings)
        if finding.severity is Severity.ERROR and finding.subject not in held
    ]
    if errors:
        yield from section(titles.FINDINGS, language)
    for finding in errors[:_MOST_ERRORS]:
        name = called.get(GroupKey(finding.subject), finding.subject)
        gap = titles.COLON.say(language) if name else ""
        yield line(("! ", "blocked"), f"{name}{gap}{finding.what.say(language)}", indent=2)
        yield line((titles.MEND.say(language), "dim"), finding.remedy.say(language), indent=4, hang=0)
    more = len(errors) - _MOST_ERRORS
    if more > 0:
        words = Text(f"另有 {more:,} 个，见 reconciler plan。", f"{more:,} more; see reconciler plan.")
        yield line(words.say(language), indent=2)
