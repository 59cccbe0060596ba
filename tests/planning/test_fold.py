"""Few calls, and every state in between valid."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings

from reconciler.model.action import UpdateGroup
from reconciler.model.change import Cause, Change
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.planning.diff import create_group
from reconciler.planning.fold import fold_creation, fold_updates, rank_of
from tests.builders import KEY, NOW, a_chat, a_group, a_handover, a_join, a_leave, a_rename, chat_of
from tests.strategies import Move, moves

LATER = NOW + timedelta(hours=8)
DEPARTED = Cause.DEPARTED
CAP = 1999


def crowd(prefix: str, size: int) -> list[str]:
    return [f"{prefix}{number:04}" for number in range(size)]


def after(live: LiveGroup, call: UpdateGroup) -> LiveGroup:
    """What WeCom makes of a call, in words of its documentation."""
    members = live.members.difference(call.leaves).union(call.joins)
    return LiveGroup(live.chat_id, call.name or live.name, call.owner or live.owner, members)


def states(live: LiveGroup, calls: tuple[UpdateGroup, ...]) -> list[LiveGroup]:
    found = [live]
    for call in calls:
        found.append(after(found[-1], call))
    return found


def shape(call: UpdateGroup) -> tuple[int, int, str | None, str | None]:
    return (len(call.joins), len(call.leaves), call.name, call.owner)


def test_nothing_to_do_is_no_call() -> None:
    assert fold_updates(a_chat(), (), CAP, None) == ()


def test_everything_about_a_group_rides_on_one_call() -> None:
    changes = (a_rename("旧", "新"), a_handover("ann", "cat"), a_join("cat"), a_leave("ann"))

    calls = fold_updates(a_chat("ann bob"), changes, CAP, None)

    assert calls == (UpdateGroup(KEY, chat_of(), "新", UserId("cat"), (UserId("cat"),), (UserId("ann"),), rank=1),)


def test_a_new_group_is_one_call_with_everyone_sorted() -> None:
    group = a_group(members="cat ann bob")

    call = fold_creation(group, create_group(group), LATER)

    assert (call.members, call.owner, call.name) == (("ann", "bob", "cat"), "ann", group.spec.name)
    assert (call.not_before, call.rank, call.chat_id) == (LATER, 1, group.chat_id)


@pytest.mark.parametrize(
    ("live", "joins", "leaves", "cap", "shapes"),
    [
        pytest.param(10, 500, 0, CAP, [(500, 0)], id="a-full-list"),
        pytest.param(10, 501, 0, CAP, [(500, 0), (1, 0)], id="one-more"),
        pytest.param(510, 0, 501, CAP, [(0, 1), (0, 500)], id="leaves-as-late-as-possible"),
        pytest.param(600, 600, 10, CAP, [(500, 0), (100, 10)], id="joins-first"),
        pytest.param(1999, 100, 100, CAP, [(100, 100)], id="full-group-shares-a-call"),
        pytest.param(1999, 700, 700, CAP, [(500, 500), (200, 200)], id="full-group-shares-calls"),
        pytest.param(1999, 10, 600, CAP, [(10, 100), (0, 500)], id="room-is-made-in-time"),
        pytest.param(150, 5, 80, 100, [(5, 80)], id="over-the-cap-in-one-call"),
        pytest.param(1900, 5, 1850, 100, [(0, 500), (0, 500), (0, 500), (5, 350)], id="far-over-the-cap"),
    ],
)
def test_lists_of_at_most_500(live: int, joins: int, leaves: int, cap: int, shapes: list[tuple[int, int]]) -> None:
    everyone = crowd("u", live)
    changes = (*map(a_join, crowd("j", joins)), *map(a_leave, everyone[live - leaves :]))

    calls = fold_updates(a_chat(everyone, owner="u0000"), changes, cap, None)

    assert [shape(call)[:2] for call in calls] == shapes


def test_the_old_owner_goes_with_the_last_of_many() -> None:
    everyone = crowd("u", 1400)
    changes = (a_handover("u0001", "new"), a_join("new"), *map(a_leave, everyone[1:1301]))

    calls = fold_updates(a_chat(everyone, owner="u0001"), changes, CAP, None)

    assert [shape(call) for call in calls] == [(1, 300, None, "new"), (0, 500, None, None), (0, 500, None, None)]
    assert ["u0001" in call.leaves for call in calls] == [False, False, True]


@pytest.mark.clause("D2.9")
@pytest.mark.parametrize(
    ("changes", "now", "then"),
    [
        pytest.param([a_join("eve"), a_leave("dan")], [], [(1, 1, None, None)], id="everything-waits"),
        pytest.param([a_leave("dan", cause=DEPARTED)], [(0, 1, None, None)], [], id="the-departed-go-now"),
        pytest.param(
            [a_leave("dan", cause=Cause.SANCTION), a_join("eve"), a_rename("旧", "新")],
            [(0, 1, None, None)],
            [(1, 0, "新", None)],
            id="split",
        ),
        pytest.param(
            [a_handover("ann", "eve"), a_join("eve"), a_join("fay"), a_leave("ann", cause=DEPARTED), a_leave("dan")],
            [(1, 1, None, "eve")],
            [(1, 1, None, None)],
            id="a-departed-owner-takes-the-handover-along",
        ),
        pytest.param(
            [a_handover("ann", "bob"), a_leave("ann", cause=DEPARTED), a_join("fay")],
            [(0, 1, None, "bob")],
            [(1, 0, None, None)],
            id="a-successor-who-is-in-already",
        ),
        pytest.param(
            [a_handover("ann", "bob"), a_leave("dan", cause=DEPARTED)],
            [(0, 1, None, None)],
            [(0, 0, None, "bob")],
            id="a-handover-of-its-own-waits",
        ),
        pytest.param(
            [
                a_leave("bob", cause=DEPARTED),
                a_leave("dan", cause=DEPARTED),
                a_leave("cat", cause=DEPARTED),
                a_join("eve"),
            ],
            [],
            [(1, 3, None, None)],
            id="not-where-one-would-be-alone-till-morning",
        ),
    ],
)
def test_in_quiet_hours_only_what_cannot_wait_is_done(
    changes: list[Change],
    now: list[tuple[int, int, str | None, str | None]],
    then: list[tuple[int, int, str | None, str | None]],
) -> None:
    calls = fold_updates(a_chat("ann bob cat dan", name="旧"), tuple(changes), CAP, LATER)

    assert [shape(call) for call in calls if call.not_before is None] == now
    assert [shape(call) for call in calls if call.not_before == LATER] == then


@pytest.mark.parametrize(
    ("changes", "rank"),
    [
        ([a_leave("x", cause=DEPARTED), a_join("y")], 0),
        ([a_leave("x", cause=Cause.SANCTION)], 0),
        ([a_handover("x", "y"), a_rename("a", "b")], 1),
        ([a_join("x"), a_rename("a", "b")], 2),
        ([a_rename("a", "b"), a_leave("x")], 3),
        ([a_leave("x")], 4),
        ([], 9),
    ],
)
def test_what_protects_people_and_data_comes_first(changes: list[Change], rank: int) -> None:
    assert rank_of(changes) == rank


def check_calls(live: LiveGroup, calls: tuple[UpdateGroup, ...], cap: int) -> None:
    joined = [user for call in calls for user in call.joins]
    left = [user for call in calls for user in call.leaves]
    assert len(joined) == len(set(joined))
    assert len(left) == len(set(left))
    assert not set(joined) & set(left)
    for before, state, call in zip(states(live, calls), states(live, calls)[1:], calls, strict=False):
        assert max(len(call.joins), len(call.leaves)) <= 500
        assert state != before
        assert state.owner in state.members
        assert before.owner not in call.leaves or call.owner is not None
        assert 2 <= len(state.members) <= max(cap, len(live.members))
        assert before.members.isdisjoint(call.joins)
        assert before.members.issuperset(call.leaves)


@pytest.mark.clause("A7", "F6.3")
@settings(max_examples=80)
@given(moves())
def test_calls_end_in_exactly_what_is_wanted(move: Move) -> None:
    calls = fold_updates(move.live, move.changes, move.cap, None)

    joins = len(move.wanted.members - move.live.members)
    leaves = len(move.live.members - move.wanted.members)
    assert states(move.live, calls)[-1] == move.wanted
    assert len(calls) == (max(1, -(-max(joins, leaves) // 500)) if move.changes else 0)
    check_calls(move.live, calls, move.cap)


@settings(max_examples=80)
@given(moves(over_cap=True))
def test_a_group_over_its_cap_ends_in_what_is_wanted_too(move: Move) -> None:
    calls = fold_updates(move.live, move.changes, move.cap, None)

    assert states(move.live, calls)[-1] == move.wanted
    check_calls(move.live, calls, move.cap)


@pytest.mark.clause("D2.9")
@settings(max_examples=80)
@given(moves(largest=40))
def test_quiet_hours_change_when_and_not_what(move: Move) -> None:
    calls = fold_updates(move.live, move.changes, move.cap, LATER)

    urgent = {
        change.before for change in move.changes if change.is_leave and change.cause.value in {"departed", "sanction"}
    }
    early = [call for call in calls if call.not_before is None]
    assert states(move.live, calls)[-1] == move.wanted
    assert calls[: len(early)] == tuple(early)
    assert all(set(call.leaves) <= urgent for call in early)
    assert all(call.name is None for call in early)
    assert len(early) <= 1
    check_calls(move.live, tuple(replace(call, not_before=None) for call in calls), move.cap)


@settings(max_examples=50)
@given(moves(largest=40))
def test_the_order_of_changes_is_irrelevant(move: Move) -> None:
    assume(move.changes)

    assert fold_updates(move.live, move.changes[::-1], move.cap, None) == fold_updates(
        move.live, move.changes, move.cap, None
    )
