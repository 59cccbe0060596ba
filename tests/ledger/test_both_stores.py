"""One suite over every place a ledger can be kept in: a directory, a clone, a shallow clone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.ledger import DirectoryLedger, Ledger
from reconciler.ledger.store import DirectoryStore, Store
from reconciler.ledger.writer import SegmentLimits
from reconciler.model.manual import StepEnd
from reconciler.model.outcome import Status
from tests.ledger.git_worlds import a_clone, a_git_ledger, a_git_store, a_remote
from tests.ledger.past_worlds import (
    BOB,
    CHAT,
    CORP,
    EVE,
    KEY,
    NOW,
    a_baseline,
    a_creation,
    a_message,
    a_step,
    an_update,
)

Home = Callable[[], Ledger]
MakeStore = Callable[[], Store]


@pytest.fixture(params=["directory", "clone", "shallow"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """The same ledger, opened anew each time."""
    if request.param == "directory":
        return lambda: DirectoryLedger(tmp_path / "ledger", CORP)
    clone = a_clone(a_remote(tmp_path), depth=1 if request.param == "shallow" else 0)
    return lambda: a_git_ledger(clone)


@pytest.fixture(params=["directory", "clone", "shallow"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> MakeStore:
    """The same store, opened anew each time."""
    if request.param == "directory":
        return lambda: DirectoryStore(tmp_path / "ledger")
    clone = a_clone(a_remote(tmp_path), depth=1 if request.param == "shallow" else 0)
    return lambda: a_git_store(clone)


def write_an_apply(ledger: Ledger) -> None:
    with ledger.hold("ann", "apply", NOW):
        ledger.begin("a1", fingerprint="f" * 64, by="ann", reviewed=True, digest="e" * 64, now=NOW)
        ledger.confirm(ledger.reserve(a_creation(), "a1", NOW), Status.APPLIED, 0, NOW)
        ledger.confirm(ledger.reserve(a_message(), "a1", NOW), Status.UNKNOWN, None, NOW)
        ledger.note_missing([EVE], NOW, NOW)
        ledger.open_steps([(a_step(), CHAT)], NOW)
        ledger.end_steps([("step", StepEnd.SEEN)], NOW)
        ledger.settle([(KEY, CHAT, a_baseline(BOB))], NOW)
        ledger.end("a1", {Status.APPLIED: 1, Status.UNKNOWN: 1}, NOW)


def test_a_ledger_that_is_not_there_yet_is_empty(home: Home) -> None:
    past, report = home().read(), home().verify()

    assert (past.records, past.groups, report.records, report.problem) == (0, {}, 0, None)


def test_what_was_written_is_read_by_others(home: Home) -> None:
    ledger = home()

    write_an_apply(ledger)

    past, report = home().read(), home().verify()
    assert past.groups[CHAT].baseline == a_baseline(BOB)
    assert (set(past.unknown_sends), set(past.missing_since)) == ({"rules:1/1"}, {EVE})
    assert (report.problem, report.torn_bytes) == (None, 0)
    assert ledger.head == f"{report.records}:{report.head}"


def test_one_run_follows_another(home: Home) -> None:
    for _ in range(3):
        write_an_update(home())

    report = home().verify()
    assert report.problem is None
    assert len(home().read().updates_at) == 3


def write_an_update(ledger: Ledger) -> None:
    with ledger.hold("ann", "apply", NOW):
        ledger.confirm(ledger.reserve(an_update(), "a1", NOW), Status.APPLIED, 0, NOW)


def test_a_record_is_there_before_its_method_returns(home: Home) -> None:
    with home().hold("ann", "apply", NOW) as ledger:
        seq = ledger.reserve(a_creation(), "a1", NOW)
        seen = home().read()

    assert seen.open_reserves == ((seq, CHAT),)


def test_a_second_writer_is_told_who_is_first_and_writes_nothing(home: Home) -> None:
    with home().hold("run 17", "apply", NOW) as first:
        with pytest.raises(LedgerConflictError, match=r"run 17 is writing to the ledger") as caught:
            write_an_update(home())
        first.note_missing([BOB], NOW, NOW)

    assert "台账正被 run 17 占用" in caught.value.what.zh
    assert home().read().updates_at == ()
    assert set(home().read().missing_since) == {BOB}


def test_whoever_stops_by_an_error_lets_go(home: Home) -> None:
    with pytest.raises(RuntimeError), home().hold("ann", "apply", NOW):
        raise RuntimeError

    write_an_update(home())
    assert home().verify().problem is None


def test_holding_alone_leaves_a_ledger_without_any_past(home: Home) -> None:
    """The guard against a lost ledger asks whether there is one."""
    with home().hold("ann", "apply", NOW) as ledger:
        inside = ledger.read()

    assert (inside.records, home().read().records) == (0, 0)


def test_segments_end_and_go_on(make_store: MakeStore) -> None:
    limits = SegmentLimits(records=4)
    for _ in range(3):
        write_an_update(Ledger(make_store(), CORP, limits))

    ledger = Ledger(make_store(), CORP)
    report = ledger.verify()
    assert (report.problem, report.segments > 1) == (None, True)
    assert [record["seq"] for record in ledger.records()] == list(range(1, report.records + 1))


def test_a_torn_last_line_is_cut_off_and_noted(make_store: MakeStore) -> None:
    write_an_update(Ledger(make_store(), CORP))
    last = make_lines(make_store())[-1]
    tear(make_store(), b'{"apply_id":')

    before = Ledger(make_store(), CORP).verify()
    write_an_update(Ledger(make_store(), CORP))

    after = Ledger(make_store(), CORP)
    assert (before.problem, before.torn_bytes) == (None, 12)
    assert (after.verify().problem, after.verify().torn_bytes) == (None, 0)
    assert [record["bytes"] for record in after.records() if record["type"] == "repaired"] == [12]
    assert last in make_lines(make_store())


def make_lines(store: Store) -> list[bytes]:
    return [line for number in store.segments() for line in store.lines(number)]


def tear(store: Store, tail: bytes) -> None:
    """Half a line at the end, as a dying writer of a file leaves it."""
    with store.hold("ann", "apply", NOW):
        number = store.segments()[-1]
        store.append(number, len(b"".join(store.lines(number))), tail)


def test_a_broken_chain_is_refused_with_its_place(make_store: MakeStore) -> None:
    write_an_update(Ledger(make_store(), CORP))
    store = make_store()
    with store.hold("eve", "forging", NOW):
        lines = list(store.lines(1))
        store.cut(1, 0)
        store.append(1, 0, b"".join([lines[0], *lines[2:]]))

    with pytest.raises(LedgerError, match=r"000001\.jsonl, line 2: Record.? 2") as caught:
        write_an_update(Ledger(make_store(), CORP))

    assert caught.value.remedy is not None
    assert make_lines(make_store()) == [lines[0], *lines[2:]]


def test_both_write_the_same_facts(tmp_path: Path) -> None:
    clone = a_clone(a_remote(tmp_path))
    directory, branch = DirectoryLedger(tmp_path / "ledger", CORP), a_git_ledger(clone)

    write_an_apply(directory)
    write_an_apply(branch)

    assert facts_of(branch) == facts_of(directory)


def facts_of(ledger: Ledger) -> list[dict[str, object]]:
    """Facts without stamps and leases."""
    stamps = {"v", "seq", "prev", "crc", "reserve"}
    return [
        {name: value for name, value in record.items() if name not in stamps}
        for record in ledger.records()
        if not record["type"].startswith("lease-")
    ]
