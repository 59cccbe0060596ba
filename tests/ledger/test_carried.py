"""A state that is written down is the whole state, whatever anybody adds to a replay; a false one is found."""

import errno
import json
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.errors import InternalError, LedgerError
from reconciler.ledger import DirectoryLedger, Ledger
from reconciler.ledger.carried import carried_facts, is_current, restored
from reconciler.ledger.chain import ChainReader
from reconciler.ledger.codec import decode, encode
from reconciler.ledger.reading import walk
from reconciler.ledger.records import Record
from reconciler.ledger.replay import Replay
from reconciler.ledger.store import DirectoryStore
from reconciler.ledger.writer import SegmentLimits
from reconciler.model.ledger_entry import EntryFilter
from reconciler.model.record import Past
from tests.ledger.git_worlds import a_clone, a_git_ledger, a_remote
from tests.ledger.past_worlds import ANN, BOB, CHAT, CORP, EVE, NOW, MemoryStore, a_memory_ledger, a_small_world
from tests.ledger.test_anchor import chained
from tests.ledger.test_ledger import STEPS, Step
from tests.ledger.test_store import Disk, a_failing_ledger

LATER = NOW + timedelta(days=91)


def replay_of(store: MemoryStore) -> Replay:
    """Every record heard, from the first one on."""
    replay = Replay()
    walk(ChainReader(store, CORP), replay)
    return replay


def through_json(replay: Replay) -> Record:
    """What a line of the ledger would give back."""
    record: Record = json.loads(json.dumps(carried_facts(replay)))
    return record


def carried_on(store: MemoryStore) -> MemoryStore:
    with a_memory_ledger(store, 4).hold("ann", "apply", LATER) as ledger:
        ledger.note_missing([EVE], LATER, LATER)
    return store


def test_every_field_of_the_past_is_carried() -> None:
    """The small world has every type of record, so none of these is at its default but by another's fault."""
    known = replay_of(a_small_world())
    past = known.past()

    told = restored(through_json(known)).past()

    assert {each.name: getattr(told, each.name) for each in fields(Past)} == {
        each.name: getattr(past, each.name) for each in fields(Past)
    }
    assert [group.settled_seq for group in told.groups.values()] == [
        group.settled_seq for group in past.groups.values()
    ]


def test_who_is_revoked_stays_so_when_the_state_is_carried_on() -> None:
    store = a_small_world()
    with a_memory_ledger(store).hold("ann", "revoke", NOW) as ledger:
        ledger.revoke(EVE, BOB, "ann", "stolen", NOW)

    told = a_memory_ledger(carried_on(store)).read()

    assert [(each.user, each.approver, each.reason) for each in told.revoked.values()] == [(EVE, BOB, "stolen")]


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=30), st.integers(0, 30))
def test_going_on_from_a_carried_state_is_having_heard_everything(steps: list[Step], cut: int) -> None:
    store = MemoryStore()
    with a_memory_ledger(store).hold("ann", "apply", NOW) as ledger:
        for hours, step in enumerate(steps):
            step(ledger, hours)
    records, heard = store.records(), Replay()
    for record in records[:cut]:
        heard.hear(record)

    resumed = restored(through_json(heard))
    for record in records[cut:]:
        resumed.hear(record)

    everything = replay_of(store)
    assert (resumed.past(), resumed.leases.current) == (everything.past(), everything.leases.current)
    assert carried_facts(resumed) == carried_facts(everything)


def test_a_value_that_nobody_taught_it_stops_the_writing() -> None:
    replay = Replay()
    replay.added_by_somebody = object()  # type: ignore[attr-defined]  # As a later version would.

    with pytest.raises(InternalError, match="unknown object"):
        carried_facts(replay)


def test_a_state_without_what_this_version_knows_is_no_shorter_way() -> None:
    record = through_json(Replay())
    del record["state"]["_sent"]

    assert not is_current(record)
    assert not is_current(through_json(Replay()) | {"form": 0})


def test_after_a_quarter_the_state_begins_a_new_segment_and_reading_begins_there() -> None:
    store = a_small_world()
    before = replay_of(store)

    carried_on(store)

    segment, carried, *_ = (decode(line) for line in store.lines(2))
    assert (segment["type"], segment["carry"], carried["type"]) == ("segment", 2, "carried")
    assert restored(carried).past() == before.past()
    assert a_memory_ledger(store, 4).read() == replay_of(store).past()
    assert a_memory_ledger(store, 4).verify().problem is None


