"""Old segments go and nothing of the present goes with them; what is not kept is said, and the chain stays provable."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reconciler.errors import LedgerError
from reconciler.ledger import DirectoryLedger, Ledger
from reconciler.ledger.chain import ChainReader
from reconciler.ledger.codec import decode, encode
from reconciler.ledger.reading import begun, walk
from reconciler.ledger.store import DirectoryStore
from reconciler.ledger.writer import SegmentLimits
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.ledger_entry import EntryFilter
from reconciler.model.outcome import Status
from reconciler.model.presence import Presence
from reconciler.model.record import Past
from tests.ledger.git_worlds import BRANCH, a_clone, a_git_ledger, a_remote, git
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
    an_update,
)
from tests.ledger.test_ledger import STEPS, Step, calls, settles

LONG_AGO_ENDS = NOW + 6 * HOUR


def prune(ledger: Ledger, before: datetime, at: datetime = NOW + 10 * HOUR) -> None:
    with ledger.hold("ann", "prune", at):
        ledger.prune(before, "ann", "kept for three years", at)


def written(store: MemoryStore, steps: list[Step], per_segment: int) -> Ledger:
    ledger = a_memory_ledger(store, per_segment)
    with ledger.hold("ann", "apply", NOW):
        for hours, step in enumerate(steps):
            step(ledger, hours)
    return ledger


def ten_hours(ledger: Ledger) -> None:
    """A group made, and changed each hour; a call of the first hour has no end."""
    with ledger.hold("ann", "apply", NOW):
        ledger.confirm(ledger.reserve(a_creation(), "a1", NOW), Status.APPLIED, 0, NOW)
        ledger.settle([(KEY, CHAT, a_baseline(BOB))], NOW)
        ledger.reserve(an_update(), "a1", NOW)
        for hours in range(1, 11):
            ledger.note_missing([UserId(f"u{hours}")], NOW + hours * HOUR, NOW + hours * HOUR)


def the_present(ledger: Ledger) -> Past:
    """What is known, however many records say so."""
    return replace(ledger.read(), records=0)


@settings(max_examples=60)
@given(st.lists(STEPS, min_size=3, max_size=30), st.integers(2, 6), st.integers(0, 31), st.integers(0, 31))
def test_the_past_is_the_same_after_pruning_once_and_again(
    steps: list[Step], per_segment: int, first: int, second: int
) -> None:
    store = MemoryStore()
    ledger = written(store, steps, per_segment)
    before, last = the_present(ledger), NOW + (len(steps) - 1) * HOUR

    for hours in (first, second):
        prune(ledger, NOW + hours * HOUR, last)

    assert the_present(a_memory_ledger(store, per_segment)) == before
    assert a_memory_ledger(store, per_segment).verify().problem is None
    assert replace(line_by_line(store), records=0) == before


def line_by_line(store: MemoryStore) -> Past:
    """What all kept records come to, without the shorter way over a carried state."""
    reader = ChainReader(store, CORP)
    replay = begun(reader)
    walk(reader, replay)
    return replay.past()


@settings(max_examples=40)
@example([calls(a_creation(CHAT), None), settles(CHAT, set()), settles(CHAT, set())], 2, 1)
@given(st.lists(STEPS, min_size=3, max_size=30), st.integers(2, 6), st.integers(0, 31))
def test_who_was_where_later_is_the_same(steps: list[Step], per_segment: int, hours: int) -> None:
    store = MemoryStore()
    ledger, at = written(store, steps, per_segment), NOW + 90 * HOUR
    groups = ledger.presences(at, group=KEY)
    people = [[each for each in ledger.presences(at, user=user) if each.stays] for user in (ANN, EVE)]

    prune(ledger, NOW + hours * HOUR)

    assert [
        (each.chat_id, each.owner, {stay.user for stay in each.stays}) for each in ledger.presences(at, group=KEY)
    ] == [(each.chat_id, each.owner, {stay.user for stay in each.stays}) for each in groups]
    assert [[each.chat_id for each in ledger.presences(at, user=user) if each.stays] for user in (ANN, EVE)] == [
        [each.chat_id for each in found] for found in people
    ]


def seen(presences: Iterable[Presence]) -> list[tuple[str, str | None, set[str]]]:
    return [(each.chat_id, each.owner, {stay.user for stay in each.stays}) for each in presences]


def test_only_whole_sealed_segments_go_and_the_record_says_which() -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, 4)
    ten_hours(ledger)
    gone = ledger.prunable(LONG_AGO_ENDS)

    prune(ledger, LONG_AGO_ENDS)

    record = next(record for record in store.records() if record["type"] == "pruned")
    assert gone.segments == tuple(range(1, store.segments()[0]))
    assert (record["first"], record["last"], record["seal"]) == (1, gone.last, gone.seal)
    assert (record["by"], record["reason"]) == ("ann", "kept for three years")
    assert decode(next(iter(store.lines(store.segments()[0]))))["seq"] == gone.last + 1


def test_a_call_of_before_is_still_confirmed_and_told_whole() -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, 4)
    ten_hours(ledger)
    prune(ledger, LONG_AGO_ENDS)
    [(seq, _chat)] = ledger.read().open_reserves

    with ledger.hold("ann", "apply", NOW + 101 * HOUR):
        ledger.confirm(seq, Status.APPLIED, 0, NOW + 101 * HOUR)

    [confirm] = [entry for entry in ledger.entries(EntryFilter(group=KEY)) if entry.kind == "confirm"]
    assert (confirm.call["op"], confirm.apply_id) == ("update", "a1")
    [presence] = ledger.presences(NOW + 200 * HOUR, group=KEY)
    assert {stay.user for stay in presence.stays if stay.is_sure} == {ANN, EVE}


def test_what_is_not_kept_is_said_and_no_empty_answer_given() -> None:
    ledger = a_memory_ledger(MemoryStore(), 4)
    ten_hours(ledger)
    prune(ledger, LONG_AGO_ENDS)

    for ask in (
        lambda: ledger.presences(NOW + HOUR, group=KEY),
        lambda: ledger.presences(NOW + HOUR, user=BOB),
        lambda: list(ledger.entries(EntryFilter(until=NOW + HOUR))),
    ):
        with pytest.raises(LedgerError, match="not kept any more"):
            ask()
    assert ledger.presences(NOW + 8 * HOUR, group=KEY)[0].owner == ANN
    assert ledger.presences(NOW + 8 * HOUR, group=GroupKey("never")) == ()


def test_a_head_from_before_cannot_be_checked_and_later_ones_can() -> None:
    ledger = a_memory_ledger(MemoryStore(), 4)
    ten_hours(ledger)
    heads = {record["seq"] - 1: record["prev"] for record in ledger.records() if record["seq"] > 1}
    last = ledger.prunable(LONG_AGO_ENDS).last
    prune(ledger, LONG_AGO_ENDS)

    early, edge, late = (ledger.verify({number: heads[number]}) for number in (2, last, last + 2))

    assert [(each.problem, each.covered, each.unchecked) for each in (early, edge, late)] == [
        (None, 0, (2,)),
        (None, last, ()),
        (None, last + 2, ()),
    ]
    assert ledger.verify({last: "0" * 64}).problem is not None


class Dying(MemoryStore):
    """Dies with the operation of that number."""

    def __init__(self, files: dict[int, bytes], left: int) -> None:
        super().__init__(files)
        self.left = left

    def append(self, number: int, start: int, data: bytes) -> None:
        self._live()
        super().append(number, start, data)

    def remove(self, numbers: Iterable[int]) -> None:
        for number in sorted(numbers):
            self._live()
            super().remove([number])

    def _live(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("operations", range(6))
def test_killed_anywhere_the_ledger_is_whole_and_pruning_again_ends_it(operations: int) -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, 4)
    ten_hours(ledger)
    before = the_present(ledger)
    dying = Dying(store.files, operations)

    with suppress(KeyboardInterrupt):
        prune(a_memory_ledger(dying, 4), LONG_AGO_ENDS)

    survived = a_memory_ledger(MemoryStore(dying.files), 4)
    assert (survived.verify().problem, the_present(survived)) == (None, before)
    prune(survived, LONG_AGO_ENDS)
    assert (survived.verify().problem, the_present(survived)) == (None, before)
    assert survived.verify().pruned > 0


def test_torn_anywhere_in_its_one_append_the_ledger_is_whole() -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, 4)
    ten_hours(ledger)
    before, files = the_present(ledger), dict(store.files)
    prune(ledger, LONG_AGO_ENDS)
    home = store.segments()[-1]
    found = set()

    for cut in range(0, len(store.files[home]), 61):
        torn = a_memory_ledger(MemoryStore({**files, home: store.files[home][:cut]} if cut else files), 4)
        prune(torn, LONG_AGO_ENDS)
        found.add((torn.verify().problem, the_present(torn) == before, torn.verify().pruned > 0))

    assert found == {(None, True, True)}


def test_segments_that_are_missing_without_a_record_of_it_are_refused() -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, 4)
    ten_hours(ledger)
    pruned = MemoryStore(dict(store.files))
    prune(a_memory_ledger(pruned, 4), LONG_AGO_ENDS)
    first = pruned.segments()[0]

    del store.files[1], pruned.files[first]

    assert [a_memory_ledger(each, 4).verify().problem is None for each in (store, pruned)] == [False, False]


def test_a_record_of_pruning_that_was_changed_is_found() -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, 4)
    ten_hours(ledger)
    prune(ledger, LONG_AGO_ENDS)
    with ledger.hold("ann", "apply", NOW + 101 * HOUR):
        ledger.note_missing([EVE], NOW, NOW + 101 * HOUR)
    home = next(number for number in store.segments() if b'"type":"pruned"' in store.files[number])
    lines = list(store.lines(home))
    lines[2] = encode(decode(lines[2]) | {"reason": "none"})
    store.files[home] = b"".join(lines)

    assert a_memory_ledger(store, 4).verify().problem is not None


def test_of_a_directory_the_files_go(tmp_path: Path) -> None:
    ledger = Ledger(DirectoryStore(tmp_path), CORP, SegmentLimits(records=4))
    ten_hours(ledger)
    before = the_present(ledger)

    prune(ledger, LONG_AGO_ENDS)

    assert not (tmp_path / "000001.jsonl").exists()
    assert the_present(DirectoryLedger(tmp_path, CORP)) == before
    assert DirectoryLedger(tmp_path, CORP).verify().problem is None


def test_of_a_branch_the_history_goes_too(tmp_path: Path) -> None:
    remote = a_remote(tmp_path)
    ledger = a_git_ledger(a_clone(remote))
    ten_hours(ledger)
    later = NOW + timedelta(days=91)
    with ledger.hold("ann", "apply", later):
        ledger.note_found([UserId("u1")], later)
    before = the_present(ledger)
    long_after = NOW + timedelta(days=1200)

    with ledger.hold("ann", "prune", long_after):
        ledger.prune(later + timedelta(days=1), "ann", "kept for three years", long_after)

    fresh = a_git_ledger(a_clone(remote, "fresh"))
    listed = git(remote, "log", "--format=", "--name-only", BRANCH).splitlines()
    assert (the_present(fresh), fresh.verify().problem) == (before, None)
    assert "000001.jsonl" not in listed
    assert fresh.lease() is None
