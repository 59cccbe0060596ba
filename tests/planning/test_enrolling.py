"""What the next step of enrolment would do."""

import pytest

from reconciler.model.group import Enrolment
from reconciler.model.ids import GroupKey
from reconciler.model.plan import NextStep
from reconciler.planning import assemble
from tests.builders import KEY, a_chat, a_group, some_inputs

OBSERVED, ADDITIVE = Enrolment.OBSERVE, Enrolment.ADDITIVE


@pytest.mark.parametrize(
    ("membership", "live", "following"),
    [
        pytest.param(OBSERVED, a_chat("ann"), NextStep(ADDITIVE, joins=1), id="observed-would-add"),
        pytest.param(OBSERVED, a_chat(name="老名字"), NextStep(ADDITIVE, fields=1), id="observed-would-rename"),
        pytest.param(OBSERVED, a_chat("ann bob guest"), NextStep(ADDITIVE), id="observed-keeps-strangers"),
        pytest.param(
            ADDITIVE, a_chat("ann bob guest"), NextStep(Enrolment.STRICT, leaves=1), id="additive-would-remove"
        ),
        pytest.param(Enrolment.STRICT, a_chat("ann bob guest"), None, id="strict-is-the-end"),
    ],
)
def test_the_next_step_is_told_where_a_group_differs(membership: object, live: object, following: object) -> None:
    group = a_group(membership=membership)  # type: ignore[arg-type]  # Parameters of one type.

    plan = assemble(some_inputs([group], [live]))  # type: ignore[list-item]  # Parameters of one type.

    assert [group.next_step for group in plan.groups] == [following]


@pytest.mark.parametrize(
    ("membership", "live", "ready"),
    [
        pytest.param(OBSERVED, a_chat(), (KEY,), id="in-line"),
        pytest.param(OBSERVED, a_chat("ann bob guest"), (KEY,), id="strangers-would-stay"),
        pytest.param(OBSERVED, a_chat("ann"), (), id="somebody-would-join"),
        pytest.param(ADDITIVE, a_chat(), (), id="not-observed"),
    ],
)
def test_observed_groups_that_nothing_would_change_are_ready(membership: object, live: object, ready: object) -> None:
    group = a_group(membership=membership)  # type: ignore[arg-type]  # Parameters of one type.

    plan = assemble(some_inputs([group], [live]))  # type: ignore[list-item]  # Parameters of one type.

    assert plan.ready == ready
    assert {GroupKey(KEY)} >= set(plan.ready) <= plan.names.keys()


def test_a_group_that_is_not_there_is_not_ready() -> None:
    assert assemble(some_inputs([a_group(membership=OBSERVED)])).ready == ()
