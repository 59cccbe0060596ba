"""Several processes on one world: nothing is lost, limits hold over all of them, edits are seen at once."""

import subprocess
import sys
from pathlib import Path

from reconciler.simulator import Simulator
from tests.simulator.scene import CORP, a_caller

WORKER = """
import sys, pathlib
from reconciler.simulator import Simulator
from tests.simulator.scene import a_caller
caller = a_caller(Simulator.open(pathlib.Path(sys.argv[1])))
print([caller.update(name=f"{sys.argv[2]}-{number}") for number in range(60)].count(0))
"""


def test_processes_share_counters_journal_and_tokens(world: Simulator) -> None:
    world.switches.set("limit_update_hour", 150)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(world.directory), str(number)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path.cwd(),
        )
        for number in range(3)
    ]

    counts = [int(worker.communicate(timeout=60)[0]) for worker in workers]

    journal = world.journal()
    assert sum(counts) == 150
    assert [entry.seq for entry in journal] == list(range(1, 3 * 61 + 1))
    assert [entry.errcode for entry in journal].count(45009) == 30


def test_edits_of_another_process_are_seen_at_once(world: Simulator) -> None:
    caller = a_caller(world)
    before = caller.code("user/get", userid="bob")

    with Simulator.open(world.directory) as other:
        other.hands.depart("bob", corp=CORP)
        other.switches.set("code_unknown_chat", 40050)
        other.faults.add("busy", on="tag/list")

    codes = (caller.code("user/get", userid="bob"), caller.update("unknown"), caller.code("tag/list"))
    assert (before, *codes) == (0, 60111, 40050, -1)
