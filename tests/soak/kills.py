"""One command, killed at many distinct points, each in a fresh copy of the same company; then it is run again.

`python -m tests.soak.kills [--points N] [--ledger directory|branch] [--command apply|undo|revoke]` prints one JSON
line; 0 points mean every one.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from reconciler.ledger import DirectoryLedger, past_apply
from reconciler.simulator import Simulator
from tests.e2e.git_town import HOME, GitTown
from tests.e2e.test_connection import RULES
from tests.e2e.town import CORP, PEOPLE, Town, a_group, a_world, in_process
from tests.ledger.git_worlds import a_git_ledger
from tests.soak.folders import a_folder
from tests.soak.forks import KILLED, in_child
from tests.soak.points import Points

HALF_AN_HOUR_S = 31 * 60  # a branch's lease outlives a killed run for so long at most
OLD = (a_group("both", "ann", ["bob", "cat"], membership="strict"), a_group("left", "dan", ["eve"]))
NEW = (
    a_group("both", "dan", ["eve", "fay"], membership="strict", name="新名"),
    a_group("left", "eve", ["dan", "gus"], name="另一个"),
    a_group("new", "ann", ["bob"], rulesets=["rules"]),
    a_group("newer", "hal", ["bob"], rulesets=["rules"]),
)
MESSAGES = 2
SEEN_BY_DAN = (
    a_group("owned", "dan", ["eve", "fay"], membership="strict", deputy="eve"),
    a_group("named", "ann", ["bob", "dan"]),
    a_group("third", "hal", ["dan", "gus"], membership="strict"),
)
REVOKE = ("revoke", "dan", "--reason", "stolen", "--approver", "hal", "--yes")
End = dict[str, tuple[str, str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Company:
    """A company on disk whose next apply does something of every kind; copied for each point."""

    folder: Path
    is_branch: bool
    argv: tuple[str, ...] = ("apply", "--yes")
    messages: int = MESSAGES

    @property
    def is_undo(self) -> bool:
        """Whether git goes on asking for what was done, and a second run may have nothing left to do."""
        return self.argv[0] == "undo"

    def command(self, *argv: str) -> Any:
        """One command line in this process; a clone and its remote lie in the folder too."""
        root = self.folder / ("git/clone/groups" if self.is_branch else "town/groups")
        words = (*argv, "--root", str(root), "--simulator", str(self.folder / "town/world"))
        return in_process(*words, variables=HOME if self.is_branch else None)

    def copied(self, folder: Path) -> "Company":
        """The same company elsewhere."""
        shutil.copytree(self.folder, folder, symlinks=True)
        if self.is_branch:  # a clone names its remote by path
            config = folder / "git/clone/.git/config"
            config.write_text(config.read_text("utf-8").replace(str(self.folder), str(folder)), encoding="utf-8")
        return replace(self, folder=folder)

    def end(self) -> tuple[End, int, int]:
        """Every chat, messages sent, and steps that are left to people because nobody knows what became of a call."""
        world = Simulator.open(self.folder / "town/world")
        try:
            rows: list[Any] = list(world.show()["corps"])  # type: ignore[call-overload]  # It is a list of mappings.
            chats = [world.chat(chat["chat_id"]) for chat in rows[0]["chats"]]
            said = [message.chat_id for message in world.messages()]
        finally:
            world.close()
        assert len(said) == len(set(said)), "a message was sent twice"
        plan = self.command("plan", "--json").json()
        assert self.is_undo or plan["actions"] == [], "something is left to do"
        unknown = [step for step in plan["needs_a_person"] if step["field"] == "rules"]
        return (
            {chat.chat_id: (chat.name, chat.owner, tuple(sorted(chat.members))) for chat in chats},
            len(said),
            len(unknown),
        )

    def check_ledger(self) -> None:
        """The chain is whole, nobody holds it, no call is open."""
        report = self.command("ledger", "verify", "--json")
        assert report.code == 0, report.words
        assert self.command("ledger", "lease", "--json").json()["lease"] is None
        if self.is_branch:
            assert a_git_ledger(self.folder / "git/clone").read().open_reserves == ()

    def wait(self) -> None:
        """Let the lease of a dead run end."""
        world = Simulator.open(self.folder / "town/world")
        world.clock.advance(HALF_AN_HOUR_S)
        world.close()


def make(folder: Path, *, is_branch: bool) -> Company:
    """Two groups in line, then a commit that changes both and declares two more."""
    town = Town(folder / "town", OLD, world=a_world(PEOPLE))
    try:
        company = Company(folder, is_branch)
        if is_branch:
            GitTown(town, folder / "git")
        applied = company.command("apply", "--yes")
        assert applied.code == 0, applied.words
        root = folder / ("git/clone/groups" if is_branch else "town/groups")
        town.root = root
        town.write("rules.yaml", RULES)
        town.put(*NEW)
    finally:
        town.close()
    return company


def make_undo(folder: Path) -> Company:
    """The same company after that apply, which is to be undone."""
    company = make(folder, is_branch=False)
    applied = company.command("apply", "--yes")
    assert applied.code == 0, applied.words
    done = past_apply(DirectoryLedger(folder / "town/world/ledger", CORP).records(), "last")
    return replace(company, argv=("undo", done.id, "--yes"))


def make_revoke(folder: Path) -> Company:
    """Three groups with somebody in each who has to go out of all of them, one of them as its owner."""
    town = Town(folder / "town", SEEN_BY_DAN, world=a_world(PEOPLE), company={"governance": {"people": ["hal"]}})
    town.close()
    company = Company(folder, is_branch=False, argv=REVOKE, messages=0)
    applied = company.command("apply", "--yes")
    assert applied.code == 0, applied.words
    return company


def kill_at(company: Company, point: int, folder: Path, wanted: End) -> bool:
    """Kill the command at a point, run it again, hold the laws; whether the point was reached."""
    copy = company.copied(folder)
    try:
        ended = in_child(lambda: _applied(copy, point))
        copy.wait()
        again = copy.command(*copy.argv)
        assert again.code in ({0, 1} if copy.is_undo else {0}), (
            f"the run after it ends with {again.code}: {again.words}"
        )
        end, said, unknown = copy.end()
        assert end == wanted, f"{end} is not {wanted}"
        assert said + unknown >= copy.messages, "a message was lost and nobody was told"
        copy.check_ledger()
    finally:
        shutil.rmtree(folder)
    return ended.code == KILLED


def _applied(company: Company, point: int) -> int:
    with Points(point) as points:
        ran = company.command(*company.argv)
    assert ran.code == 0 or point, ran.words
    return points.count


def run(points: int, *, is_branch: bool = False, command: str = "apply") -> dict[str, Any]:
    """Kill at so many points, spread evenly over all there are. Raises: AssertionError naming the point."""
    folder = a_folder("kills")
    try:
        makers: dict[str, Callable[[Path], Company]] = {
            "apply": partial(make, is_branch=is_branch),
            "undo": make_undo,
            "revoke": make_revoke,
        }
        company = makers[command](folder / "company")
        calm = company.copied(folder / "calm")
        total = int(in_child(lambda: _applied(calm, 0)).told)
        wanted, said, _ = calm.end()
        assert said == company.messages
        chosen = _spread(total, points or total)
        killed = 0
        for point in chosen:
            try:
                killed += kill_at(company, point, folder / "copy", wanted)
            except AssertionError as error:
                raise AssertionError(f"killed at point {point} of {total}: {error}") from error
        return {"points": total, "tried": len(chosen), "killed": killed}
    finally:
        shutil.rmtree(folder)


def _spread(total: int, number: int) -> list[int]:
    number = min(number, total)
    return sorted({1 + index * total // number for index in range(number)})


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.kills")
    parser.add_argument("--points", type=int, default=0)
    parser.add_argument("--ledger", choices=["directory", "branch"], default="directory")
    parser.add_argument("--command", choices=["apply", "undo", "revoke"], default="apply")
    wish = parser.parse_args()
    told = run(wish.points, is_branch=wish.ledger == "branch", command=wish.command)
    print(json.dumps(told))  # noqa: T201  # Its result.
    sys.stdout.flush()


if __name__ == "__main__":
    main()
