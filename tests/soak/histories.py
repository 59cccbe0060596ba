"""Random fault histories by the thousand: every one ends, after a last clean run, in the state a plain model says.

`python -m tests.soak.histories --histories 5000 --seed 1` prints one JSON line; a failure prints the seed of its
history and what happened, and `--replay SEED` tells it again, on any machine.
"""

import argparse
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random

from tests.soak.company import Company
from tests.soak.folders import a_folder
from tests.soak.pushes import KINDS as PUSHES
from tests.soak.steps import KINDS, Steps

FAMILIES = 3  # one in so many has a customer group and one of a sheet too
FEWEST, MOST = 4, 12  # steps of a history
BRANCHES = 12  # one history in so many keeps its ledger in a branch: git is slow
ENOUGH = 1_000  # histories in which every kind of trouble strikes at least once
TROUBLE = (*KINDS, *PUSHES, "killed", "full-disk", "two-at-once", "clock-back", "remote-away")


class HistoryError(Exception):
    """A law does not hold. Its words say which history, so that it can be told again."""


def tell(seed: int) -> Counter[str]:
    """One history, wholly determined by its seed; how often each kind of trouble struck. Raises: HistoryError."""
    chance = Random(seed)  # noqa: S311  # To be repeated, not to be secret.
    folder = a_folder("history")
    company = Company(folder, chance, is_branch=seed % BRANCHES == 0, has_relatives=seed % FAMILIES == 1)
    steps = Steps(company)
    try:
        for _ in range(chance.randint(FEWEST, MOST)):
            steps.take()
        steps.story.append("the end")
        company.finish()
    except Exception as error:
        story = "\n  ".join(steps.story)
        again = f"python -m tests.soak.histories --replay {seed}"
        raise HistoryError(f"{type(error).__name__}: {error}\n  {story}\nAgain: {again}") from error
    finally:
        company.close()
        shutil.rmtree(folder)
    return company.struck


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; the exit code is 1 for a failure, and where some kind of trouble never struck."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.histories")
    parser.add_argument("--histories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="of the first history")
    parser.add_argument("--replay", type=int, help="tell one history again")
    parser.add_argument("--keep-going", action="store_true", help="tell all of them, and every failure")
    wish = parser.parse_args(argv)
    seeds = range(wish.seed, wish.seed + wish.histories) if wish.replay is None else range(wish.replay, wish.replay + 1)
    began, struck, failed = time.process_time(), Counter[str](), 0
    for seed in seeds:
        try:
            struck += tell(seed)
        except HistoryError as failure:
            failed += 1
            print(failure, file=sys.stderr)  # noqa: T201  # What went wrong is what this is for.
            if not wish.keep_going:
                break
    never = [kind for kind in TROUBLE if not struck[kind]] if len(seeds) >= ENOUGH and not failed else []
    cpu_s = round(time.process_time() - began, 1)
    told = {"histories": len(seeds), "failed": failed, "struck": dict(struck), "never": never, "cpu_s": cpu_s}
    print(json.dumps(told))  # noqa: T201  # Its result.
    return 1 if failed or never else 0


if __name__ == "__main__":
    sys.exit(main())
