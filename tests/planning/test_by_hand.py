"""Acts of people: the same in every run, newcomers in a step of their own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId
from reconciler.model.manual import Level
from reconciler.model.record import Past, PastStep
from reconciler.planning import assemble
from reconciler.planning.assumed import assumed_group, creation_id
from tests.builders import (
    KEY,
    NOW,
    a_baseline,
    a_chat,
    a_directory,
    a_group,
    a_past,
    a_past_group,
    a_spec,
    people,
    some_inputs,
)

ROOM = ChatId("room1")
TWELVE = "m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12"
BOOK = a_directory(f"ann bob eve {TWELVE}")


def a_room(wanted: str) -> object:
    """An internal group that the archive shows, of these people and ann."""
    spec = a_spec(type=GroupType.INTERNAL, archive_room=ROOM, members=wanted)
    return a_group(spec=spec, members=f"ann {wanted}", chat_id=ROOM, membership=Enrolment.STRICT)


def plan_of(wanted: str, inside: str, past: Past = Past(records=1)) -> object:  # noqa: B008  # Frozen.
    live = replace(a_chat(inside), chat_id=ROOM, type=GroupType.INTERNAL)
    return assemble(some_inputs([a_room(wanted)], [live], past, directory=BOOK))  # type: ignore[list-item]  # A group.


def told(step_id: str, who: str) -> Past:
    """The ledger after the invitation of these people was handed over and told."""
    everyone = tuple(sorted(people(who)))
    step = PastStep(step_id, KEY, ROOM, "members.join", NOW, everyone, "members", opened_seq=2)
    heard = {(Level.TOLD, next(iter(people("ann")))): NOW - timedelta(days=1)}
    return Past(records=9, steps={step_id: replace(step, told=heard)})


@pytest.mark.parametrize(
    ("inside", "wanted", "left"),
    [
        pytest.param("ann", TWELVE, [12], id="nobody-joined-yet"),
        pytest.param("ann m01 m02 m03 m04 m05", TWELVE, [7], id="five-of-twelve-joined"),
        pytest.param("ann m01 m02 m03 m04 m05", f"{TWELVE} eve", [7, 1], id="and-somebody-new-is-wanted"),
        pytest.param("ann", "m01 m02 m03", [3], id="nine-are-no-longer-wanted"),
    ],
)
def test_a_half_done_invitation_is_neither_a_new_step_nor_told_again(inside: str, wanted: str, left: list[int]) -> None:
    first = plan_of(TWELVE, "ann").manual[0]  # type: ignore[attr-defined]  # It is a plan.

    plan = plan_of(wanted, inside, told(first.id, TWELVE))

    steps = plan.manual  # type: ignore[attr-defined]  # As above.
    assert [len(step.people) for step in steps] == left
    assert steps[0].id == first.id
    assert steps[0].due == NOW + timedelta(days=2)
    assert [action.steps for action in plan.actions] == [(step.id,) for step in steps[1:]]  # type: ignore[attr-defined]  # As above.


def test_everybody_inside_ends_the_step_as_seen() -> None:
    first = plan_of(TWELVE, "ann").manual[0]  # type: ignore[attr-defined]  # It is a plan.

    plan = plan_of(TWELVE, f"ann {TWELVE}", told(first.id, TWELVE))

    assert [(step, end.value) for step, end in plan.ended_steps] == [(first.id, "seen")]  # type: ignore[attr-defined]  # As above.


def test_an_unseen_group_was_made_of_whom_its_maker_was_told_to_take_in() -> None:
    group = a_group(spec=a_spec(type=GroupType.INTERNAL, members="bob eve"), members="ann bob eve")
    made = PastStep(
        creation_id(group.chat_id), KEY, group.chat_id, "create", NOW, tuple(sorted(people("ann bob"))), attested_at=NOW
    )

    taken_for = assumed_group(group, Past(steps={made.id: made}))

    assert taken_for == replace(
        a_chat("ann bob"), chat_id=group.chat_id, type=GroupType.INTERNAL, is_assumed=True, name=group.spec.name
    )


def test_once_settled_an_unseen_group_is_taken_for_its_baseline() -> None:
    group = a_group(spec=a_spec(type=GroupType.INTERNAL, members="bob eve"), members="ann bob eve")
    past = a_past(a_past_group(baseline=a_baseline("ann bob", name="旧名")))

    taken_for = assumed_group(group, past)

    assert taken_for == replace(a_chat("ann bob", name="旧名"), type=GroupType.INTERNAL, is_assumed=True)
