"""A group of somebody who has left changes hands in the call that removes them, and never because an id changed."""

from dataclasses import replace
from datetime import time

import pytest

from reconciler.model.action import UpdateGroup
from reconciler.model.change import Cause, Field
from reconciler.model.ids import UserId, user_id
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import DRIFT_CAUSES, Inputs, assemble
from tests.builders import (
    NOW,
    a_baseline,
    a_chat,
    a_company,
    a_directory,
    a_group,
    a_past,
    a_past_group,
    a_spec,
    a_state,
    people,
    some_inputs,
)

SPEC = a_spec(owner="gone", members="bob cat", deputy=user_id("bob"))
GROUP = replace(a_group(spec=SPEC, members="bob cat"), owner=user_id("bob"), unknown=people("gone"))
PAST = a_past(
    a_past_group(baseline=a_baseline("gone bob cat", owner="gone", selectors="user:bob user:cat")),
    missing_since={UserId("gone"): NOW - a_company().departed_grace},
)
BOOK = a_directory("bob cat dan eve", absent="gone")


def inputs_of(live_owner: str, members: str, *, group: ResolvedGroup = GROUP, past: Past = PAST) -> Inputs:
    company = a_company(quiet_hours=QuietHours(time(0, 0), time(23, 59)))
    return some_inputs(
        [group],
        [a_chat(members, owner=live_owner)],
        past,
        directory=BOOK,
        desired=a_state(group.spec, company=company),
        causes=DRIFT_CAUSES,
    )


@pytest.mark.clause("A5", "A8")
def test_the_handover_shares_the_call_of_the_removal_even_in_quiet_hours() -> None:
    plan = assemble(inputs_of("gone", "gone bob cat"))

    assert [type(action) for action in plan.actions] == [UpdateGroup]
    (call,) = [action for action in plan.actions if isinstance(action, UpdateGroup)]
    assert (call.owner, call.joins, call.leaves, call.not_before) == ("bob", (), ("gone",), None)


def test_a_successor_who_is_not_in_the_group_joins_in_the_same_call() -> None:
    group = replace(
        GROUP, spec=replace(SPEC, deputy=user_id("dan")), owner=user_id("dan"), members=people("bob cat dan")
    )

    plan = assemble(inputs_of("gone", "gone bob cat", group=group))

    (call,) = [action for action in plan.actions if isinstance(action, UpdateGroup) and action.owner]
    assert (call.owner, call.joins, call.leaves) == ("dan", ("dan",), ("gone",))


def test_whom_wecom_chose_at_random_hands_over_to_the_deputy() -> None:
    plan = assemble(inputs_of("cat", "bob cat"))

    changes = [(change.field, change.before, change.after, change.cause) for change in plan.groups[0].changes]
    assert changes == [(Field.OWNER, "cat", "bob", Cause.DEPARTED)]


def test_once_handed_over_nothing_is_left_to_do() -> None:
    plan = assemble(inputs_of("bob", "bob cat"))

    assert (plan.actions, plan.groups, plan.blocked) == ((), (), ())
    assert plan.in_line == {GROUP.key: GROUP.baseline.digest}


@pytest.mark.parametrize("past", [PAST, replace(PAST, groups={})])
def test_an_owner_nobody_declared_may_be_the_same_person_and_keeps_the_group(past: Past) -> None:
    plan = assemble(inputs_of("eve", "eve bob cat", past=replace(past, records=1)))

    assert [(held.guard, held.place and held.place.path) for held in plan.blocked] == [
        ("owner-perhaps-renamed", ("owner",))
    ]
    assert plan.actions == ()
    assert "名eve (晨星) Eve, who owns the group now" in plan.blocked[0].what.en
