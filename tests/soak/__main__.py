"""`make soak`: everything of this folder at full length, on every core; a failure names the seed or the point.

Without options: 5,000 histories, every point of an apply with a directory, 200 with a branch, 50 races.
With `--histories N`, `--kills` or `--races N` only those. `--seed` is that of the first history; `--replay SEED` tells
one history again.
"""

import argparse
import itertools
import os
import subprocess
import sys

HISTORIES, BRANCH_POINTS, ROUNDS = 5_000, 200, 50


def main() -> int:
    """The worst exit code of all parts."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--histories", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=int)
    parser.add_argument("--kills", action="store_true")
    parser.add_argument("--races", type=int)
    wish = parser.parse_args()
    if wish.replay is not None:
        return _together([["histories", "--replay", str(wish.replay)]])
    everything = wish.histories is None and wish.races is None and not wish.kills
    worst = 0
    if everything or wish.histories:
        worst = max(worst, _together(_shared(wish.histories or HISTORIES, wish.seed)))
    if everything or wish.kills:
        kills = [["kills"], ["kills", "--ledger", "branch", "--points", str(BRANCH_POINTS)]]
        worst = max(worst, _together(kills))
    if everything or wish.races:
        worst = max(worst, _together([["races", "--rounds", str(wish.races or ROUNDS)]]))
    return worst


def _shared(histories: int, seed: int) -> list[list[str]]:
    """The histories in as many parts as there are cores."""
    cores = min(os.cpu_count() or 1, histories)
    ends = [seed + histories * core // cores for core in range(cores + 1)]
    return [["histories", "--seed", str(a), "--histories", str(b - a)] for a, b in itertools.pairwise(ends)]


def _together(parts: list[list[str]]) -> int:
    running = [subprocess.Popen([sys.executable, "-m", f"tests.soak.{name}", *words]) for name, *words in parts]
    return max(process.wait() for process in running)


if __name__ == "__main__":
    sys.exit(main())
