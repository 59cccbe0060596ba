"""One writer at a time, whatever becomes of it."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reconciler.errors import LedgerConflictError, LedgerError
from reconciler.ledger import DirectoryLedger
from reconciler.ledger.store import LOCK
from tests.ledger.past_worlds import BOB, CORP, EVE, NOW

ROOT = Path(__file__).parents[2]

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from reconciler.ledger import Ledger
from reconciler.ledger.store import DirectoryStore
from reconciler.ledger.writer import SegmentLimits
from reconciler.model.outcome import Status
from tests.ledger.past_worlds import CORP, NOW, a_baseline, a_creation
ledger = Ledger(DirectoryStore(Path(sys.argv[1])), CORP, SegmentLimits(records=7))
with ledger.hold("run 17", "apply", NOW):
    while True:
        seq = ledger.reserve(a_creation(), "a1", NOW)
        print(seq, flush=True)
        ledger.confirm(seq, Status.APPLIED, 0, NOW)
"""


def a_writer(directory: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(directory)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def lines_of(writer: subprocess.Popen[str], count: int) -> list[int]:
    if writer.stdout is None:
        return []
    return [int(writer.stdout.readline()) for _ in range(count)]


def kill(writer: subprocess.Popen[str]) -> None:
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()


@pytest.mark.parametrize("count", random.Random(6).sample(range(1, 120), 5))  # noqa: S311  # No secret.
def test_a_killed_writer_leaves_every_record_that_it_was_told_of(tmp_path: Path, count: int) -> None:
    with a_writer(tmp_path) as writer:
        told = lines_of(writer, count)
        kill(writer)
    ledger = DirectoryLedger(tmp_path, CORP)

    past = ledger.read()
    with ledger.hold("ann", "apply", NOW):
        ledger.note_missing([BOB], NOW, NOW)

    report = ledger.verify()
    assert past.records >= told[-1]
    assert len(past.open_reserves) <= 1
    assert (report.problem, report.torn_bytes, report.records > past.records) == (None, 0, True)


def test_the_second_writer_learns_who_is_first(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        lines_of(writer, 1)

        with (
            pytest.raises(LedgerConflictError) as caught,
            DirectoryLedger(tmp_path, CORP).hold("ann", "apply", NOW),
        ):
            pass
        kill(writer)

    assert caught.value.what.zh == f"台账正被 run 17 占用（apply，自 {NOW.isoformat()} 起，进程 {writer.pid}）。"
    assert "run 17 is writing to the ledger" in caught.value.what.en
    assert caught.value.remedy is not None


def test_one_process_does_not_hold_twice(tmp_path: Path) -> None:
    first, second = DirectoryLedger(tmp_path, CORP), DirectoryLedger(tmp_path, CORP)

    with first.hold("ann", "apply", NOW):
        with pytest.raises(LedgerConflictError, match="ann"), second.hold("bob", "apply", NOW):
            pass
        with pytest.raises(LedgerConflictError, match="ann"), first.hold("bob", "apply", NOW):
            pass
        first.note_missing([BOB], NOW, NOW)
    with second.hold("bob", "apply", NOW):
        second.note_missing([EVE], NOW, NOW)

    assert set(first.read().missing_since) == {BOB, EVE}


def test_reading_needs_no_lock(tmp_path: Path) -> None:
    writer = DirectoryLedger(tmp_path, CORP)

    with writer.hold("ann", "apply", NOW):
        writer.note_missing([BOB], NOW, NOW)
        past = DirectoryLedger(tmp_path, CORP).read()

    assert past.missing_since == {BOB: NOW}


def test_the_lock_is_given_back_when_the_block_fails(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path, CORP)

    with pytest.raises(RuntimeError), ledger.hold("ann", "apply", NOW):
        raise RuntimeError

    with ledger.hold("bob", "apply", NOW):
        assert (tmp_path / LOCK).exists()


def test_a_holder_that_has_not_said_who_it_is_still_holds(tmp_path: Path) -> None:
    ledger = DirectoryLedger(tmp_path, CORP)

    with ledger.hold("ann", "apply", NOW):
        (tmp_path / LOCK).write_text("")
        with (
            pytest.raises(LedgerConflictError, match="Someone else"),
            DirectoryLedger(tmp_path, CORP).hold("bob", "apply", NOW),
        ):
            pass


def test_a_lock_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()

    with pytest.raises(LedgerError, match="cannot be locked"), DirectoryLedger(tmp_path, CORP).hold("a", "b", NOW):
        pass
