"""Towns whose ledger is a branch of the repository they lie in, at a bare remote."""

import os
import shutil
from pathlib import Path

from tests.e2e.town import Ran, Town, in_a_process, in_process
from tests.ledger.git_worlds import BRANCH, VARIABLES, a_clone, a_git_ledger, a_remote

HOME = {**VARIABLES, "RECONCILER_SIMULATOR_LEDGER": "company", "PATH": os.environ.get("PATH", "")}


class GitTown:
    """A town in a clone; other clones of the same remote can be made beside it."""

    def __init__(self, town: Town, folder: Path) -> None:
        self.town = town
        self.remote = a_remote(folder)
        town.set_company(ledger={"branch": BRANCH, "remote": "origin"})
        self.clone = self.another("clone", depth=1)
        self.ledger = a_git_ledger(self.clone)

    def another(self, name: str, depth: int = 0) -> Path:
        """One more clone with the same files in it."""
        clone = a_clone(self.remote, name, depth=depth)
        shutil.copytree(self.town.root, clone / "groups")
        return clone

    def run(self, *argv: str, lang: str = "en", clone: Path | None = None, alone: bool = False) -> Ran:
        """A command in a clone, against the simulator and the branch."""
        root = str((clone or self.clone) / "groups")
        words = (*argv, "--root", root, "--simulator", str(self.town.home))
        return (in_a_process if alone else in_process)(*words, lang=lang, variables=HOME)
