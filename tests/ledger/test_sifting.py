"""Asking quickly finds exactly what asking slowly finds, and a sealed segment that changed is never believed."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.errors import LedgerError
from reconciler.ledger import attendance, entries_of
from reconciler.ledger.codec import decode, encode
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.ledger_entry import EntryFilter
from reconciler.model.outcome import Status
from tests.ledger.past_worlds import ANN, BOB, CHAT, EVE, HOUR, KEY, NOW, MemoryStore, a_memory_ledger, a_small_world
from tests.ledger.test_anchor import chained
from tests.ledger.test_ledger import STEPS, Step

FILTERS = [
    pytest.param(EntryFilter(group=KEY), id="group"),
    pytest.param(EntryFilter(person="eve"), id="person"),
    pytest.param(EntryFilter(person="张三"), id="person-beyond-ascii"),
    pytest.param(EntryFilter(apply_id="a1"), id="apply"),
    pytest.param(EntryFilter(apply_id="a"), id="beginning-of-an-apply"),
    pytest.param(EntryFilter(group=KEY, person="bob", since=NOW + HOUR), id="several"),
    pytest.param(EntryFilter(group="nobody"), id="nothing"),
    pytest.param(EntryFilter(), id="everything"),
]


def written(steps: list[Step], per_segment: int) -> MemoryStore:
    store = MemoryStore()
    ledger = a_memory_ledger(store, per_segment)
    for turn, apply_id in enumerate(("a1", "b2")):
        with ledger.hold("ann", "apply", NOW):
            ledger.begin(apply_id, fingerprint="f", by="ann", reviewed=True, digest="e", now=NOW)
            for hours, step in enumerate(steps[turn::2]):
                step(ledger, hours)
            ledger.end(apply_id, {Status.APPLIED: 1}, NOW)
    return store


@pytest.mark.parametrize("wanted", FILTERS)
@settings(max_examples=15)
@given(steps=st.lists(STEPS, max_size=30), per_segment=st.integers(2, 9), old=st.booleans())
def test_asking_quickly_is_asking_slowly(wanted: EntryFilter, steps: list[Step], per_segment: int, old: bool) -> None:
    store = written(steps, per_segment)
    ledger = a_memory_ledger(without_seals(store) if old else store, per_segment)

    quick = list(ledger.entries(wanted))

    assert quick == [entry for entry in entries_of(ledger.records()) if wanted.admits(entry)]


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=30), st.integers(2, 9), st.integers(0, 20))
def test_who_was_where_is_the_same_too(steps: list[Step], per_segment: int, hours: int) -> None:
    ledger, at = a_memory_ledger(written(steps, per_segment), per_segment), NOW + hours * HOUR
    entries = list(entries_of(ledger.records()))

    groups = [ledger.presences(at, group=key) for key in (KEY, GroupKey("x"))]
    people = [ledger.presences(at, user=user) for user in (ANN, EVE, UserId("张三"))]

    assert groups == [attendance(entries, at, group=key) for key in (KEY, GroupKey("x"))]
    everybody = [attendance(entries, at, user=user) for user in (ANN, EVE, UserId("张三"))]
    assert [[each for each in found if each.stays] for found in people] == [
        [each for each in found if each.stays] for found in everybody
    ]


def without_seals(store: MemoryStore) -> MemoryStore:
    """The same as an earlier version wrote it, the chain computed anew."""
    records = [{name: value for name, value in record.items() if name != "content"} for record in store.records()]
    lines, files = iter(chained(fitting(records))), {}
    for number in store.segments():
        files[number] = b"".join(next(lines) for _ in store.lines(number))
    return MemoryStore(files)


def fitting(records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Seals are hashes of lines, so they follow from what is before them."""
    for index, record in enumerate(records):
        if record["type"] == "segment":
            record["seal"] = decode(chained(records[: index + 1])[-1])["prev"]
    return records


def edited(store: MemoryStore) -> None:
    lines = store.files[2].splitlines(keepends=True)
    lines[1] = encode({**decode(lines[1]), "at": "2026-03-02T10:00:00+00:00"})
    store.files[2] = b"".join(lines)


def dropped(store: MemoryStore) -> None:
    lines = store.files[2].splitlines(keepends=True)
    store.files[2] = b"".join([*lines[:1], *lines[2:]])


def lost(store: MemoryStore) -> None:
    del store.files[2]


def emptied(store: MemoryStore) -> None:
    store.files[2] = b""


@pytest.mark.parametrize("damage", [edited, dropped, lost, emptied])
def test_a_sealed_segment_that_changed_is_refused_though_nothing_in_it_was_asked_for(
    damage: Callable[[MemoryStore], None],
) -> None:
    store = a_small_world(4)
    damage(store)

    with pytest.raises(LedgerError, match=r"00000[23]"):
        list(a_memory_ledger(store, 4).entries(EntryFilter(group="nobody")))


def test_a_seal_of_other_content_is_found_by_the_whole_walk() -> None:
    store = a_small_world(4)
    lines = store.files[4].splitlines(keepends=True)
    store.files = {number: store.files[number] for number in (1, 2, 3)}
    store.files[4] = encode({**decode(lines[0]), "content": "0" * 64})

    problem = a_memory_ledger(store, 4).verify().problem

    assert problem is not None
    assert (problem.segment, problem.line, "sealed" in problem.what.en) == (4, 1, True)


def test_bytes_of_an_interrupted_append_are_not_sealed_in() -> None:
    store = MemoryStore()
    ledger = a_memory_ledger(store, 3)

    with ledger.hold("ann", "apply", NOW):
        ledger.note_missing([ANN, BOB], NOW, NOW)
        store.files[1] += b'{"at":"2026'
        ledger.note_missing([EVE], NOW, NOW)

    assert (a_memory_ledger(store, 3).verify().problem, len(store.files)) == (None, 2)
    assert [entry.kind for entry in ledger.entries(EntryFilter(person="eve"))] == ["missing"]
    assert list(ledger.entries(EntryFilter(group=CHAT))) == []
