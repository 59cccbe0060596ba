"""Two writers at the same moment, on one ledger in a branch of a bare remote, each in a clone of its own.

`python -m tests.soak.races --rounds 50` prints one JSON line: what each pair ended with, and how often.
"""

import argparse
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from tests.e2e.git_town import HOME, GitTown
from tests.e2e.town import PROCESS_S, ROOT, Town, a_group, command_line, environment
from tests.ledger.git_worlds import a_git_ledger
from tests.soak.folders import a_folder

WANTED = {"one": {"ann", "bob"}, "two": {"ann", "bob"}, "old": {"ann", "bob", "cat", "dan"}}
RIVALS = (("apply", "--yes"), ("drift", "--correct"))


def race(folder: Path, rival: tuple[str, ...]) -> tuple[int, int]:
    """One round: an apply against a rival; what both ended with. Raises: AssertionError."""
    town = Town(folder / "town", [a_group("old")])
    try:
        branch = GitTown(town, folder / "git")
        assert branch.run("apply", "--yes").code == 0
        other = branch.another("other")
        for clone in (branch.clone, other):
            town.root = clone / "groups"
            town.put(a_group("old", members=["bob", "cat", "dan"]), a_group("one"), a_group("two"))
        ends = _both(branch, (branch.clone, other), (("apply", "--yes"), rival))
        last = branch.run("apply", "--yes")
        assert last.code == 0, last.words
        _check(branch, town, ends)
        return ends[0][0], ends[1][0]
    finally:
        town.close()


def _both(
    branch: GitTown, clones: tuple[Path, Path], commands: tuple[tuple[str, ...], tuple[str, ...]]
) -> list[tuple[int, str]]:
    processes = []
    for clone, command in zip(clones, commands, strict=True):
        there = ("--root", str(clone / "groups"), "--simulator", str(branch.town.home), "--lang", "en")
        words, variables = command_line(*command, *there), environment(HOME)
        pipe = subprocess.PIPE
        processes.append(subprocess.Popen(words, env=variables, cwd=ROOT, stdout=pipe, stderr=pipe, text=True))
    told = [process.communicate(timeout=PROCESS_S) for process in processes]
    return [(process.returncode, err) for process, (_, err) in zip(processes, told, strict=True)]


def _check(branch: GitTown, town: Town, ends: list[tuple[int, str]]) -> None:
    assert {code for code, _ in ends} <= {0, 4, 5}, ends
    for code, err in ends:
        assert "Traceback" not in err
        assert code == 0 or err.strip(), "whoever stopped said nothing"
    assert {key: town.members(key) for key in WANTED} == WANTED
    made = Counter(each.body.get("chatid") for each in town.since(0, "create") if each.applied)
    assert all(number == 1 for number in made.values()), made
    ledger = a_git_ledger(branch.clone)
    assert (ledger.verify().problem, ledger.lease(), ledger.read().open_reserves) == (None, None, ())


def run(rounds: int) -> Counter[str]:
    """So many rounds, rivals in turn; how each pair ended. Raises: AssertionError."""
    told: Counter[str] = Counter()
    for number in range(rounds):
        folder, rival = a_folder("race"), RIVALS[number % len(RIVALS)]
        try:
            told[f"apply, {rival[0]}: {race(folder, rival)}"] += 1
        finally:
            shutil.rmtree(folder)
    return told


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.races")
    parser.add_argument("--rounds", type=int, default=50)
    told = run(parser.parse_args().rounds)
    print(json.dumps(dict(told)))  # noqa: T201  # Its result.


if __name__ == "__main__":
    main()
