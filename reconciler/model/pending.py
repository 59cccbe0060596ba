"""What was merged and is not applied yet."""

from dataclasses import dataclass

from reconciler.model.approval import Evidence
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Pending:
    """One commit of the default branch that is to be applied.

    Attributes:
        number: of the pull request that brought it, `head` its last commit; None and empty for a direct push.
        problem: why it cannot be applied, and `remedy` what to do; None where it can.
        superseded_by: the pull request whose plan holds everything this one's still has to do; None where none does.
    """

    commit: str
    number: int | None = None
    head: str = ""
    problem: Text | None = None
    remedy: Text | None = None
    superseded_by: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewedPlan:
    """A pending commit with the plan as it was saved and the evidence; without both where it is not applied."""

    pending: Pending
    plan: bytes = b""
    evidence: Evidence | None = None
