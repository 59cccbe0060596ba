"""Towns that lie in a repository: a default branch, a branch with a change, and what a code host makes of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.e2e.town import Ran, Town, in_process
from tests.ledger.git_worlds import VARIABLES, git


class CommitTown:
    """A town whose documents are committed; plans and worlds lie outside the repository."""

    def __init__(self, town: Town) -> None:
        self.town, self.root = town, town.root
        git(self.root, "init", "--quiet", "--template=", "--initial-branch=main")
        self.base = self.commit("first")

    def commit(self, subject: str) -> str:
        """Everything as it is now; the commit's id."""
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "-m", subject)
        return git(self.root, "rev-parse", "HEAD")

    def branch(self, *groups: Mapping[str, Any]) -> str:
        """A branch with these groups in it, checked out; its head."""
        git(self.root, "checkout", "--quiet", "-b", "change")
        self.town.put(*groups)
        return self.commit("change")

    def squash(self) -> str:
        """The branch squashed on main, as a code host does it; the head of main."""
        git(self.root, "checkout", "--quiet", "main")
        git(self.root, "merge", "--quiet", "--squash", "change")
        return self.commit("squashed")

    def run(self, *argv: str, lang: str = "en", root: Path | None = None) -> Ran:
        """A command against the simulator, in this repository or in a clone."""
        words = (*argv, "--root", str(root or self.root), "--simulator", str(self.town.home))
        return in_process(*words, lang=lang, variables=VARIABLES)

    def plan(self, *more: str) -> dict[str, Any]:
        """The plan saved; as JSON."""
        ran = self.run("plan", "--out", str(self.town.plan_file), *more)
        assert ran.code in {0, 1}, ran.err
        tree: dict[str, Any] = json.loads(self.town.plan_file.read_text("utf-8"))
        return tree

    def apply(self, *more: str, lang: str = "en", root: Path | None = None) -> Ran:
        """The saved plan."""
        return self.run("apply", str(self.town.plan_file), *more, lang=lang, root=root)

    def approvals(self, head: str, *reviews: Mapping[str, str], author: str = "Author", **more: object) -> str:
        """A file of evidence; where it is."""
        path = self.town.folder / "approvals.json"
        tree = {
            "kind": "approvals",
            "format_version": 1,
            "head": head,
            "author": author,
            "reviews": list(reviews),
            **more,
        }
        path.write_text(json.dumps(tree), encoding="utf-8")
        return str(path)


def review(by: str, commit: str, state: str = "approved", at: str = "2026-11-02T08:00:00+08:00") -> dict[str, str]:
    """One review of a commit."""
    return {"by": by, "commit": commit, "state": state, "at": at}
