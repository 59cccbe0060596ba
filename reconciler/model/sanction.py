"""What follows when somebody breaks the rules: steps of a ladder, each with reason and evidence."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reconciler.model.finding import Place
from reconciler.model.ids import GroupKey, UserId


class Step(StrEnum):
    """The steps the documents know, mildest first (D3.3–D3.5, E3.4, F6, G6, H7)."""

    GUIDANCE = "guidance"
    WARN = "warn"
    WRITTEN_WARNING = "written-warning"
    CRITICISM = "criticism"
    MUTE = "mute"
    FINE = "fine"
    REMOVE = "remove"
    BAN = "ban"
    LEGAL_REFERRAL = "legal-referral"


OUSTING = frozenset({Step.REMOVE, Step.BAN, Step.LEGAL_REFERRAL})
"""Steps that put somebody out of the groups."""


@dataclass(frozen=True, slots=True)
class Sanction:
    """`kind: sanction`. Holds from `begins` to the end of `until` (None = no end); `ruleset` is the one broken."""

    key: str
    person: UserId
    groups: tuple[GroupKey, ...]
    step: Step
    begins: date
    place: Place = field(compare=False)
    reason: str | None = None
    evidence: str | None = None
    until: date | None = None
    approver: UserId | None = None
    ruleset: str | None = None

    def ousts_on(self, day: date) -> bool:
        """Whether it keeps the person out of its groups on a day of the company's zone."""
        return self.step in OUSTING and self.begins <= day and (self.until is None or self.until >= day)
