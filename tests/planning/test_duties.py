"""What only a person can do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.capability import Access, Capability
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.ids import user_id
from reconciler.model.manual import ManualStep
from reconciler.model.record import Past, PastStep
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import assemble
from reconciler.planning.duties import duties
from reconciler.planning.reach import Reach
from reconciler.text import Text
from tests.builders import NOW, a_chat, a_group, a_past, a_past_group, a_spec, chat_of, people, some_inputs


def a_cell(field: str, *access: Access, type: GroupType = GroupType.APP) -> Capability:  # noqa: A002 - the model's word
    return Capability(
        type, field, Text.same(field), access, "1", "2026-09-01", where=Text.same(f"press {field}"), seen_by="attest"
    )


TABLE = (
    a_cell("admins", Access.MANUAL),
    a_cell("announcement", Access.MANUAL),
    a_cell("permissions.invite", Access.MANUAL),
    a_cell("permissions.rename", Access.CONSOLE),
    a_cell("avatar", Access.MANUAL),
    a_cell("background", Access.NONE),
    a_cell("name", Access.WRITE),
)
SPEC = a_spec(
    admins="bob cat",
    announcement="发布窗口：每周四",
    permissions={"invite": "admins", "rename": True, "unheard_of": "x"},
    avatar="logo.png",
    background="sea.png",
)
GROUP = a_group(spec=SPEC)


@pytest.mark.clause("B1", "C2.3", "C2.4", "C4.1", "B3")
def test_declared_fields_without_api_are_manual_steps_or_impossible() -> None:
    plan = assemble(replace(some_inputs([GROUP], [a_chat()]), capabilities=TABLE))
    steps, impossible = plan.manual, plan.impossible

    assert [(step.field, step.assignee, step.where.en, step.since) for step in steps] == [
        (field, "ann" if field != "permissions.rename" else None, f"press {field}", None)
        for field in ["admins", "announcement", "permissions.invite", "permissions.rename", "avatar"]
    ]  # what only the console does goes to its administrators, and this company names none
    assert [item.field for item in impossible] == ["permissions.unheard_of", "background"]
    assert [step.people for step in steps if step.people] == [("bob", "cat")]


def test_a_step_is_the_same_in_every_run_and_remembers_since_when() -> None:
    first = _first_step(GROUP)
    known = PastStep(first.id, first.group, GROUP.chat_id, first.field, NOW - timedelta(days=2))

    again = _first_step(
        a_group(spec=replace(SPEC, admins=tuple(sorted(people("cat bob"), reverse=True)))),
        Past(records=1, steps={first.id: known}),
    )

    assert (again.id, again.since) == (first.id, NOW - timedelta(days=2))


def _first_step(group: ResolvedGroup, past: Past | None = None) -> ManualStep:
    live = replace(a_chat(), chat_id=group.chat_id)
    return assemble(replace(some_inputs([group], [live], past), capabilities=TABLE)).manual[0]


@pytest.mark.parametrize(
    "other",
    [
        replace(SPEC, admins=tuple(people("bob"))),
        replace(SPEC, generation=2),
    ],
)
def test_another_value_or_another_chat_is_another_step(other: object) -> None:
    first, second = _first_step(GROUP), _first_step(a_group(spec=other))  # type: ignore[arg-type]  # Parameters of one type.

    assert first.id != second.id


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(replace(GROUP, membership=Enrolment.OBSERVE), id="observed"),
        pytest.param(a_group(spec=replace(SPEC, lifecycle=Lifecycle.FROZEN)), id="frozen"),
        pytest.param(a_group(spec=a_spec(admins="")), id="nothing-declared"),
    ],
)
def test_nobody_is_bothered_for(group: object) -> None:
    assert duties(group, a_chat(), Reach(TABLE)) == ((), ())  # type: ignore[arg-type]  # Parameters of one type.


def test_a_message_without_answer_is_looked_for_by_a_person() -> None:
    message_id = f"rules:{chat_of()}:1/1"
    past = a_past(a_past_group(), unknown_sends=frozenset({message_id, "rules:another:1/1"}))

    plan = assemble(some_inputs([a_group()], [a_chat()], past))

    [step] = plan.manual
    assert (step.field, step.assignee, step.seen_by, step.since) == ("rules", "ann", "attest", None)
    assert plan.new_manual == (step,)
    assert not plan.is_empty


def test_a_message_of_a_group_whose_owner_left_is_looked_for_by_somebody_who_works_here() -> None:
    unanswered = a_past(a_past_group(), unknown_sends=frozenset({f"rules:{chat_of()}:1/1"}))

    group = a_group(spec=a_spec(owner="gone", deputy=user_id("bob")), owner="gone")

    plan = assemble(some_inputs([group], [a_chat("gone bob", owner="gone")], unanswered))

    assert [(step.field, step.assignee) for step in plan.manual if step.field == "rules"] == [("rules", "bob")]
