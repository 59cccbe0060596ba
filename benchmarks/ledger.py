"""How long questions to a long ledger take, beside a walk over every line of it.

`python -m benchmarks.ledger` writes a ledger of a million records into a temporary folder, asks each question in a
fresh process, several times, and prints medians and ratios of this one run.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from reconciler.ledger import DirectoryLedger
from reconciler.ledger.chain import ChainReader
from reconciler.ledger.records import Facts, Record, reserve_facts, settled_facts
from reconciler.ledger.store import DirectoryStore
from reconciler.ledger.writer import ChainWriter, SegmentLimits
from reconciler.model.action import UpdateGroup
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.ledger_entry import EntryFilter
from reconciler.model.record import Baseline

CORP = "wwbenchmark00000000"
BEGAN = datetime(2024, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
_GROUPS, _MEMBERS, _PEOPLE, _CALLS, _SETTLED = 1000, 20, 3000, 230, 40
_APPLY = 2 * _CALLS + _SETTLED
_SINCE_CARRIED = 25_000  # half of the most that there may be

Measured = dict[str, float]


def main() -> None:
    """Measure every question, or as a child process one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000, help="length of the ledger (default: 1000000)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each question is asked (default: 3)")
    parser.add_argument("--question", choices=QUESTIONS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.question:
        sys.stdout.write(json.dumps(_answer(QUESTIONS[asked.question], asked.folder)))
        return
    with tempfile.TemporaryDirectory(prefix="reconciler-bench-") as folder:
        write_ledger(Path(folder), asked.records)
        report(Path(folder), asked.records, asked.repeat)


def report(folder: Path, records: int, repeat: int) -> None:
    """Ask everything and print it."""
    size = sum(path.stat().st_size for path in folder.glob("*.jsonl"))
    segments = len(list(folder.glob("*.jsonl")))
    print(f"{records:,} records, {size / 1e6:.0f} MB, {segments} segments; medians of {repeat} runs, CPU seconds\n")
    found = {name: _median([_ask(name, folder) for _ in range(repeat)]) for name in QUESTIONS}
    whole = found["verify"]["cpu_s"]
    for name, measured in found.items():
        print(
            f"  {name:12}{measured['cpu_s']:7.2f} s   {measured['cpu_s'] / whole:5.2f} of a verification   "
            f"peak {measured['peak_mb']:.0f} MB"
        )


def write_ledger(folder: Path, records: int) -> None:
    """Applies of some hundred calls with their ends, and groups found in line, until there are so many records."""
    part = max(records - _SINCE_CARRIED, 1)
    _write(folder, 0, part)
    with DirectoryLedger(folder, CORP).hold("benchmark", "carry on", BEGAN + timedelta(days=4000)):
        pass
    _write(folder, part, records)


def _write(folder: Path, last: int, until: int) -> None:
    """From that number of records on until there are so many."""
    store, calls = DirectoryStore(folder), list[int]()

    def hear(record: Record) -> None:
        if record["type"] == "reserve":
            calls.append(record["seq"])

    with store.hold("benchmark", "write", BEGAN):
        reader = ChainReader(store, CORP)
        for _ in reader:
            pass
        writer = ChainWriter(store, CORP, SegmentLimits(), reader, hear)
        turn = last // _APPLY
        while last < until:
            turn += 1
            calls.clear()
            at = BEGAN + timedelta(hours=turn)
            writer.append([_reserve(turn, number) for number in range(_CALLS)], at)
            ends: list[Facts] = [
                {"type": "confirm", "reserve": seq, "status": "applied", "errcode": 0} for seq in calls
            ]
            seen = (_settled((turn * _SETTLED + number) % _GROUPS) for number in range(_SETTLED))
            last = writer.append([*ends, *seen], at)


def _reserve(turn: int, number: int) -> Facts:
    group, user = (turn * _CALLS + number) % _GROUPS, f"u{(turn + number) % _PEOPLE:05}"
    action = UpdateGroup(GroupKey(f"rd-{group:04}"), ChatId(f"rd{group:014}"), joins=(UserId(user),))
    return reserve_facts(action, f"a{turn}")


def _settled(group: int) -> Facts:
    members = frozenset(UserId(f"u{(group + position * 7) % _PEOPLE:05}") for position in range(_MEMBERS))
    baseline = Baseline(f"组{group}", min(members), members, frozenset())
    return settled_facts(GroupKey(f"rd-{group:04}"), ChatId(f"rd{group:014}"), baseline)


def _read(ledger: DirectoryLedger) -> None:
    ledger.read()


def _verify(ledger: DirectoryLedger) -> None:
    if ledger.verify().problem is not None:
        raise SystemExit("the ledger is broken")


def _entries(wanted: EntryFilter) -> Callable[[DirectoryLedger], None]:
    def ask(ledger: DirectoryLedger) -> None:
        if not sum(1 for _ in ledger.entries(wanted)):
            raise SystemExit("nothing was found")

    return ask


def _group(ledger: DirectoryLedger) -> None:
    if not ledger.presences(BEGAN + timedelta(days=9000), group=GroupKey("rd-0010"))[0].stays:
        raise SystemExit("nobody was in the group")


def _person(ledger: DirectoryLedger) -> None:
    if not ledger.presences(BEGAN + timedelta(days=9000), user=UserId("u00007")):
        raise SystemExit("the person was nowhere")


QUESTIONS: Final[dict[str, Callable[[DirectoryLedger], None]]] = {
    "verify": _verify,
    "plan": _read,
    "group": _entries(EntryFilter(group="rd-0007")),
    "person": _entries(EntryFilter(person="u00007")),
    "apply": _entries(EntryFilter(apply_id="a100")),
    "who-was-in": _group,
    "who": _person,
}


def _answer(question: Callable[[DirectoryLedger], None], folder: Path) -> Measured:
    began = time.process_time()
    question(DirectoryLedger(folder, CORP))
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "cpu_s": time.process_time() - began,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6,
    }


def _ask(name: str, folder: Path) -> Measured:
    """One question in a process of its own, so that its memory is its own."""
    words = ["--question", name, "--folder", str(folder)]
    done = subprocess.run([sys.executable, "-m", "benchmarks.ledger", *words], check=True, stdout=subprocess.PIPE)
    measured: Measured = json.loads(done.stdout)
    return measured


def _median(runs: list[Measured]) -> Measured:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    main()
