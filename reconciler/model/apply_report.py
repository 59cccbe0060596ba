"""What a saved report of an apply tells whoever was not there."""

from dataclasses import dataclass

from reconciler.model.outcome import Status
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class ReportedOutcome:
    """One action's end; `operation` as in `OPERATIONS`, `subject` a group's key, a person's id or a resource's key."""

    operation: str
    subject: str
    status: Status
    errcode: int | None = None
    detail: Text | None = None


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """All outcomes; `converged` None where nothing was read again, `left` the calls still to be made.

    `refused` is why nothing was begun, None where something was.
    """

    outcomes: tuple[ReportedOutcome, ...]
    simulated: bool = False
    converged: bool | None = None
    left: int = 0
    refused: Text | None = None

    @property
    def holds(self) -> bool:
        """Nothing went wrong; what is only put off to a later run did not."""
        ended = {outcome.status for outcome in self.outcomes}
        if ended & {Status.FAILED, Status.UNKNOWN, Status.SKIPPED} or self.converged is None:
            return False
        return self.left == 0 or Status.DEFERRED in ended
