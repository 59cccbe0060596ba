"""Present, absent, dissolved, unreadable: never a guess."""

from dataclasses import replace

import pytest

from reconciler.model.action import CreateGroup
from reconciler.model.finding import Finding, Severity
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.ids import ChatId
from reconciler.model.live import AbsentGroup, SeenGroup, UnreadableGroup
from reconciler.model.record import Past, PastGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import ALL_CAUSES, DRIFT_CAUSES, assemble
from reconciler.planning.diff import Departures
from reconciler.planning.match import match_group
from reconciler.text import Text
from tests.builders import (
    KEY,
    a_baseline,
    a_chat,
    a_group,
    a_past,
    a_past_group,
    a_spec,
    chat_of,
    some_inputs,
)

MADE = a_past(a_past_group())
SETTLED = a_past(a_past_group(baseline=a_baseline(), adopted=True))
HOPED = a_past(PastGroup(KEY, chat_of()))  # a create without an answer, or a crash
NOTHING = Past(records=1)
GROUP = a_group()
ADOPTED = a_group(spec=a_spec(chat_id=ChatId("written")))
AGAIN = a_group(spec=a_spec(generation=2))


def gone(group: ResolvedGroup = GROUP, *, dissolved: bool = False) -> AbsentGroup:
    return AbsentGroup(group.chat_id, dissolved)


@pytest.mark.parametrize(
    ("group", "seen", "past", "guard"),
    [
        pytest.param(GROUP, gone(), NOTHING, None, id="new"),
        pytest.param(GROUP, gone(), HOPED, None, id="a-create-that-perhaps-did-not-happen"),
        pytest.param(AGAIN, gone(AGAIN), MADE, None, id="the-next-generation"),
        pytest.param(GROUP, gone(), MADE, "dissolved-group", id="we-made-it"),
        pytest.param(GROUP, gone(), SETTLED, "dissolved-group", id="it-was-in-line-once"),
        pytest.param(GROUP, gone(dissolved=True), NOTHING, "dissolved-group", id="wecom-says-so"),
        pytest.param(ADOPTED, gone(ADOPTED), NOTHING, "unknown-chat", id="a-chat-id-nobody-has"),
        pytest.param(
            GROUP, replace(a_chat(), type=GroupType.CUSTOMER), SETTLED, "other-type", id="a-group-of-another-type"
        ),
        pytest.param(GROUP, None, NOTHING, "unreadable", id="not-read"),
        pytest.param(GROUP, UnreadableGroup(chat_of(), Text.same("busy")), NOTHING, "unreadable", id="unreadable"),
        pytest.param(
            GROUP, UnreadableGroup(chat_of(), Text.same("x"), foreign=True), NOTHING, "foreign-group", id="foreign"
        ),
    ],
)
def test_a_group_that_is_not_there(group: ResolvedGroup, seen: SeenGroup | None, past: Past, guard: str | None) -> None:
    plan = assemble(some_inputs([group], [seen] if seen else [], past))

    assert [(held.guard, held.group) for held in plan.blocked] == ([(guard, KEY)] if guard else [])
    assert [type(action) for action in plan.actions] == ([] if guard else [CreateGroup])
    assert plan.in_line == {}


@pytest.mark.parametrize("seen", [a_chat("ann"), gone()])
def test_an_uncertain_membership_blocks_the_group(seen: SeenGroup) -> None:
    finding = Finding("unknown-tag", Severity.ERROR, GROUP.spec.place, Text.same("w"), Text.same("y"), Text.same("r"))
    group = a_group(unusable=(finding,))

    plan = assemble(some_inputs([group, a_group("other")], [seen, a_chat("ann", key="other")]))

    assert [(held.guard, held.group, held.place) for held in plan.blocked] == [("unknown-tag", KEY, GROUP.spec.place)]
    assert [action.group for action in plan.actions] == ["other"]


@pytest.mark.parametrize("lifecycle", [Lifecycle.FROZEN, Lifecycle.RETIRING, Lifecycle.RETIRED])
@pytest.mark.parametrize("past", [NOTHING, MADE])
def test_an_absent_group_that_is_not_active_is_left_in_peace(lifecycle: Lifecycle, past: Past) -> None:
    plan = assemble(some_inputs([a_group(spec=a_spec(lifecycle=lifecycle))], [gone()], past))

    assert (plan.actions, plan.blocked, plan.groups, plan.manual) == ((), (), (), ())


def test_an_absent_group_that_is_only_observed_is_shown_and_not_made() -> None:
    plan = assemble(some_inputs([a_group(membership=Enrolment.OBSERVE)], [gone()]))

    assert plan.actions == ()
    assert [len(group.reported) for group in plan.groups] == [5]


@pytest.mark.parametrize(("causes", "acted"), [(ALL_CAUSES, 1), (DRIFT_CAUSES, 0)])
def test_correcting_drift_makes_no_group(causes: frozenset[object], acted: int) -> None:
    plan = assemble(some_inputs([GROUP], [gone()], causes=causes))

    assert len(plan.actions) == acted
    assert len(plan.groups[0].waiting) == (0 if acted else 5)


def test_a_dissolved_group_leaves_nothing_waiting_to_be_made_again() -> None:
    work = match_group(GROUP, AbsentGroup(chat_of(), dissolved=True), SETTLED, Departures(), DRIFT_CAUSES)

    assert [refusal.guard for refusal in work.blocked] == ["dissolved-group"]
    assert (work.acted, work.waiting) == ((), ())
