"""What the engine can rely on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.errors import InternalError, LedgerError
from reconciler.ledger import DirectoryLedger, Ledger
from reconciler.model.action import Action
from reconciler.model.ids import ChatId, UserId
from reconciler.model.manual import StepEnd
from reconciler.model.outcome import Status
from reconciler.model.record import Past
from tests.ledger.past_worlds import (
    ANN,
    BOB,
    CHAT,
    CORP,
    EVE,
    HOUR,
    KEY,
    NOW,
    MemoryStore,
    a_baseline,
    a_creation,
    a_memory_ledger,
    a_message,
    a_small_world,
    a_step,
    an_update,
)

CHATS = st.sampled_from([ChatId("c1"), ChatId("c2"), ChatId("c3")])
USERS = st.sets(st.sampled_from([ANN, BOB, EVE, UserId("张三")]))
CALLS = st.one_of(
    CHATS.map(a_creation),
    CHATS.map(an_update),
    st.integers(0, 10**6).map(lambda number: a_message(f"m{number}")),
)
ENDS = st.sampled_from([Status.APPLIED, Status.FAILED, Status.UNKNOWN, None])
Step = Callable[[Ledger, int], None]


def calls(action: Action, end: Status | None) -> Step:
    return lambda ledger, hours: make_call(ledger, action, end, hours)


def settles(chat_id: ChatId, users: set[UserId]) -> Step:
    return lambda ledger, hours: ledger.settle([(KEY, chat_id, a_baseline(*users))], NOW + hours * HOUR)


def misses(users: set[UserId]) -> Step:
    return lambda ledger, hours: ledger.note_missing(users, NOW + hours * HOUR, NOW + hours * HOUR)


def finds(users: set[UserId]) -> Step:
    return lambda ledger, hours: ledger.note_found(users, NOW + hours * HOUR)


def hands_over(step_ids: set[str]) -> Step:
    return lambda ledger, hours: ledger.open_steps([(a_step(each), CHAT) for each in step_ids], NOW + hours * HOUR)


def ends(step_ids: set[str]) -> Step:
    return lambda ledger, hours: ledger.end_steps([(each, StepEnd.SEEN) for each in step_ids], NOW + hours * HOUR)


def sees(departments: dict[int, str]) -> Step:
    return lambda ledger, hours: ledger.note_departments(departments, NOW + hours * HOUR)


STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(calls, CALLS, ENDS),
    st.builds(settles, CHATS, USERS),
    st.builds(misses, USERS),
    st.builds(finds, USERS),
    st.builds(hands_over, st.sets(st.text(max_size=4))),
    st.builds(ends, st.sets(st.text(max_size=4))),
    st.builds(sees, st.dictionaries(st.integers(1, 5), st.text(max_size=2), max_size=4)),
)


def make_call(ledger: Ledger, action: Action, end: Status | None, hours: int) -> None:
    try:
        seq = ledger.reserve(action, "a1", NOW + hours * HOUR)
    except LedgerError:  # a message that may have gone out
        return
    if end is not None:
        ledger.confirm(seq, end, None, NOW + hours * HOUR)


@given(st.lists(STEPS, max_size=30), st.integers(1, 9))
def test_what_was_written_is_what_is_read(steps: list[Step], per_segment: int) -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, per_segment)

    with ledger.hold("ann", "apply", NOW):
        for hours, step in enumerate(steps):
            step(ledger, hours)
        known = ledger.read()

    report = a_memory_ledger(store).verify()
    assert a_memory_ledger(store).read() == known
    assert (report.problem, report.records) == (None, len(store.records()))
    assert known.sent & known.unknown_sends == set()


@given(st.lists(STEPS, max_size=12), st.integers(0, 12))
def test_stopping_and_going_on_is_the_same_as_not_stopping(steps: list[Step], stop: int) -> None:
    store, unbroken = MemoryStore(), MemoryStore()

    with a_memory_ledger(unbroken).hold("ann", "apply", NOW) as ledger:
        for hours, step in enumerate(steps):
            step(ledger, hours)
    for part, first in ((steps[:stop], 0), (steps[stop:], stop)):
        with a_memory_ledger(store).hold("ann", "apply", NOW) as ledger:
            for hours, step in enumerate(part, start=first):
                step(ledger, hours)

    assert store.files == unbroken.files


def test_reading_a_ledger_that_is_not_there_writes_nothing(tmp_path: Path) -> None:
    directory = tmp_path / "a" / "b"

    assert DirectoryLedger(directory, CORP).read() == Past()
    assert not directory.parent.exists()


def test_holding_without_writing_leaves_no_record(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path / "a" / "b", CORP)

    with ledger.hold("ann", "apply", NOW):
        pass

    assert ledger.read() == Past()


def test_a_whole_apply_is_there_afterwards(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path, CORP)

    with ledger.hold("ann", "apply", NOW) as held:
        held.begin("a1", fingerprint="f", by="ann", reviewed=True, digest="d", now=NOW)
        created = held.reserve(a_creation(), "a1", NOW)
        held.confirm(created, Status.APPLIED, 0, NOW)
        sent = held.reserve(a_message(), "a1", NOW)
        held.confirm(sent, Status.APPLIED, 0, NOW)
        held.settle([(KEY, CHAT, a_baseline(BOB))], NOW)
        held.end("a1", {Status.APPLIED: 2}, NOW)

    past = DirectoryLedger(tmp_path, CORP).read()
    assert (created, sent, past.records) == (3, 5, 8)
    assert past.sent == {"rules:1/1"}
    assert past.groups[CHAT].baseline == a_baseline(BOB)
    assert past.groups[CHAT].created_at == NOW
    assert past.creations_at == (NOW,)


def test_what_is_known_is_not_written_again() -> None:
    store = a_small_world()
    before = dict(store.files)
    ledger = a_memory_ledger(store)

    with ledger.hold("ann", "drift", NOW + HOUR):
        ledger.settle([(KEY, CHAT, a_baseline(BOB))], NOW + HOUR)
        ledger.note_found([ANN, BOB, EVE], NOW + HOUR)
        ledger.open_steps([(a_step(), CHAT)], NOW + HOUR)
        ledger.end_steps([("unheard-of", StepEnd.SEEN)], NOW + HOUR)
        ledger.note_missing([], NOW, NOW + HOUR)

    assert store.files == before


def test_a_group_is_settled_again_when_its_baseline_moves() -> None:
    store = a_small_world()
    ledger = a_memory_ledger(store)

    with ledger.hold("ann", "apply", NOW):
        ledger.settle([(KEY, CHAT, a_baseline(EVE))], NOW)

    assert ledger.read().groups[CHAT].baseline == a_baseline(EVE)


def test_a_group_is_settled_again_when_that_shows_that_it_was_created() -> None:
    ledger = a_memory_ledger(MemoryStore())

    with ledger.hold("ann", "apply", NOW):
        ledger.settle([(KEY, CHAT, a_baseline(BOB))], NOW)
        make_call(ledger, a_creation(), Status.UNKNOWN, 1)
        ledger.settle([(KEY, CHAT, a_baseline(BOB))], NOW + 2 * HOUR)

    assert ledger.read().groups[CHAT].created_at == NOW + HOUR


@pytest.mark.parametrize("end", [None, Status.UNKNOWN, Status.APPLIED])
def test_a_message_that_may_have_gone_out_is_never_reserved_again(end: Status | None) -> None:
    ledger = a_memory_ledger(MemoryStore())
    with ledger.hold("ann", "apply", NOW):
        make_call(ledger, a_message("m"), end, 0)

    with ledger.hold("ann", "apply", NOW), pytest.raises(LedgerError, match="not sent again"):
        ledger.reserve(a_message("m"), "a2", NOW)


def test_a_message_that_certainly_failed_may_go_out() -> None:
    ledger = a_memory_ledger(MemoryStore())

    with ledger.hold("ann", "apply", NOW):
        make_call(ledger, a_message("m"), Status.FAILED, 0)
        make_call(ledger, a_message("m"), Status.APPLIED, 0)

    assert ledger.read().sent == {"m"}


def test_a_later_run_confirms_what_an_earlier_one_left_open() -> None:
    ledger = a_memory_ledger(MemoryStore())
    with ledger.hold("ann", "apply", NOW):
        ledger.reserve(a_creation(), "a1", NOW)
    [(seq, _)] = ledger.read().open_reserves

    with ledger.hold("ann", "apply", NOW + HOUR):
        ledger.confirm(seq, Status.APPLIED, None, NOW + HOUR)

    past = ledger.read()
    assert (past.open_reserves, past.groups[CHAT].created_at) == ((), NOW + HOUR)


@pytest.mark.parametrize("seq", [0, 1, 99])
def test_confirming_what_was_never_reserved_is_our_bug(seq: int) -> None:
    ledger = a_memory_ledger(a_small_world())

    with ledger.hold("ann", "apply", NOW), pytest.raises(InternalError):
        ledger.confirm(seq, Status.APPLIED, 0, NOW)


def test_writing_without_holding_is_our_bug() -> None:
    ledger = a_memory_ledger(MemoryStore())

    with pytest.raises(InternalError):
        ledger.reserve(a_creation(), "a1", NOW)
    with pytest.raises(InternalError):
        ledger.end("a1", {}, NOW)


def test_a_broken_ledger_is_never_written_on() -> None:
    store = a_small_world()
    store.files[1] = store.files[1].replace(b'"ann"', b'"bob"', 1)
    before = dict(store.files)

    with pytest.raises(LedgerError, match=r"000001\.jsonl, line 2"), a_memory_ledger(store).hold("a", "b", NOW):
        pass

    assert store.files == before


def test_a_torn_end_is_cut_off_and_remembered(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path, CORP)
    with ledger.hold("ann", "apply", NOW):
        ledger.note_missing([BOB], NOW, NOW)
    with (tmp_path / "000001.jsonl").open("ab") as file:
        file.write(b'{"at":"2026-')

    before = ledger.read()
    with ledger.hold("ann", "apply", NOW):
        inside = ledger.read()

    assert (before.records, inside.records, ledger.verify().records) == (2, 3, 3)
    assert b'"bytes":12' in (tmp_path / "000001.jsonl").read_bytes()


def test_segments_carry_the_chain_on() -> None:
    world = a_small_world(records_per_segment=3)

    firsts = [record for record in world.records() if record["type"] in {"opened", "segment"}]

    assert [record["seq"] for record in firsts] == [1, 4, 7, 10, 13, 16, 19, 22, 25]
    assert [record["former"] for record in firsts[1:]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(record["seal"] == record["prev"] for record in firsts[1:])
