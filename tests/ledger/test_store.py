"""Bytes reach the disk whole or not at all."""

import errno
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reconciler.errors import LedgerError
from reconciler.ledger import DirectoryLedger, Ledger
from reconciler.ledger.store import DirectoryStore
from reconciler.model.ids import ChatId
from reconciler.model.outcome import Status
from tests.ledger.past_worlds import BOB, CHAT, CORP, EVE, KEY, NOW, a_baseline, a_creation, an_update

ROOT = Path(__file__).parents[2]


class Disk:
    """Takes `room` bytes, then fails as `fault` says; `room` can be given back."""

    def __init__(self, room: int, fault: int) -> None:
        self.room = room
        self.fault = fault

    def write(self, descriptor: int, data: bytes) -> int:
        if not self.room:
            raise OSError(self.fault, os.strerror(self.fault))
        written = os.write(descriptor, data[: self.room])
        self.room -= written
        return written


class Syncs:
    """Syncs of files that fail at the given turns; syncs of directories are only counted."""

    def __init__(self, *failing: int) -> None:
        self.failing = failing
        self.turn = 0
        self.directories = 0

    def __call__(self, descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            self.directories += 1
            return
        self.turn += 1
        if self.turn in self.failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.fsync(descriptor)


def a_failing_ledger(directory: Path, disk: Disk) -> Ledger:
    return Ledger(DirectoryStore(directory, write=disk.write), CORP)


def write_nine_calls(ledger: Ledger) -> None:
    with ledger.hold("ann", "apply", NOW):
        for _ in range(9):
            ledger.confirm(ledger.reserve(an_update(), "a1", NOW), Status.APPLIED, 0, NOW)


@pytest.mark.parametrize("room", range(0, 700, 7))
def test_a_disk_that_fills_up_anywhere_leaves_a_valid_chain(tmp_path: Path, room: int) -> None:
    ledger = a_failing_ledger(tmp_path, Disk(room, errno.ENOSPC))

    with pytest.raises(LedgerError):
        write_nine_calls(ledger)

    report = DirectoryLedger(tmp_path, CORP).verify()
    assert (report.problem, report.torn_bytes) == (None, 0)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        pytest.param(errno.ENOSPC, "Disk or quota is full", id="no-space"),
        pytest.param(errno.EDQUOT, "Disk or quota is full", id="quota"),
        pytest.param(errno.EIO, "cannot be written", id="input-output"),
    ],
)
def test_a_reserve_that_fails_says_that_nothing_was_sent(tmp_path: Path, fault: int, says: str) -> None:
    ledger = a_failing_ledger(tmp_path, Disk(0, fault))

    with ledger.hold("ann", "apply", NOW), pytest.raises(LedgerError, match=says) as caught:
        ledger.reserve(a_creation(), "a1", NOW)

    assert "尚未向企业微信发出这次调用" in caught.value.what.zh
    assert caught.value.remedy is not None


def test_a_confirm_that_fails_says_that_the_call_was_made(tmp_path: Path) -> None:
    disk = Disk(10_000, errno.ENOSPC)
    ledger = a_failing_ledger(tmp_path, disk)

    with ledger.hold("ann", "apply", NOW):
        seq = ledger.reserve(a_creation(), "a1", NOW)
        disk.room = 0
        with pytest.raises(LedgerError, match="The call was made"):
            ledger.confirm(seq, Status.APPLIED, 0, NOW)

    assert DirectoryLedger(tmp_path, CORP).read().open_reserves == ((seq, CHAT),)


def test_writing_goes_on_once_there_is_room_again(tmp_path: Path) -> None:
    disk = Disk(100, errno.ENOSPC)
    ledger = a_failing_ledger(tmp_path, disk)

    with ledger.hold("ann", "apply", NOW):
        with pytest.raises(LedgerError):
            ledger.note_missing([BOB], NOW, NOW)
        disk.room = 10_000
        ledger.note_missing([EVE], NOW, NOW)
        seen = ledger.read()

    assert DirectoryLedger(tmp_path, CORP).read() == seen
    assert seen.missing_since == {EVE: NOW}


def test_a_failed_sync_takes_the_record_back(tmp_path: Path) -> None:
    ledger = Ledger(DirectoryStore(tmp_path, sync=Syncs(1)), CORP)

    with ledger.hold("ann", "apply", NOW):
        with pytest.raises(LedgerError):
            ledger.note_missing([BOB], NOW, NOW)
        ledger.note_missing([EVE], NOW, NOW)

    assert DirectoryLedger(tmp_path, CORP).read().missing_since == {EVE: NOW}


def test_nothing_more_is_written_when_the_disk_cannot_even_take_back(tmp_path: Path) -> None:
    ledger = Ledger(DirectoryStore(tmp_path, sync=Syncs(1, 2)), CORP)

    with ledger.hold("ann", "apply", NOW):
        with pytest.raises(LedgerError):
            ledger.note_missing([BOB], NOW, NOW)
        with pytest.raises(LedgerError, match="could not be undone"):
            ledger.note_missing([EVE], NOW, NOW)

    assert DirectoryLedger(tmp_path, CORP).read().missing_since == {}


def test_an_interrupt_between_write_and_sync_takes_the_record_back(tmp_path: Path) -> None:
    def interrupted(descriptor: int, data: bytes) -> int:
        os.write(descriptor, data)
        raise KeyboardInterrupt

    ledger = Ledger(DirectoryStore(tmp_path, write=interrupted), CORP)

    with pytest.raises(KeyboardInterrupt), ledger.hold("ann", "apply", NOW):
        ledger.reserve(a_creation(), "a1", NOW)

    assert DirectoryLedger(tmp_path, CORP).verify().records == 0


