"""A group that nobody may take over: the governance role is asked for an owner, once, until it has one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reconciler.model.action import TellPerson
from reconciler.model.change import EMERGENCY, Cause
from reconciler.model.company import Governance
from reconciler.model.directory import PersonStatus
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.ids import ChatId, UserId, user_id
from reconciler.model.live import SeenGroup
from reconciler.model.manual import ATTEST, Level, StepEnd
from reconciler.model.plan import Plan
from reconciler.model.record import Past, PastRevocation, PastStep
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning import ALL_CAUSES, DRIFT_CAUSES, assemble
from reconciler.resolve import complaints
from tests.builders import KEY, NOW, a_chat, a_company, a_directory, a_group, a_person, a_spec, a_state, some_inputs
from tests.planning.departments import a_department

GONE = UserId("gone")
SPEC = a_spec(owner="gone", members="bob", department="rd")
UNFOLLOWED = a_group(
    spec=SPEC,
    members="bob",
    owner="gone",
    is_unfollowed=True,
    unusable=(complaints.unknown_owner(SPEC, left=True),),
)
REVOKED = PastRevocation(GONE, user_id("hal"), "hal", "x", NOW)
GOVERNED = a_company(governance=Governance(people=(user_id("hal"),)))


def plan_of(
    group: ResolvedGroup = UNFOLLOWED,
    seen: SeenGroup | None = None,
    past: Past = Past(records=1),  # noqa: B008  # Frozen.
    *,
    here: str = "bob hal head",
    **fields: Any,
) -> Plan:
    company = fields.pop("company", GOVERNED)
    desired = a_state(group.spec, company=company, departments={"rd": a_department("rd", head="head")})
    live = seen or replace(a_chat("gone bob cat", owner="gone"), chat_id=group.chat_id, type=group.spec.type)
    return assemble(some_inputs([group], [live], past, desired=desired, directory=a_directory(here), **fields))


@pytest.mark.clause("A5", "D3.1", "F6.3")
@pytest.mark.parametrize("causes", [ALL_CAUSES, DRIFT_CAUSES], ids=["apply", "drift"])
def test_the_governance_role_is_asked_and_told(causes: frozenset[Cause]) -> None:
    plan = plan_of(causes=causes)

    (step,) = plan.manual
    assert (step.field, step.assignee, step.people, step.cause) == ("successor", "hal", (GONE,), Cause.DEPARTED)
    assert [(action.to, action.level) for action in plan.actions if isinstance(action, TellPerson)] == [
        ("hal", Level.TOLD)
    ]
    assert [held.guard for held in plan.blocked] == ["unknown-owner"]


def test_in_an_emergency_it_is_asked_for_at_once() -> None:
    group = replace(UNFOLLOWED, revoked=frozenset({GONE}))

    plan = plan_of(group, past=Past(records=1, revoked={GONE: REVOKED}), causes=EMERGENCY)

    assert [(step.field, step.cause) for step in plan.manual] == [("successor", Cause.REVOKED)]
    assert [(action.to, action.not_before) for action in plan.actions if isinstance(action, TellPerson)] == [
        ("hal", None)
    ]
    assert [held.guard for held in plan.blocked] == ["revoked-owner"]


@pytest.mark.parametrize(
    ("here", "company", "assignee"),
    [
        pytest.param("bob hal head", GOVERNED, "hal", id="governance"),
        pytest.param("bob head", GOVERNED, "head", id="nobody-of-it-works-here"),
        pytest.param("bob head", a_company(), "head", id="no-such-role"),
        pytest.param("bob", a_company(), None, id="nobody"),
    ],
)
def test_who_is_asked(here: str, company: Any, assignee: str | None) -> None:
    assert [step.assignee for step in plan_of(here=here, company=company).manual] == [assignee]


@pytest.mark.parametrize(
    ("fields", "spec"),
    [
        pytest.param({"is_unfollowed": False}, {}, id="somebody-may-follow"),
        pytest.param({"membership": Enrolment.OBSERVE}, {}, id="observed"),
        pytest.param({}, {"lifecycle": Lifecycle.FROZEN}, id="frozen"),
    ],
)
def test_nobody_is_asked(fields: dict[str, Any], spec: dict[str, Any]) -> None:
    assert plan_of(replace(UNFOLLOWED, spec=replace(SPEC, **spec), **fields)).manual == ()


@pytest.mark.parametrize(
    ("family", "seen_by"),
    [(GroupType.APP, "owner"), (GroupType.CUSTOMER, "owner"), (GroupType.SHEET, "owner"), (GroupType.INTERNAL, ATTEST)],
)
def test_it_is_seen_as_done_where_wecom_shows_who_owns_the_group(family: GroupType, seen_by: str) -> None:
    room = ChatId("wrROOM") if family is GroupType.INTERNAL else None
    spec = replace(SPEC, type=family, archive_room=room, chat_id=ChatId("wrX"))

    (step,) = plan_of(replace(UNFOLLOWED, spec=spec)).manual

    assert step.seen_by == seen_by


@pytest.mark.parametrize(
    ("days", "heard", "levels"),
    [
        pytest.param(1, {}, [], id="once"),
        pytest.param(4, {}, [("hal", Level.REMINDED)], id="reminded"),
        pytest.param(8, {Level.REMINDED: "hal"}, [("head", Level.ESCALATED)], id="escalated"),
    ],
)
def test_it_is_told_once_then_reminded_and_escalated(
    days: int, heard: dict[Level, str], levels: list[tuple[str, Level]]
) -> None:
    (asked,) = plan_of().manual
    since = NOW - timedelta(days=days)
    told = {(Level.TOLD, user_id("hal")): since, **{(level, UserId(who)): since for level, who in heard.items()}}
    step = PastStep(asked.id, KEY, UNFOLLOWED.chat_id, asked.field, since, asked.people, asked.seen_by, told=told)

    plan = plan_of(past=Past(records=9, steps={step.id: step}))

    assert [(action.to, action.level) for action in plan.actions if isinstance(action, TellPerson)] == levels


@pytest.mark.parametrize(
    ("owner", "end"), [("bob", StepEnd.SEEN), ("gone", StepEnd.WITHDRAWN)], ids=["handed-over", "lifted"]
)
def test_it_ends_by_itself(owner: str, end: StepEnd) -> None:
    step = PastStep("s", KEY, UNFOLLOWED.chat_id, "successor", NOW, (GONE,), "owner", opened_seq=2)
    group = a_group(members=f"{owner} cat dan", owner=owner)

    plan = plan_of(group, a_chat(f"{owner} cat dan", owner=owner), Past(records=9, steps={"s": step}), here="bob gone")

    assert plan.ended_steps == (("s", end),)


def test_no_step_goes_to_somebody_who_was_revoked() -> None:
    group = a_group(spec=a_spec(owner="ann", members="bob", admins="bob", announcement="请友善"))
    out = {user_id("ann"): replace(REVOKED, user=user_id("ann"))}
    book = a_directory("ann bob")
    assert book.people[user_id("ann")] == a_person("ann", status=PersonStatus.ACTIVATED)

    plan = plan_of(group, a_chat(), Past(records=1, revoked=out), here="ann bob", company=a_company())

    assert {step.assignee for step in plan.manual} == {"bob"}
