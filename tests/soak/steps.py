"""What may happen to a company: commits, hands in the client, the address book, time, trouble, runs that go wrong."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from tests.e2e.town import Ran
from tests.soak.company import USERS, Company
from tests.soak.forks import KILLED, in_child, start
from tests.soak.hands import Hands
from tests.soak.points import WRITES, Points
from tests.soak.pushes import KINDS as PUSHES

READS = (
    "gettoken", "agent/get", "department/list", "user/list", "user/get", "tag/list", "tag/get", "appchat/get",
    "groupchat/list", "groupchat/get",
)  # fmt: skip
CALLS = ("appchat/create", "appchat/update", "appchat/send", "groupchat/onjob_transfer", "groupchat/update")
KINDS = (
    "busy", "throttled", "concurrency", "code", "token-revoked", "token-expired", "bad-secret", "refuse", "cut-before",
    "cut-after", "malformed", "html", "empty-list", "partial", "slow",
)  # fmt: skip
CODES = (60020, 86215, 60011, 48002, 60111, 86003, 40058, 50002, 81013)
LATE_S = 60.0  # longer than any patience
RUNS = (("apply", "--yes"), ("drift", "--correct"))
MOST_POINTS, MOST_WRITES = 1_600, 60  # about as many as a run of this company has; beyond its end nothing is struck


@dataclass(slots=True)
class Steps(Hands):
    """Everything that may happen."""

    def take(self) -> None:
        """One step, drawn by weight."""
        names = list(WEIGHTS)
        (name,) = self.company.chance.choices(names, [WEIGHTS[each] for each in names])
        self.story.append(name)
        getattr(self, name)()
        self.company.remember()

    # trouble

    def trouble(self) -> None:
        """WeCom answers wrongly, late or not at all."""
        kind, on = self._pick(*KINDS), self._pick(*READS, *CALLS, *CALLS, "*")
        if kind == "partial" and on in {"tag/get", "*"}:  # Half a tag looks like a tag: nobody can tell.
            on = "user/list"
        code = self._pick(*CODES) if kind == "code" else 0
        delay_s = LATE_S if kind == "slow" else 0.0
        after, times = self.company.chance.randint(0, 3), self._pick(1, 1, 2, 5)
        self.company.town.world.faults.add(kind, on=on, after=after, times=times, code=code, delay_s=delay_s)

    def calm(self) -> None:
        """Trouble ends."""
        faults = self.company.town.world.faults
        for fault in faults.list():
            self.company.struck[fault.kind] += fault.fired
        faults.clear()

    @property
    def _is_calm(self) -> bool:
        return not self.company.town.world.faults.list()

    # runs

    def _around(self, do: Callable[[], Ran | None], *, calm: bool, undoes: bool = False) -> None:
        self.company.remember()
        before = self.company.live()
        self.company.film.cut()
        ran = do()
        if ran is not None:
            self.story[-1] += f" = {int(ran.code)}"
        self.company.watched(ran, before, calm=calm, undoes=undoes)

    def look(self) -> None:
        """A plan, a drift: they never write."""
        mark, command = self.company.town.mark, self._pick("plan", "drift")
        self._around(lambda: self.company.command(command), calm=False)
        assert [each.path for each in self.company.town.since(mark) if each.applied is not None] == []

    def attest(self) -> None:
        """Somebody says that a step is done, which may be one about a message that nobody knows of."""
        steps = sorted(self.company.steps())
        if steps:
            group, field, step = self._pick(*steps)
            self._around(lambda: self.company.command("attest", step, "--by", "ann"), calm=False)
            self.company.attested.add((group, field))

    def undo(self) -> None:
        """The last apply that changed a group is undone, or what is left of it; all of it or nothing, now and then."""
        more = self._pick((), (), ("--all-or-nothing",))
        self._around(lambda: self.company.command("undo", "last", "--yes", *more), calm=False, undoes=True)

    def revoke(self) -> None:
        """Somebody goes out of every group at once, though documents go on naming them."""
        user = self._pick(*USERS)
        self.company.revoked.add(user)

        def do() -> Ran:
            ran = self.company.revocation(user, "--yes")
            if ran.code == 0:
                self.company.standing.add(user)
            return ran

        self._around(do, calm=False)

    def lift(self) -> None:
        """Whoever was revoked may be in groups again."""
        self._around(lambda: self.company.lift(), calm=False)

    def prune(self) -> None:
        """Old segments are taken out, of which there may be none."""
        day = f"{self.company.town.world.now():%Y-%m-%d}"
        words = ("ledger", "prune", "--before", day, "--reason", "old", "--yes")
        self._around(lambda: self.company.command(*words), calm=False)

    def run(self) -> None:
        """An apply or a correction."""
        self._around(lambda: self.company.command(*self._pick(*RUNS)), calm=self._is_calm)

    def run_reviewed(self) -> None:
        """A plan is saved, something happens, and the plan is applied."""
        plan = self.company.town.plan_file
        saved = self.company.command("plan", "--out", str(plan))
        if saved.code not in {0, 1}:
            return
        for _ in range(self.company.chance.randint(0, 2)):
            getattr(self, self._pick("edit_members", "edit_name", "invite", "leave", "move", "wait"))()
        self._around(lambda: self.company.command("apply", str(plan)), calm=False)

    def run_and_die(self) -> None:
        """The process is killed somewhere in the middle."""
        point = self.company.chance.randint(1, MOST_POINTS)
        self._struck("killed", Points(point))

    def run_on_a_full_disk(self) -> None:
        """The disk has no room for one write; with a branch it is git that writes, in processes of its own."""
        if self.company.is_branch:
            self.push_trouble()
            return
        point = self.company.chance.randint(1, MOST_WRITES)
        self._struck("full-disk", Points(point, _no_room, WRITES, "posix"))

    def _struck(self, kind: str, points: Points) -> None:
        command = self._pick(*RUNS)

        def run() -> int:
            with points:
                ran = self.company.command(*command)
            return int(ran.code)

        ended = in_child(run)
        self.story[-1] += f" {points.at} = {ended.code} {ended.told}"
        assert ended.code in {0, KILLED}, f"the process ended with {ended.code}"
        assert ended.told is None or ended.told in {0, 1, 4, 5}, f"exit {ended.told}"
        self.company.struck[kind] += ended.code == KILLED or ended.told in {4, 5}
        self._around(lambda: None, calm=False)

    def two_at_once(self) -> None:
        """Two runs begin at the same moment."""
        first, second = self._pick(*RUNS), self._pick(*RUNS)
        children = [start(partial(_code, self.company, command)) for command in (first, second)]
        codes = [child.end().told for child in children]
        self.story[-1] += f" = {codes}"
        assert set(codes) <= {0, 1, 4, 5}, f"exit {codes}"
        self.company.struck["two-at-once"] += 1
        self._around(lambda: None, calm=False)

    def remote_away(self) -> None:
        """The ledger's remote goes away in the middle of a run, perhaps between a push and its answer."""
        branch = self.company.branch
        if branch is None:
            self.run()
            return
        away = branch.remote.with_suffix(".away")
        point = self.company.chance.randint(1, MOST_WRITES)
        self._struck("remote-away", Points(point, partial(_move, branch.remote, away), frozenset({"fork_exec"})))
        if away.exists():
            away.rename(branch.remote)

    def push_trouble(self) -> None:
        """A push is lost, refused, or arrives and nobody is told; none where a run has fewer than are let pass."""
        pushes = self.company.pushes
        if pushes is None:
            self.run()
            return
        pushes.meddle(self._pick(*PUSHES), self.company.chance.randint(0, 12))
        self._around(lambda: self.company.command(*self._pick(*RUNS)), calm=False)
        pushes.stop()


def _code(company: Company, command: tuple[str, ...]) -> int:
    return int(company.command(*command).code)


def _no_room() -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _move(path: Path, away: Path) -> None:
    path.rename(away)


WEIGHTS = {
    "edit_members": 4, "edit_owner": 2, "edit_exception": 1, "edit_name": 2, "edit_rules": 1, "edit_relative": 2,
    "handle_relative": 1, "rename": 1, "invite": 2, "leave": 1, "hand_over": 1, "move": 1, "depart": 1, "come_back": 1,
    "wait": 1, "clock_back": 1, "trouble": 12, "calm": 1, "look": 1, "attest": 2,
    "undo": 2, "revoke": 1, "lift": 1, "prune": 1, "run": 5, "run_reviewed": 3,
    "run_and_die": 4, "run_on_a_full_disk": 2, "two_at_once": 1, "remote_away": 1, "push_trouble": 3,
}  # fmt: skip
