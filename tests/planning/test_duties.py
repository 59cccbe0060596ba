"""What only a person can do."""

from dataclasses import replace

import pytest

from reconciler.model.capability import Access, Capability
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.record import Past
from reconciler.planning import assemble
from reconciler.planning.duties import duties
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
    steps, impossible = duties(GROUP, TABLE, Past())

    assert [(step.field, step.assignee, step.where.en, step.since) for step in steps] == [
        (field, "ann", f"press {field}", None)
        for field in ["admins", "announcement", "permissions.invite", "permissions.rename", "avatar"]
    ]
    assert [item.field for item in impossible] == ["permissions.unheard_of", "background"]
    assert [step.people for step in steps if step.people] == [("bob", "cat")]


def test_a_step_is_the_same_in_every_run_and_remembers_since_when() -> None:
    [first, *_], _ = duties(GROUP, TABLE, Past())

    [again, *_], _ = duties(
        a_group(spec=replace(SPEC, admins=tuple(sorted(people("cat bob"), reverse=True)))),
        TABLE,
        Past(manual_since={first.id: NOW}),
    )

    assert (again.id, again.since) == (first.id, NOW)


@pytest.mark.parametrize(
    "other",
    [
        replace(SPEC, admins=tuple(people("bob"))),
        replace(SPEC, generation=2),
    ],
)
def test_another_value_or_another_chat_is_another_step(other: object) -> None:
    [first, *_], _ = duties(GROUP, TABLE, Past())
    [second, *_], _ = duties(a_group(spec=other), TABLE, Past())  # type: ignore[arg-type]  # Parameters of one type.

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
    assert duties(group, TABLE, Past()) == ((), ())  # type: ignore[arg-type]  # Parameters of one type.


def test_groups_of_other_families_are_said_to_be_unsupported() -> None:
    groups = [a_group(kind, spec=a_spec(kind, type=GroupType(kind))) for kind in ("customer", "internal", "sheet")]

    plan = assemble(some_inputs(groups, capabilities=TABLE))

    assert [(item.group, item.field) for item in plan.impossible] == [
        ("customer", "type"),
        ("internal", "type"),
        ("sheet", "type"),
    ]
    assert (plan.actions, plan.blocked, plan.manual) == ((), (), ())


def test_a_message_without_answer_is_looked_for_by_a_person() -> None:
    message_id = f"rules:{chat_of()}:1/1"
    past = a_past(a_past_group(), unknown_sends=frozenset({message_id, "rules:another:1/1"}))

    plan = assemble(some_inputs([a_group()], [a_chat()], past))

    [step] = plan.manual
    assert (step.field, step.assignee, step.seen_by, step.since) == ("rules", "ann", "attest", None)
    assert plan.new_manual == (step,)
    assert not plan.is_empty
