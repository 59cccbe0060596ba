"""What may happen to a company: commits, hands in the client, the address book, time, trouble, runs that go wrong."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from reconciler.simulator import HandError
from tests.e2e.town import Ran
from tests.laws.town_model import TAG
from tests.soak.company import KEYS, USERS, Company
from tests.soak.forks import KILLED, in_child, start
from tests.soak.points import WRITES, Points

READS = ("gettoken", "agent/get", "department/list", "user/list", "user/get", "tag/list", "tag/get", "appchat/get")
CALLS = ("appchat/create", "appchat/update", "appchat/send")
KINDS = (
    "busy", "throttled", "concurrency", "code", "token-revoked", "token-expired", "bad-secret", "refuse", "cut-before",
    "cut-after", "malformed", "html", "empty-list", "partial",
)  # fmt: skip
CODES = (60011, 48002, 60111, 86003, 40058, 50002, 81013)
RUNS = (("apply", "--yes"), ("drift", "--correct"))
MOST_POINTS, MOST_WRITES = 1_600, 60  # about as many as a run of this company has; beyond its end nothing is struck
LINES: tuple[Any, ...] = (
    {"department": "研发"}, {"department": "研发/平台"}, {"department": "市场"}, {"tag": TAG},
    {"department": "研发", "sub_departments": False},
)  # fmt: skip


@dataclass(slots=True)
class Steps:
    """Every step takes its choices from the company's chance, and leaves a line in `story`."""

    company: Company
    story: list[str] = field(default_factory=list)

    def take(self) -> None:
        """One step, drawn by weight."""
        names = list(WEIGHTS)
        (name,) = self.company.chance.choices(names, [WEIGHTS[each] for each in names])
        self.story.append(name)
        getattr(self, name)()
        self.company.remember()

    def _pick(self, *among: Any) -> Any:
        chosen = self.company.chance.choice(among)
        self.story[-1] += f" {chosen}"
        return chosen

    # git

    def edit_members(self) -> None:
        """Other lines under `members:`."""
        key = self._pick("dev", "pals")
        lines = [self._line() for _ in range(self.company.chance.randint(1, 4))]
        self._edit(key, members=lines)

    def _line(self) -> Any:
        user, day = self._pick(*USERS), self.company.chance.randint(1, 9)
        return self._pick(user, user, {"user": user, "until": f"2026-11-{day:02}"}, *LINES)

    def edit_owner(self) -> None:
        """Another owner."""
        self._edit(self._pick(*KEYS), owner=self._pick(*USERS))

    def edit_exception(self) -> None:
        """Somebody under `except:`, or nobody."""
        self._edit(self._pick(*KEYS), **{"except": [self._pick(*USERS)]})

    def edit_name(self) -> None:
        """Another name."""
        key = self._pick(*KEYS)
        self._edit(key, name=f"{key} 群 {self._pick(1, 2, 3)}")

    def _edit(self, key: str, **more: Any) -> None:
        model = self.company.model
        group = {**model.groups[key], **more}
        kept: dict[str, Any] = {}
        for line in group["members"]:  # nobody twice, nobody who is owner, nobody named and excepted
            kept.setdefault(line if isinstance(line, str) else str(line.get("user") or line), line)
        kept.pop(group["owner"], None)
        group["members"] = list(kept.values())
        group["except"] = [user for user in group.get("except", []) if user not in kept and user != group["owner"]]
        model.groups[key] = group
        self.company.town.put(group)

    # hands in the client and in the console

    def _by_hand(self, door: str, **arguments: Any) -> bool:
        try:
            getattr(self.company.town.world.hands, door)(**arguments)
        except HandError:
            return False
        return True

    def _chat(self, key: str) -> str:
        return self.company.town.chat(key).chat_id if key in self.company.live() else ""

    def rename(self) -> None:
        """A colleague renames a chat."""
        self._by_hand("rename_chat", chat=self._chat(self._pick(*KEYS)), name="摸鱼群")

    def invite(self) -> None:
        """A colleague lets somebody in."""
        key, user = self._pick(*KEYS), self._pick(*USERS)
        if self._by_hand("invite", chat=self._chat(key), users=[user]) and user not in self.company.ever[key]:
            self.company.by_hand[key].add(user)

    def leave(self) -> None:
        """Somebody goes."""
        key, user = self._pick(*KEYS), self._pick(*USERS)
        if len(self.company.live().get(key, ())) > 2:
            self._by_hand("leave", chat=self._chat(key), users=[user])
            self.company.by_hand[key].discard(user)

    def hand_over(self) -> None:
        """An owner hands the chat over."""
        self._by_hand("transfer_owner", chat=self._chat(self._pick(*KEYS)), owner=self._pick(*USERS))

    def move(self) -> None:
        """Somebody changes department."""
        user, department = self._pick(*USERS), self._pick(1, 2, 3, 4)
        if user in self.company.model.people and self._by_hand("move_person", user=user, departments=[department]):
            self.company.model.people[user] = {department}

    def depart(self) -> None:
        """Somebody leaves the company."""
        user = self._pick(*USERS)
        people = self.company.model.people
        if user in people and len(people) > 5 and self._by_hand("depart", user=user):
            del people[user]

    def come_back(self) -> None:
        """Somebody comes back."""
        user = self._pick(*USERS)
        if user not in self.company.model.people and self._by_hand("join", user=user, departments=[4]):
            self.company.model.people[user] = {4}

    def wait(self) -> None:
        """Time passes."""
        self.company.town.world.clock.advance(3600 * self._pick(1, 13, 25))

    def clock_back(self) -> None:
        """The clock of the machine was wrong, and is put back."""
        world = self.company.town.world
        back = world.now().timestamp() - 3600 * self._pick(1, 3, 30)
        world.clock.set(world.now().fromtimestamp(back, world.now().tzinfo).isoformat())
        self.company.struck["clock-back"] += 1

    # trouble

    def trouble(self) -> None:
        """WeCom answers wrongly, late or not at all."""
        kind, on = self._pick(*KINDS), self._pick(*READS, *CALLS, *CALLS, "*")
        code = self._pick(*CODES) if kind == "code" else 0
        after, times = self.company.chance.randint(0, 3), self._pick(1, 1, 2, 5)
        self.company.town.world.faults.add(kind, on=on, after=after, times=times, code=code)

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

    def _around(self, do: Callable[[], Ran | None], *, calm: bool) -> None:
        self.company.remember()
        before = self.company.live()
        self.company.film.cut()
        ran = do()
        if ran is not None:
            self.story[-1] += f" = {int(ran.code)}"
        self.company.watched(ran, before, calm=calm)

    def look(self) -> None:
        """A plan, a drift: they never write."""
        mark, command = self.company.town.mark, self._pick("plan", "drift")
        self._around(lambda: self.company.command(command), calm=False)
        assert [each.path for each in self.company.town.since(mark) if each.applied is not None] == []

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
            self.run_and_die()
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


def _code(company: Company, command: tuple[str, ...]) -> int:
    return int(company.command(*command).code)


def _no_room() -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _move(path: Path, away: Path) -> None:
    path.rename(away)


WEIGHTS = {
    "edit_members": 4, "edit_owner": 2, "edit_exception": 1, "edit_name": 2, "rename": 1, "invite": 2, "leave": 1,
    "hand_over": 1, "move": 1, "depart": 1, "come_back": 1, "wait": 1, "clock_back": 1, "trouble": 8, "calm": 1,
    "look": 1, "run": 5, "run_reviewed": 3, "run_and_die": 4, "run_on_a_full_disk": 2, "two_at_once": 1,
    "remote_away": 1,
}  # fmt: skip
