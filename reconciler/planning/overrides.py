"""Guards lifted by review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reconciler.model.desired import GuardName, Override
from reconciler.model.finding import Finding, Severity
from reconciler.model.ids import GroupKey
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Overrides:
    """The reviewed overrides that hold on one day."""

    entries: tuple[Override, ...]

    def lift(self, guard: GuardName, number: int, group: GroupKey | None = None) -> bool:
        """Whether a reviewed entry allows `number` for this guard and group."""
        return any(entry.guard is guard and entry.group == group and number <= entry.limit for entry in self.entries)


def overrides_on(entries: Iterable[Override], today: date) -> tuple[Overrides, tuple[Finding, ...]]:
    """Entries that hold on `today` (company's zone), and a warning for each that has run out."""
    valid: list[Override] = []
    findings: list[Finding] = []
    for entry in entries:
        if today <= entry.until:
            valid.append(entry)
        else:
            findings.append(_expired(entry))
    return Overrides(tuple(valid)), tuple(findings)


def _expired(entry: Override) -> Finding:
    return Finding(
        rule="override-expired",
        severity=Severity.WARNING,
        place=entry.place,
        what=Text(
            f"对“{entry.guard}”的放行已于 {entry.until} 到期。",
            f"The override of “{entry.guard}” ended on {entry.until}.",
        ),
        why=Text("到期的放行不再起作用。", "An override that has ended lifts nothing."),
        remedy=Text("删掉这一条；仍需要时重新评审。", "Take the entry out, or have a new one reviewed."),
        subject=entry.group or "",
    )
