"""Failures in a row end a run; a success in between forgets them."""

import pytest

from reconciler.errors import BusyError, ForbiddenError, ProviderError, RejectedError, TooManyFailuresError
from reconciler.model.outcome import Status
from reconciler.text import Text
from tests.builders import a_chat
from tests.engine.fakes import Fault, World, endings, silence
from tests.engine.worlds import a_world, strict

SORRY = Text.same("sorry")
KEYS = "abcdefgh"
BUSY = Fault(BusyError(SORRY, errcode=-1))
REFUSED = Fault(RejectedError(SORRY, errcode=60111))


def eight_joins() -> World:
    """Eight groups that miss cat."""
    return a_world([strict(key, "bob cat") for key in KEYS], [a_chat("ann bob", key=key) for key in KEYS])


@pytest.mark.parametrize("fault", [BUSY, REFUSED, silence("before")], ids=["busy", "refused", "unknown"])
def test_five_failures_in_a_row_stop_the_run(fault: Fault) -> None:
    world = eight_joins()
    world.wecom.faults = dict.fromkeys(range(20), fault)

    applied = world.apply()

    ends = [status for _, status in endings(applied)]
    assert ends[5:] == ["skipped"] * 3
    assert set(ends[:5]) <= {"failed", "unknown"}
    assert isinstance(applied.stopped, TooManyFailuresError)
    assert all("circuit breaker" in outcome.detail.en for outcome in applied.outcomes[5:] if outcome.detail)
    assert world.ledger.ended[0][Status.SKIPPED] == 3


def test_a_success_in_between_forgets_the_failures() -> None:
    world = eight_joins()
    world.wecom.faults = {number: BUSY for number in range(8) if number != 4}

    applied = world.apply()

    assert [status for _, status in endings(applied)] == ["failed"] * 4 + ["applied"] + ["failed"] * 3
    assert applied.stopped is None


def test_the_next_run_goes_on() -> None:
    world = eight_joins()
    world.wecom.faults = dict.fromkeys(range(5), BUSY)

    first, again = world.apply(), world.apply()

    assert isinstance(first.stopped, TooManyFailuresError)
    assert {status for _, status in endings(again)} == {"applied"}


@pytest.mark.parametrize("error", [ForbiddenError(SORRY, errcode=60020), ForbiddenError(SORRY, errcode=48002)])
def test_a_refusal_of_everything_stops_at_once_and_says_why(error: ProviderError) -> None:
    world = eight_joins()
    world.wecom.faults = {0: Fault(error)}

    applied = world.apply()

    assert [status for _, status in endings(applied)] == ["failed"] + ["skipped"] * 7
    assert all(outcome.detail and "sorry" in outcome.detail.en for outcome in applied.outcomes[1:])
