"""Apply again and again until nothing waits any more: each round reads, checks and plans anew."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from reconciler.engine.apply import Applied, next_moment
from reconciler.engine.ports import Clock
from reconciler.errors import ReconcilerError
from reconciler.model.outcome import Status

_FINAL = frozenset({Status.APPLIED, Status.UNKNOWN})
"""Ends that no later round comes back to."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a run waits for its next stage.

    Attributes:
        until: the last moment to wait for.
        sleep: comes back at a moment, or before it when somebody asks to stop.
        tell: says until when it waits, and how many calls are left.
        asked_to_stop: as in `Apply`.
    """

    until: datetime
    clock: Clock
    sleep: Callable[[datetime], Awaitable[None]]
    tell: Callable[[datetime, int], None]
    asked_to_stop: Callable[[], bool]


async def apply_in_rounds(once: Callable[[bool], Awaitable[Applied]], waiting: Waiting) -> Applied:
    """One apply after another, each at the moment of the next stage; nothing is held in between.

    Args:
        once: one whole apply; told whether it goes on with what an earlier one began.
    Returns: what all of them came to: ends that are final, whatever the round, and the last round's others. What
        ends a later round, a plan that no longer holds for one, is its `stopped`.
    Raises: what the first round raises.
    """
    rounds = [await once(False)]
    while (moment := next_moment(rounds[-1], waiting.clock())) is not None and moment <= waiting.until:
        if moment > waiting.clock():
            deferred = sum(outcome.status is Status.DEFERRED for outcome in rounds[-1].outcomes)
            waiting.tell(moment, deferred)
            await waiting.sleep(moment)
        if waiting.asked_to_stop():
            return replace(_together(rounds), interrupted=True)
        try:
            rounds.append(await once(True))
        except ReconcilerError as error:
            return replace(_together(rounds), stopped=error)
    return _together(rounds)


def _together(rounds: list[Applied]) -> Applied:
    final = [outcome for each in rounds[:-1] for outcome in each.outcomes if outcome.status in _FINAL]
    return replace(rounds[-1], plan=rounds[0].plan, outcomes=(*final, *rounds[-1].outcomes))
