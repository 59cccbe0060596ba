"""Where manual steps stand, and how they end."""

from dataclasses import replace
from datetime import timedelta

from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId
from reconciler.model.manual import StepEnd
from reconciler.model.record import Past, PastStep
from reconciler.planning import assemble
from tests.builders import KEY, NOW, a_chat, a_group, a_spec, chat_of, some_inputs

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
