"""Where manual steps stand, and how they end."""

from dataclasses import replace
from datetime import timedelta

from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId, user_id
from reconciler.model.live import LiveGroup
from reconciler.model.manual import Level, StepEnd
from reconciler.model.record import Past, PastStep
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import DRIFT_CAUSES, assemble
from tests.builders import KEY, NOW, a_chat, a_group, a_spec, chat_of, people, some_inputs

REAL = ChatId("wrSALES0001")


def opened(field: str, step_id: str = "s", chat_id: ChatId | None = None) -> Past:
    """A ledger in which one step was handed over yesterday."""
    step = PastStep(step_id, KEY, chat_id or chat_of(), field, NOW - timedelta(days=1), opened_seq=3)
    return Past(records=9, steps={step_id: step})


def test_a_group_made_by_hand_ends_its_creation_once_its_real_id_is_written_down() -> None:
    spec = a_spec(type=GroupType.CUSTOMER, chat_id=REAL)
    live = replace(a_chat(), chat_id=REAL, type=GroupType.CUSTOMER)

    plan = assemble(some_inputs([a_group(spec=spec)], [live], opened("create")))

    assert plan.ended_steps == (("s", StepEnd.SEEN),)


def test_what_was_asked_of_another_generation_is_withdrawn() -> None:
    group = a_group(spec=a_spec(generation=2))

    plan = assemble(some_inputs([group], [replace(a_chat(), chat_id=group.chat_id)], opened("admins")))

    assert plan.ended_steps == (("s", StepEnd.WITHDRAWN),)


def customer_group() -> tuple[ResolvedGroup, LiveGroup]:
    """A group whose name, admins and announcement are not yet as git asks; bob is not yet in."""
    spec = a_spec(type=GroupType.CUSTOMER, chat_id=REAL, name="新名", admins="bob", announcement="请友善")
    live = LiveGroup(
        REAL, "旧名", user_id("ann"), people("ann"), admins=people(""), announcement="", type=GroupType.CUSTOMER
    )
    return a_group(spec=spec), live


def everything_told(group: ResolvedGroup, live: LiveGroup) -> Past:
    """The ledger after all of it was handed over and told two days ago."""
    asked = assemble(some_inputs([group], [live])).manual
    heard = {(Level.TOLD, user_id("ann")): NOW - timedelta(days=2)}
    steps = {
        step.id: PastStep(
            step.id, KEY, REAL, step.field, heard[Level.TOLD, user_id("ann")], step.people, step.seen_by, opened_seq=2
        )
        for step in asked
    }
    return Past(records=9, steps={key: replace(step, told=heard) for key, step in steps.items()})


def test_looking_for_drift_ends_no_step_of_git() -> None:
    group, live = customer_group()
    past = everything_told(group, live)

    plan = assemble(some_inputs([group], [live], past, causes=DRIFT_CAUSES))

    assert plan.ended_steps == ()
    assert {step.id for step in plan.manual} == set(past.steps)


def test_looking_for_drift_asks_for_nothing_of_git_that_nobody_was_told_of() -> None:
    group, live = customer_group()

    plan = assemble(some_inputs([group], [live], causes=DRIFT_CAUSES))

    assert plan.manual == ()
    assert plan.ended_steps == ()


def test_a_group_that_is_only_watched_from_now_on_has_its_steps_withdrawn() -> None:
    group, live = customer_group()
    past = everything_told(group, live)

    plan = assemble(some_inputs([replace(group, membership=Enrolment.OBSERVE)], [live], past))

    assert dict(plan.ended_steps) == dict.fromkeys(past.steps, StepEnd.WITHDRAWN)
