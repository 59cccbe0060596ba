"""The circuit breaker of one run: after failures in a row the fault is not in one group, and nothing more is tried."""

from dataclasses import dataclass, field

from reconciler.errors import TooManyFailuresError
from reconciler.model.outcome import Outcome, Status
from reconciler.text import Text

_FAILURES = frozenset({Status.FAILED, Status.UNKNOWN})


@dataclass(slots=True)
class Breaker:
    """Counts calls that failed, or whose end is unknown, since the last one that took effect.

    A refusal that concerns one person or group alone counts too: the next success forgets it. What was put off because
    of a limit counts neither way.
    """

    limit: int
    _failures: list[Outcome] = field(default_factory=list)

    def hear(self, outcome: Outcome) -> TooManyFailuresError | None:
        """Take the end of a call in; the error that ends the run once there are `limit` failures in a row."""
        if outcome.status is Status.APPLIED:
            self._failures.clear()
        elif outcome.status in _FAILURES:
            self._failures.append(outcome)
        if len(self._failures) < self.limit:
            return None
        return TooManyFailuresError(
            Text(
                f"连续 {len(self._failures)} 次调用失败，熔断：这次运行到此为止。",
                f"{len(self._failures)} calls failed in a row: the circuit breaker ended this run.",
            ),
            Text(
                "先看每次失败的原因；排除之后再运行一次，会接着做。"
                "几次才熔断：company.yaml 的 guards: failures_in_a_row。",
                "Look at why each of them failed; then run again to go on. "
                "How many it takes: guards: failures_in_a_row in company.yaml.",
            ),
        )