def test_later_segments_point_to_it_and_the_next_hold_writes_none() -> None:
    store = carried_on(a_small_world())

    with a_memory_ledger(store, 4).hold("ann", "apply", LATER) as ledger:
        ledger.note_missing([ANN, BOB], LATER, LATER)

    kinds = [record["type"] for record in store.records()]
    assert (kinds.count("carried"), decode(next(iter(store.lines(3))))["carry"]) == (1, 2)
    assert a_memory_ledger(store, 4).read() == replay_of(store).past()


@pytest.mark.no_cover  # many records over few lines
def test_many_records_are_reason_enough(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path, CORP)
    people = [ANN.__class__(f"u{number}") for number in range(50_000)]

    with ledger.hold("ann", "apply", NOW):
        ledger.note_missing(people, NOW, NOW)
    with ledger.hold("ann", "apply", NOW):
        ledger.note_found([people[0]], NOW)

    assert [record["type"] for record in ledger.records()].count("carried") == 1
    assert len(ledger.read().missing_since) == 49_999


def test_a_branch_carries_on_too(tmp_path: Path) -> None:
    ledger = a_git_ledger(a_clone(a_remote(tmp_path)))
    with ledger.hold("ann", "apply", NOW):
        ledger.note_missing([EVE], NOW, NOW)

    with ledger.hold("ann", "apply", LATER):
        ledger.note_missing([BOB], LATER, LATER)

    kinds = [record["type"] for record in ledger.records()]
    assert kinds.count("carried") == 1
    assert (set(ledger.read().missing_since), ledger.lease()) == ({EVE, BOB}, None)
    assert ledger.verify().problem is None


def test_a_false_state_is_found_though_the_chain_is_made_to_fit() -> None:
    store = carried_on(a_small_world())
    records = store.records()
    place = next(index for index, record in enumerate(records) if record["type"] == "carried")
    false = through_json(Replay())["state"]
    lines = chained([record | ({"state": false} if index == place else {}) for index, record in enumerate(records)])
    first = len(list(store.lines(1)))

    problem = a_memory_ledger(MemoryStore({1: b"".join(lines[:first]), 2: b"".join(lines[first:])})).verify().problem

    assert problem is not None
    assert (problem.segment, problem.line, "carried state" in problem.what.en) == (2, 2, True)


@pytest.mark.parametrize("index", [0, 3, 7])
def test_a_changed_line_before_it_stops_reading_all_the_same(index: int) -> None:
    store = carried_on(a_small_world())
    lines = list(store.lines(1))
    lines[index] = encode(decode(lines[index]) | {"at": "2026-03-02T09:59:00+00:00"})
    store.files[1] = b"".join(lines)

    with pytest.raises(LedgerError, match="000001"):
        a_memory_ledger(store).read()


def test_a_torn_carried_state_is_repaired_and_written_again() -> None:
    store = a_small_world()
    before, whole = store.files[1], carried_on(MemoryStore(dict(store.files))).files[2]
    found = []

    for offset in range(1, len(whole), 97):
        torn = carried_on(MemoryStore({1: before, 2: whole[:offset]}))
        ledger = a_memory_ledger(torn, 4)
        found.append((ledger.verify().problem, ledger.read() == replay_of(torn).past()))

    assert set(found) == {(None, True)}


def test_a_disk_that_is_full_of_it_seals_nothing(tmp_path: Path) -> None:
    with DirectoryLedger(tmp_path, CORP).hold("ann", "apply", NOW) as ledger:
        ledger.note_missing([EVE], NOW, NOW)
    failing = a_failing_ledger(tmp_path, Disk(0, errno.ENOSPC))

    with pytest.raises(LedgerError, match="Disk or quota is full"), failing.hold("ann", "apply", LATER):
        pass

    report = DirectoryLedger(tmp_path, CORP).verify()
    assert (report.problem, report.records, report.torn_bytes) == (None, 2, 0)


def test_nobody_is_named_by_what_is_shown_of_it() -> None:
    ledger = a_memory_ledger(carried_on(a_small_world()))

    shown = [entry for entry in ledger.entries(EntryFilter()) if entry.kind == "carried"]

    assert [("state" in entry.facts, list(entry.people())) for entry in shown] == [(False, [])]
    assert CHAT not in str(shown[0].facts)
    assert Ledger(DirectoryStore(Path("nowhere")), CORP, SegmentLimits()).read() == Past()
