"""One run after another: what is remembered, taken up again, put off, and never done twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.engine.apply import Applied
from reconciler.errors import (
    BusyError,
    LedgerError,
)
from reconciler.model.company import Budgets
from reconciler.model.group import Enrolment
from reconciler.model.outcome import Status
from reconciler.planning import DRIFT_CAUSES
from reconciler.text import Text
from tests.builders import NIGHT, NOW, a_chat, a_company, a_directory, a_spec, a_state, chat_of, people
from tests.engine.fakes import Crash, Fault, World, endings, silence
from tests.engine.worlds import RULES, a_new_group, a_world, strict, three_joins

SORRY = Text.same("sorry")


def ways(applied: Applied) -> list[tuple[str, str, str]]:
    return [(o.action.group, type(o.action).__name__, o.status.value) for o in applied.outcomes]


def in_group(world: World, key: str) -> list[str]:
    return sorted(world.chats[chat_of(key)].members)


def test_what_was_done_is_seen_again_and_remembered() -> None:
    world = a_new_group()

    applied = world.apply()

    assert applied.is_converged
    assert applied.left is not None
    assert list(applied.left.in_line) == ["new", "old"]
    assert world.ledger.ended == [{Status.APPLIED: 3}]
    assert world.progress == [("apply", 0, 3), ("apply", 1, 3), ("apply", 2, 3), ("apply", 3, 3)]


def test_a_second_apply_does_nothing() -> None:
    world = a_new_group()
    world.apply()

    again = world.apply()

    assert (again.outcomes, again.is_converged, world.wecom.writes) == ((), True, 3)


def test_the_next_run_picks_up_what_failed() -> None:
    world = three_joins()
    world.wecom.faults = {1: Fault(BusyError(SORRY))}
    world.apply()

    applied = world.apply()

    assert endings(applied) == [("b", "applied")]
    assert applied.is_converged


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_message_without_answer_is_never_sent_again(when: str) -> None:
    world = a_new_group()
    world.wecom.faults = {1: silence("after" if when == "after" else "before")}

    first = world.apply()
    again = [world.apply(), world.apply()]

    assert endings(first)[:2] == [("new", "applied"), ("new", "unknown")]
    assert [endings(applied) for applied in again] == [[("@ann", "applied")], []]
    assert len(world.wecom.messages) == (1 if when == "after" else 0)
    assert [step.field for step in again[0].plan.manual] == ["rules"]
    assert again[1].plan.new_manual == ()


@pytest.mark.parametrize(
    ("room", "ended"),
    [
        pytest.param(2, ["applied", "skipped", "skipped"], id="no-room-to-confirm"),
        pytest.param(3, ["applied", "skipped", "skipped"], id="no-room-to-reserve-the-next"),
        pytest.param(4, ["applied", "applied", "skipped"], id="no-room-to-confirm-the-next"),
        pytest.param(7, ["applied", "applied", "applied"], id="no-room-to-settle"),
    ],
)
def test_a_ledger_that_fills_up_stops_the_run_and_loses_nothing(room: int, ended: list[str]) -> None:
    world = three_joins()
    world.ledger.full_from = world.ledger.entries + room

    applied = world.apply()
    world.ledger.full_from = 10**9
    again = world.apply()

    assert [status for _, status in endings(applied)] == ended
    assert isinstance(applied.stopped, LedgerError)
    assert world.wecom.writes == 3
    assert again.is_converged


def test_a_ledger_that_cannot_be_read_at_the_end_keeps_the_outcomes() -> None:
    world = three_joins()
    world.ledger.unreadable_from = world.ledger.entries + 3

    applied = world.apply()

    assert [status for _, status in endings(applied)] == ["applied"] * 3
    assert (applied.left, applied.is_converged) == (None, False)


@pytest.mark.clause("D2.9")
def test_quiet_hours_defer_what_prints_a_line() -> None:
    company = a_company(quiet_hours=NIGHT)
    world = a_world(
        [strict("a", "bob cat"), strict("new", rulesets=("standard",))],
        [a_chat("ann bob gone", key="a")],
        company=company,
        directory=a_directory("ann bob cat"),
    )
    world.now = NOW.replace(hour=23, minute=45)
    world.ledger.missing = dict.fromkeys(people("gone"), NOW - timedelta(days=3))

    night = world.apply()
    world.now = NIGHT.next_end(world.now)
    morning = world.apply()

    assert ways(night) == [
        ("a", "UpdateGroup", "applied"),
        ("a", "UpdateGroup", "deferred"),
        ("new", "CreateGroup", "deferred"),
        ("new", "SendMessage", "deferred"),
    ]
    assert not night.is_converged
    assert [status for _, status in endings(morning)] == ["applied"] * 3
    assert morning.is_converged
    assert in_group(world, "a") == ["ann", "bob", "cat"]


def test_calls_over_the_budget_wait_for_the_next_window() -> None:
    world = three_joins()
    company = a_company(budgets=Budgets(updates_per_hour=2, creations_per_day=0))
    world.desired = a_state(*world.desired.groups, strict("new"), company=company, rulesets=RULES)

    applied = world.apply()
    soon = world.apply()
    world.now += timedelta(hours=1, seconds=1)
    later = world.apply()

    assert endings(applied) == [("new", "deferred"), ("a", "applied"), ("b", "applied"), ("c", "deferred")]
    assert endings(soon) == [("new", "deferred"), ("c", "deferred")]
    assert endings(later) == [("new", "deferred"), ("c", "applied")]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_run_that_dies_in_a_call_is_taken_up_by_the_next(when: str) -> None:
    world = three_joins()
    world.wecom.faults = {1: Fault(Crash(), "after" if when == "after" else "before")}
    with pytest.raises(Crash):
        world.apply()

    applied = world.apply()

    assert endings(applied) == [("c", "applied")] if when == "after" else [("b", "applied"), ("c", "applied")]
    assert applied.is_converged
    assert [in_group(world, key)[-1] for key in "abc"] == ["cat", "dan", "eve"]
    assert world.ledger.read().open_reserves == ()


def test_a_group_in_line_is_remembered_so_that_the_next_change_has_a_cause() -> None:
    world = a_world([a_spec("a", members="bob cat")], [a_chat("ann bob cat guest", key="a")])
    world.apply()
    world.desired = a_state(a_spec("a", members="bob"), rulesets=RULES)

    applied = world.apply()

    assert [(change.before, change.cause) for change in applied.plan.changes] == [("cat", "intent")]
    assert in_group(world, "a") == ["ann", "bob", "guest"]


def test_a_group_the_run_held_back_is_not_remembered_as_in_line() -> None:
    guards = replace(a_company().guards, groups_touched=0)
    world = a_world([a_spec("a", members="bob")], [a_chat("ann bob cat", key="a")])
    world.apply()
    world.desired = a_state(a_spec("a", members="bob dan"), company=a_company(guards=guards), rulesets=RULES)
    before = dict(world.ledger.settled)

    applied = world.apply()

    assert [held.guard for held in applied.plan.blocked] == ["groups-touched"]
    assert (world.ledger.settled, applied.is_converged) == (before, False)


def test_people_who_are_missing_are_noted_and_gone_a_day_later() -> None:
    world = a_world([strict("a")], [a_chat("ann bob gone", key="a")])

    first = world.apply()
    world.now += timedelta(days=1)
    second = world.apply()

    assert (first.outcomes, endings(second)) == ((), [("a", "applied")])
    assert [change.cause for change in second.plan.changes] == ["departed"]
    assert in_group(world, "a") == ["ann", "bob"]


def test_somebody_who_is_back_starts_anew() -> None:
    world = a_world([strict("a")], [a_chat("ann bob eve", key="a")], directory=a_directory("ann bob"))
    world.apply()
    world.wecom.directory = a_directory("ann bob eve")
    world.desired = a_state(strict("a", "bob eve"), rulesets=RULES)
    world.apply()

    assert world.ledger.missing == {}


def test_manual_steps_are_noted_as_handed_over() -> None:
    world = a_new_group()
    world.wecom.faults = {1: silence("before")}
    world.apply()

    world.apply()

    assert len(world.ledger.steps) == 1


@pytest.mark.parametrize("membership", [Enrolment.OBSERVE, Enrolment.ADDITIVE])
def test_a_group_with_nothing_to_do_is_not_called(membership: Enrolment) -> None:
    world = a_world([a_spec("a", membership=membership)], [a_chat("ann bob guest", key="a")])

    applied = world.apply()

    assert (applied.outcomes, world.wecom.writes) == ((), 0)


def test_two_applies_never_run_at_once() -> None:
    world = three_joins()

    with world.ledger.hold("x", "apply", NOW), pytest.raises(LedgerError):
        world.apply()

    assert (world.wecom.reads, world.wecom.writes) == ([], 0)


def test_a_lost_ledger_creates_nothing_however_often_it_is_tried() -> None:
    world = a_new_group()
    world.ledger.calls, world.ledger.created, world.ledger.entries = {}, {}, 0

    applied = [world.apply() for _ in range(3)]

    assert [held.guard for run in applied for held in run.plan.blocked] == ["ledger-lost"] * 3
    assert world.chats.keys() == {chat_of("old")}
    assert not applied[0].is_converged


def test_a_group_that_takes_several_calls_goes_on_where_the_budget_ended() -> None:
    crowd = [f"j{number:04}" for number in range(1200)]
    world = a_world(
        [strict("a", " ".join(["bob", *crowd]))],
        [a_chat(key="a")],
        directory=a_directory(" ".join(["ann", "bob", *crowd])),
        company=a_company(budgets=Budgets(updates_per_hour=2)),
    )

    applied = world.apply()
    world.now += timedelta(hours=2)
    later = world.apply()

    assert [status for _, status in endings(applied)] == ["applied", "applied", "deferred"]
    assert [status for _, status in endings(later)] == ["applied"]
    assert (later.is_converged, len(in_group(world, "a"))) == (True, 1202)


def test_correcting_drift_leaves_what_git_moved_to_the_next_apply() -> None:
    world = a_world([strict("a", "bob cat")], [a_chat("ann bob cat", key="a")])
    world.apply()
    world.desired = a_state(strict("a", "bob dan"), strict("new"), rulesets=RULES)
    world.chats[chat_of("a")] = a_chat("ann cat eve", key="a")

    applied = world.apply(causes=DRIFT_CAUSES)

    assert endings(applied) == [("a", "applied")]
    assert in_group(world, "a") == ["ann", "bob", "cat"]
    assert [change.after or change.before for change in applied.plan.groups[0].waiting] == ["dan", "cat"]
    assert world.chats.keys() == {chat_of("a")}
