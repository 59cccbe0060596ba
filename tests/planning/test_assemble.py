"""Everything in, one plan out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.action import Action, CreateGroup, SendMessage, TellPerson, UpdateGroup
from reconciler.model.change import Cause, Field
from reconciler.model.company import DriftMode, Visibility
from reconciler.model.desired import GuardName
from reconciler.model.group import Enrolment, Lifecycle
from reconciler.model.ids import user_id
from reconciler.model.live import AbsentGroup
from reconciler.model.record import Past, PastGroup
from reconciler.planning import DRIFT_CAUSES, assemble
from tests.builders import (
    KEY,
    NIGHT,
    NOW,
    TODAY,
    a_baseline,
    a_chat,
    a_company,
    a_directory,
    a_group,
    a_past,
    a_past_group,
    a_ruleset,
    a_spec,
    a_state,
    an_override,
    chat_of,
    people,
    some_inputs,
)

RULES = {"standard": a_ruleset()}
TALKING = a_group(spec=a_spec(rulesets=("standard",)))


def kinds(actions: tuple[Action, ...]) -> list[type[Action]]:
    return [type(action) for action in actions]


def test_an_equal_world_plans_nothing() -> None:
    group = a_group()

    plan = assemble(some_inputs([group], [a_chat()]))

    assert plan.is_empty
    assert (plan.groups, plan.actions, plan.unchanged) == ((), (), 1)
    assert plan.in_line == {KEY: group.baseline.digest}


def test_groups_nobody_declares_are_untouched() -> None:
    plan = assemble(some_inputs([a_group()], [a_chat(), a_chat("zoe yan", key="unlisted")]))

    assert plan.is_empty


@pytest.mark.clause("B2", "C3.1")
@pytest.mark.parametrize(
    ("group", "past", "said"),
    [
        pytest.param(TALKING, a_past(a_past_group()), 1, id="made-by-us-and-not-told"),
        pytest.param(TALKING, a_past(a_past_group(), sent=frozenset({f"rules:{chat_of()}:1/1"})), 0, id="told"),
        pytest.param(TALKING, a_past(a_past_group(adopted=True)), 0, id="adopted"),
        pytest.param(TALKING, a_past(PastGroup(KEY, chat_of(), hoped_at=NOW)), 1, id="made-by-a-run-that-died"),
        pytest.param(TALKING, Past(records=1), 0, id="unknown-to-the-ledger"),
        pytest.param(replace(TALKING, membership=Enrolment.OBSERVE), a_past(a_past_group()), 0, id="observed"),
        pytest.param(
            a_group(spec=replace(TALKING.spec, lifecycle=Lifecycle.FROZEN)), a_past(a_past_group()), 0, id="frozen"
        ),
    ],
)
def test_rules_are_told_to_groups_of_ours(group: object, past: Past, said: int) -> None:
    inputs = some_inputs([group], [a_chat()], past, desired=a_state(TALKING.spec, rulesets=RULES))  # type: ignore[list-item]  # Parameters of one type.

    plan = assemble(inputs)

    assert kinds(plan.actions) == [SendMessage] * said
    assert [change.field for change in plan.changes] == [Field.RULES] * said
    assert bool(plan.in_line) is not bool(said)


def test_a_new_group_is_made_before_it_is_told_its_rules() -> None:
    desired = a_state(TALKING.spec, rulesets=RULES)

    plan = assemble(some_inputs([TALKING], [AbsentGroup(TALKING.chat_id)], desired=desired))

    assert kinds(plan.actions) == [CreateGroup, SendMessage]


def test_correcting_drift_tells_no_rules() -> None:
    inputs = some_inputs([TALKING], [a_chat()], a_past(a_past_group()), desired=a_state(TALKING.spec, rulesets=RULES))

    assert assemble(replace(inputs, causes=DRIFT_CAUSES)).actions == ()


def test_a_blocked_group_is_told_nothing() -> None:
    group = replace(TALKING, members=people("ann"))
    inputs = some_inputs([group], [a_chat()], a_past(a_past_group()), desired=a_state(group.spec, rulesets=RULES))

    plan = assemble(inputs)

    assert (plan.actions, [held.guard for held in plan.blocked]) == ((), ["too-few-members"])


def test_actions_go_by_what_protects_people_then_by_key() -> None:
    def changed(key: str, members: str, live: str, **more: str) -> tuple[object, object]:
        return a_group(key, members=members), a_chat(live, key=key, **more)

    worlds = [
        changed("a-leaves", "ann bob", "ann bob cat"),
        changed("b-renames", "ann bob", "ann bob", name="旧"),
        changed("c-joins", "ann bob cat", "ann bob"),
        changed("d-owner", "ann bob", "ann bob", owner="bob"),
        changed("e-departed", "ann bob", "ann bob gone"),
        changed("f-joins", "ann bob cat", "ann bob"),
    ]
    inputs = some_inputs([g for g, _ in worlds], [c for _, c in worlds])  # type: ignore[misc]  # Pairs of one type.
    past = replace(inputs.past, missing_since=dict.fromkeys(people("gone"), NOW - timedelta(days=2)))

    plan = assemble(replace(inputs, directory=a_directory("ann bob cat", absent="gone"), past=past))

    assert [action.group for action in plan.actions] == [
        "e-departed",
        "d-owner",
        "c-joins",
        "f-joins",
        "b-renames",
        "a-leaves",
    ]


@pytest.mark.clause("A8")
def test_somebody_missing_within_the_grace_is_noted_and_stays() -> None:
    directory = a_directory("ann bob", absent="eve")
    group = a_group()

    plan = assemble(some_inputs([group], [a_chat("ann bob eve")], directory=directory))

    assert [(finding.rule, finding.subject) for finding in plan.findings] == [("missing-person", KEY)]
    assert plan.is_empty
    assert plan.in_line == {KEY: group.baseline.digest}


def test_what_was_already_waiting_is_shown_apart_from_what_git_changed() -> None:
    past = a_past(a_past_group(baseline=a_baseline("ann bob")))

    plan = assemble(some_inputs([a_group(members="ann bob cat")], [a_chat("ann dan")], past))

    assert {(change.before, change.after): change.cause for change in plan.changes} == {
        ("", "bob"): Cause.DRIFT,
        ("", "cat"): Cause.INTENT,
        ("dan", ""): Cause.DRIFT,
    }


@pytest.mark.parametrize(
    ("group", "in_line"),
    [
        pytest.param(a_group(membership=Enrolment.ADDITIVE), True, id="undeclared-people-who-stay-do-not-count"),
        pytest.param(a_group(), False, id="changes-count"),
        pytest.param(a_group(drift=DriftMode.REPORT), False, id="what-is-reported-counts"),
        pytest.param(a_group(members="ann"), False, id="blocked"),
    ],
)
def test_in_line(group: object, in_line: bool) -> None:
    plan = assemble(some_inputs([group], [a_chat("ann bob guest")]))  # type: ignore[list-item]  # Parameters of one type.

    assert bool(plan.in_line) is in_line


def test_undeclared_people_are_shown() -> None:
    plan = assemble(some_inputs([a_group(membership=Enrolment.ADDITIVE)], [a_chat("ann bob guest")]))

    assert [group.undeclared for group in plan.groups] == [("guest",)]
    assert plan.is_empty


@pytest.mark.clause("E5.1")
def test_people_are_named_only_where_that_is_allowed() -> None:
    group = a_group(members="ann bob", owner="ann")
    inputs = some_inputs([group], [a_chat("ann zoe")], directory=a_directory("ann bob cat zoe"))
    public = replace(inputs, desired=a_state(group.spec, company=a_company(visibility=Visibility.PUBLIC)))

    assert assemble(inputs).people.keys() == people("ann bob zoe")
    assert assemble(public).people == {}


def test_whoever_is_told_of_steps_is_named() -> None:
    group = a_group(spec=a_spec(members=["bob"], admins="bob"))

    plan = assemble(some_inputs([group], [a_chat()]))

    told = {action.to for action in plan.actions if isinstance(action, TellPerson)}
    assert told == people("ann")
    assert told <= plan.people.keys()


def test_people_held_back_by_a_guard_are_named_too() -> None:
    inputs = some_inputs([a_group(members="ann")], [a_chat("ann bob")])

    assert assemble(inputs).people.keys() == people("bob")


def test_groups_held_back_by_the_run_are_named_too() -> None:
    guards = replace(a_company().guards, groups_touched=0)
    group = a_group()
    desired = a_state(group.spec, company=a_company(guards=guards))

    plan = assemble(some_inputs([group], [a_chat("ann cat")], desired=desired))

    assert plan.names == {KEY: group.spec.name}


def test_findings_of_overrides_are_carried() -> None:
    ended = an_override(GuardName.GROUPS_TOUCHED, 3, until=TODAY - timedelta(days=1))

    plan = assemble(some_inputs(desired=a_state(overrides=(ended,))))

    assert [finding.rule for finding in plan.findings] == ["override-expired"]


@pytest.mark.clause("D2.9")
def test_in_quiet_hours_the_departed_go_and_the_rest_waits() -> None:
    group = a_group(members="ann bob cat")
    night = NOW.replace(hour=23, minute=40)
    past = Past(records=1, missing_since=dict.fromkeys(people("gone"), night - timedelta(days=1)))
    desired = a_state(group.spec, company=a_company(quiet_hours=NIGHT))
    directory = a_directory("ann bob cat", absent="gone")

    plan = assemble(
        some_inputs([group], [a_chat("ann bob gone")], past, desired=desired, directory=directory, now=night)
    )

    first, second = plan.actions
    assert isinstance(first, UpdateGroup)
    assert isinstance(second, UpdateGroup)
    assert (first.leaves, first.not_before) == (("gone",), None)
    assert (second.joins, second.not_before) == (("cat",), NIGHT.next_end(night))


def test_a_create_that_perhaps_happened_does_not_make_the_group_adopted() -> None:
    hoped = a_past(PastGroup(KEY, chat_of()))

    plan = assemble(some_inputs([a_group()], [AbsentGroup(chat_of())], hoped))

    assert kinds(plan.actions) == [CreateGroup]


@pytest.mark.clause("F6.3")
def test_a_group_whose_owner_is_gone_from_it_gets_the_declared_one() -> None:
    orphan = replace(a_chat("bob cat"), owner=user_id(""))

    plan = assemble(some_inputs([a_group(members="ann bob cat")], [orphan]))

    [action] = plan.actions
    assert isinstance(action, UpdateGroup)
    assert (action.owner, action.joins, action.leaves) == ("ann", ("ann",), ())