def test_bytes_of_an_append_that_never_returned_are_cut_off(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path, CORP)

    with ledger.hold("ann", "apply", NOW):
        ledger.note_missing([BOB], NOW, NOW)
        with (tmp_path / "000001.jsonl").open("ab") as file:
            file.write(b'{"at":"2026')
        ledger.note_missing([EVE], NOW, NOW)

    assert set(DirectoryLedger(tmp_path, CORP).read().missing_since) == {BOB, EVE}


def test_a_ledger_that_shrinks_while_held_is_not_written_on(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path, CORP)

    with ledger.hold("ann", "apply", NOW):
        ledger.note_missing([BOB], NOW, NOW)
        os.truncate(tmp_path / "000001.jsonl", 10)
        with pytest.raises(LedgerError):
            ledger.note_missing([EVE], NOW, NOW)

    assert (tmp_path / "000001.jsonl").stat().st_size == 10


WRITE_UNTIL_IT_FAILS = """
import sys
from pathlib import Path
from reconciler.errors import LedgerError
from reconciler.ledger import DirectoryLedger
from reconciler.model.outcome import Status
from tests.ledger.past_worlds import CORP, NOW, an_update
ledger = DirectoryLedger(Path(sys.argv[1]), CORP)
with ledger.hold("ann", "apply", NOW):
    try:
        while True:
            ledger.confirm(ledger.reserve(an_update(), "a1", NOW), Status.APPLIED, 0, NOW)
    except LedgerError as error:
        print(error.what.en)
"""


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (3001, 3001))


def test_a_kernel_that_refuses_more_bytes_leaves_a_valid_chain(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_UNTIL_IT_FAILS, str(tmp_path)]

    done = subprocess.run(command, cwd=ROOT, preexec_fn=limit_files, capture_output=True, text=True, check=True)

    report = DirectoryLedger(tmp_path, CORP).verify()
    assert "Disk or quota is full" in done.stdout
    assert (report.problem, report.torn_bytes, report.records > 5) == (None, 0, True)


def test_a_directory_that_is_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_text("")

    with pytest.raises(LedgerError, match=str(path)):
        DirectoryLedger(path, CORP).read()
    with pytest.raises(LedgerError, match=str(path)), DirectoryLedger(path, CORP).hold("ann", "apply", NOW):
        pass


def test_a_segment_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "000001.jsonl").mkdir()

    with pytest.raises(LedgerError, match=r"000001\.jsonl"):
        DirectoryLedger(tmp_path, CORP).verify()


def test_other_files_in_the_directory_do_not_matter(tmp_path: Path) -> None:
    for name in ("README.md", "1.jsonl", "000002.jsonl.bak", ".gitignore"):
        (tmp_path / name).write_text("x")

    assert DirectoryLedger(tmp_path, CORP).read().records == 0


def test_many_groups_settle_with_one_write_and_one_sync(tmp_path: Path) -> None:
    syncs, writes = Syncs(), list[int]()

    def write(descriptor: int, data: bytes) -> int:
        writes.append(len(data))
        return os.write(descriptor, data)

    ledger = Ledger(DirectoryStore(tmp_path, write=write, sync=syncs), CORP)
    with ledger.hold("ann", "apply", NOW):
        ledger.settle([(KEY, CHAT, a_baseline(BOB)), (KEY, ChatId("other"), a_baseline(EVE))], NOW)

    assert (len(writes), syncs.turn) == (1, 1)


def test_new_entries_of_directories_are_made_durable(tmp_path: Path) -> None:
    syncs = Syncs()
    ledger = Ledger(DirectoryStore(tmp_path / "a" / "b", sync=syncs), CORP)

    with ledger.hold("ann", "apply", NOW):
        made = syncs.directories
        ledger.note_missing([BOB], NOW, NOW)
        ledger.note_missing([EVE], NOW, NOW)

    assert (made, syncs.directories) == (2, 3)


def test_a_segment_whose_entry_could_not_be_made_durable_is_tried_again(tmp_path: Path) -> None:
    turns = iter([True, False])

    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode) and next(turns):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    ledger = Ledger(DirectoryStore(tmp_path, sync=sync), CORP)
    with ledger.hold("ann", "apply", NOW):
        with pytest.raises(LedgerError):
            ledger.note_missing([BOB], NOW, NOW)
        ledger.note_missing([EVE], NOW, NOW)

    assert next(turns, None) is None
    assert ledger.read().missing_since == {EVE: NOW}


def test_a_directory_that_takes_more_is_writable_and_stays_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "not" / "yet"

    DirectoryLedger(home, CORP).check_writable()

    assert list(tmp_path.iterdir()) == []


def test_a_ledger_below_a_file_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(LedgerError):
        DirectoryLedger(tmp_path / "file" / "ledger", CORP).check_writable()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_segment_that_is_read_only_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "000001.jsonl").touch(0o444)

    with pytest.raises(LedgerError):
        DirectoryLedger(tmp_path, CORP).check_writable()


def test_a_full_disk_is_not_writable(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path, free_bytes=lambda _: 0)

    with pytest.raises(LedgerError) as raised:
        store.check_writable()

    assert "full" in raised.value.what.en
