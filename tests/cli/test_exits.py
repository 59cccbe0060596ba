"""Results → numbers: the first that holds of 130, 5, 4, 1, 3."""

from dataclasses import replace
from datetime import datetime

import pytest

from reconciler.cli.exits import Exit, exit_of_apply, exit_of_plan
from reconciler.engine.apply import Applied
from reconciler.errors import ProviderError
from reconciler.model.action import UpdateGroup
from reconciler.model.group import GroupType
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Blocked, Plan
from reconciler.text import Text
from tests.builders import KEY, ZONE, chat_of

SORRY = Text("不行。", "No.")
EMPTY = Plan("ww1", "1", simulated=True, now=datetime(2026, 11, 18, tzinfo=ZONE))
HELD = replace(EMPTY, blocked=(Blocked("unreadable-family", SORRY, SORRY),))
FAILED = replace(HELD, failed=(GroupType.CUSTOMER,))
ACTION = UpdateGroup(KEY, chat_of(), joins=())
DONE, LATER, LOST = (Outcome(ACTION, status) for status in (Status.APPLIED, Status.DEFERRED, Status.UNKNOWN))


@pytest.mark.parametrize(
    ("plan", "broken", "code"),
    [
        pytest.param(EMPTY, False, Exit.DONE, id="nothing"),
        pytest.param(EMPTY, True, Exit.FINDINGS, id="broken-documents"),
        pytest.param(HELD, False, Exit.FINDINGS, id="blocked"),
        pytest.param(replace(EMPTY, actions=(ACTION,)), False, Exit.CHANGES, id="changes"),
        pytest.param(FAILED, False, Exit.NOTHING_WRITTEN, id="family-failed"),
        pytest.param(FAILED, True, Exit.NOTHING_WRITTEN, id="family-failed-and-broken-documents"),
        pytest.param(
            replace(FAILED, actions=(ACTION,)), False, Exit.NOTHING_WRITTEN, id="family-failed-others-have-changes"
        ),
    ],
)
def test_a_plan_ends_with_the_first_number_that_holds(plan: Plan, broken: bool, code: Exit) -> None:
    assert exit_of_plan(plan, tell_changes=True, broken=broken) is code


@pytest.mark.parametrize(
    ("result", "code"),
    [
        pytest.param(Applied(EMPTY, (), EMPTY), Exit.DONE, id="nothing"),
        pytest.param(Applied(EMPTY, (DONE,), EMPTY), Exit.DONE, id="done"),
        pytest.param(Applied(HELD, (DONE,), EMPTY), Exit.FINDINGS, id="blocked"),
        pytest.param(Applied(FAILED, (), FAILED), Exit.NOTHING_WRITTEN, id="family-failed"),
        pytest.param(Applied(FAILED, (DONE,), FAILED), Exit.FINDINGS, id="family-failed-others-written"),
        pytest.param(Applied(FAILED, (LATER,), FAILED), Exit.PARTLY, id="family-failed-others-deferred"),
        pytest.param(Applied(FAILED, (DONE, LOST), FAILED), Exit.PARTLY, id="family-failed-others-unknown"),
        pytest.param(
            Applied(EMPTY, (LATER,), None, stopped=ProviderError(SORRY)), Exit.NOTHING_WRITTEN, id="stopped-at-once"
        ),
        pytest.param(Applied(FAILED, (DONE,), None, interrupted=True), Exit.INTERRUPTED, id="interrupted"),
    ],
)
def test_an_apply_ends_with_the_first_number_that_holds(result: Applied, code: Exit) -> None:
    assert exit_of_apply(result) is code
