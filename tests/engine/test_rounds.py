"""Applying again and again until nothing waits."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from reconciler.engine.apply import Applied
from reconciler.engine.rounds import Waiting, apply_in_rounds
from reconciler.errors import LedgerConflictError, ReconcilerError
from reconciler.model.action import UpdateGroup
from reconciler.model.ids import GroupKey
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan, Stage
from reconciler.text import Text
from tests.builders import NOW, chat_of

HOUR = timedelta(hours=1)
PLAN = Plan("ww1", "1", simulated=False, now=NOW)
TAKEN = LedgerConflictError(Text.same("taken"))


class Run:
    """Rounds that end as they are told to, and a clock that moves when somebody sleeps."""

    def __init__(self, *ends: Applied | ReconcilerError) -> None:
        self.ends = list(ends)
        self.now = NOW
        self.continued: list[bool] = []
        self.told: list[tuple[datetime, int]] = []
        self.is_stopping = False

    async def once(self, is_continued: bool) -> Applied:
        self.continued.append(is_continued)
        end = self.ends.pop(0)
        if isinstance(end, ReconcilerError):
            raise end
        return end

    async def sleep(self, moment: datetime) -> None:
        self.now = moment

    def go(self, most: timedelta = 24 * HOUR) -> Applied:
        waiting = Waiting(
            until=NOW + most,
            clock=lambda: self.now,
            sleep=self.sleep,
            tell=lambda moment, left: self.told.append((moment, left)),
            asked_to_stop=lambda: self.is_stopping,
        )
        return asyncio.run(apply_in_rounds(self.once, waiting))


def ended(at: datetime | None, **statuses: Status) -> Applied:
    """A round in which groups ended like this, and whose next stage is due at `at`."""
    outcomes = (Outcome(UpdateGroup(GroupKey(key), chat_of(key)), status) for key, status in statuses.items())
    stages = (Stage(at, (("update", 1),)),) if at else ()
    return Applied(PLAN, tuple(outcomes), replace(PLAN, stages=stages))


def ends(applied: Applied) -> dict[str, Status]:
    return {outcome.action.group: outcome.status for outcome in applied.outcomes}


def test_rounds_go_on_until_nothing_waits_and_tell_all_that_was_done() -> None:
    run = Run(
        ended(NOW + HOUR, a=Status.APPLIED, b=Status.DEFERRED, c=Status.DEFERRED, d=Status.UNKNOWN),
        ended(NOW + 2 * HOUR, b=Status.APPLIED, c=Status.DEFERRED),
        ended(None, c=Status.APPLIED),
    )

    applied = run.go()

    assert ends(applied) == {"a": "applied", "b": "applied", "c": "applied", "d": "unknown"}
    assert (run.continued, run.told) == ([False, True, True], [(NOW + HOUR, 2), (NOW + 2 * HOUR, 1)])


def test_nothing_waits_longer_than_it_may() -> None:
    run = Run(ended(NOW + 7 * HOUR, a=Status.DEFERRED))

    applied = run.go(6 * HOUR)

    assert (ends(applied), run.told) == ({"a": "deferred"}, [])


def test_what_failed_alone_is_not_waited_for() -> None:
    run = Run(ended(NOW + HOUR, a=Status.FAILED))

    assert ends(run.go()) == {"a": "failed"}


def test_a_stage_that_became_due_during_a_round_is_next_at_once_if_that_did_anything() -> None:
    run = Run(ended(NOW, a=Status.APPLIED, b=Status.DEFERRED), ended(NOW, b=Status.DEFERRED))

    applied = run.go()

    assert (ends(applied), run.told) == ({"a": "applied", "b": "deferred"}, [])


def test_ctrl_c_ends_the_wait_and_says_what_is_left() -> None:
    run = Run(ended(NOW + HOUR, a=Status.APPLIED, b=Status.DEFERRED))
    run.is_stopping = True

    applied = run.go()

    assert (applied.interrupted, ends(applied)) == (True, {"a": "applied", "b": "deferred"})


def test_a_later_round_that_is_refused_keeps_what_was_done() -> None:
    run = Run(ended(NOW + HOUR, a=Status.APPLIED, b=Status.DEFERRED), TAKEN)

    applied = run.go()

    assert (applied.stopped, ends(applied)) == (TAKEN, {"a": "applied", "b": "deferred"})
