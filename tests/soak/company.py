"""A small company under faults, and what must hold of it: plain sets, no line shared with planning."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from reconciler.simulator import HandError
from tests.e2e.git_town import HOME, GitTown
from tests.e2e.test_connection import RULES
from tests.e2e.town import AGENT, OTHER, PEOPLE, Ran, Town, a_group, a_world, in_process
from tests.laws.stopped_apply import Film
from tests.laws.town_model import TAG, Model, documents
from tests.ledger.git_worlds import BRANCH, a_git_ledger
from tests.soak.pushes import Pushes
from tests.soak.relatives import WORLD, Relatives

KEYS = ("dev", "duty", "pals")
USERS = tuple(person.split()[0] for person in PEOPLE)
UNTOUCHED = {"watched": AGENT, "loose": AGENT, "theirs": OTHER}  # observed, declared nowhere, another app's
GOVERNORS = USERS[3:]
ENDS = {0, 1, 4, 5}
CALM = {0, 1}
FEWEST_ROUNDS, MOST_ROUNDS = 3, 8  # clean runs, a day apart: who is missing has left after a day; nothing is left then
DAY = timedelta(hours=25)
Members = dict[str, frozenset[str]]


@dataclass(slots=True)
class Company:
    """One company and everything that is known about what should become of it.

    Attributes:
        ever: everyone whom any document of a group ever asked for: only they may be removed from an additive group.
        sure: groups whose last run was undisturbed: what their documents said then is what the ledger remembers.
        by_hand: people whom a colleague let in, and no document ever asked for.
        struck: how often each kind of trouble struck.
        revoked: people who may be revoked, because somebody tried; `standing` are those who certainly are.
        attested: groups and fields of steps that somebody vouched for: nobody is asked for them any more.
    """

    folder: Path
    chance: Random
    is_branch: bool
    has_relatives: bool = False
    town: Town = field(init=False)
    branch: GitTown | None = field(init=False, default=None)
    pushes: Pushes | None = field(init=False, default=None)
    model: Model = field(init=False)
    film: Film = field(init=False)
    relatives: Relatives | None = field(init=False)
    version: int = field(init=False)
    others: dict[str, Any] = field(init=False)
    latest: datetime = field(init=False)
    ever: dict[str, set[str]] = field(init=False)
    sure: set[str] = field(default_factory=set)
    by_hand: dict[str, set[str]] = field(default_factory=lambda: {key: set() for key in KEYS})
    struck: Counter[str] = field(default_factory=Counter)
    revoked: set[str] = field(default_factory=set)
    standing: set[str] = field(default_factory=set)
    attested: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        watched = a_group("watched", "gus", ["bob"], membership="observe", chat_id="watched")
        world = a_world(
            PEOPLE, tags=[{"id": 7, "name": TAG, "people": ["dan", "fay"]}], **(WORLD if self.has_relatives else {})
        )
        self.town = Town(self.folder / "town", [*documents().values(), watched], world=world)
        if self.is_branch:
            self.pushes = Pushes(self.folder / "bin")
            self.branch = GitTown(self.town, self.folder / "git")
            self.town.root = self.branch.clone / "groups"
        home = {"ledger": {"branch": BRANCH, "remote": "origin"}} if self.is_branch else {}
        self.town.set_company(**home, governance={"people": list(GOVERNORS)})
        self.relatives = Relatives(self.town) if self.has_relatives else None
        self.write_rules(1)
        for chat, agent in UNTOUCHED.items():
            self.town.world.hands.make_chat(chat, agent, ["ann", "bob", "hal"], name=chat)
        people = {person.split()[0]: {int(person.split()[2])} for person in PEOPLE}
        self.model = Model(people, documents(), self.town.world.now(), tagged={"dan", "fay"})
        self.latest = self.model.now
        self.film = Film(self.town)
        self.others = self._untouched()
        self.ever = {key: set() for key in KEYS}
        self.remember()

    def write_rules(self, version: int) -> None:
        """The rules that every managed group hears once, in the words of that day."""
        self.version = version
        self.town.write("rules.yaml", {**RULES, "version": str(version), "text": f"有话好好说，第 {version} 版。"})

    def close(self) -> None:
        """Let go of everything but the folder."""
        self.film.close()
        self.town.close()

    def command(self, *argv: str) -> Ran:
        """One command line in this process."""
        words = (*argv, "--root", str(self.town.root), "--simulator", str(self.town.home))
        return in_process(*words, variables=self.pushes.before(HOME) if self.pushes else None)

    def revocation(self, user: str, *more: str) -> Ran:
        """Somebody is revoked, or that is lifted; another one of the governance who works here approves."""
        approver = next(each for each in GOVERNORS if each != user and each in self.model.people)
        return self.command("revoke", user, "--reason", "stolen", "--approver", approver, *more)

    def lift(self) -> None:
        """Everybody may be in groups again, unless that goes wrong."""
        for user in sorted(self.revoked):
            ran = self.revocation(user, "--lift")
            if ran.code == 0 or "is not revoked" in ran.words:
                self.revoked.discard(user)
                self.standing.discard(user)

    def steps(self) -> set[tuple[str, str, str]]:
        """Open steps: group, field, id."""
        ran = self.command("attest", "--list", "--json")
        steps = ran.json()["steps"] if ran.code == 0 else []
        return {(step["group"], step["field"], step["id"]) for step in steps if step["attested"] is None}

    def live(self) -> Members:
        """Who is in which of the managed groups that exist."""
        found: Members = {}
        for key in KEYS:
            try:
                found[key] = frozenset(self.town.members(key))
            except HandError:
                continue
        return found

    def remember(self) -> None:
        """Everybody whom the documents ask for now was asked for once; time goes on."""
        self.model.now = self.town.world.now()
        self.latest = max(self.latest, self.model.now)
        for key in KEYS:
            named = self.model.named(key) - {""}
            self.ever[key] |= (self.model.wanted(key) or set()) | named
            self.by_hand[key] -= self.ever[key]

    def watched(self, ran: Ran | None, before: Members, *, calm: bool, undoes: bool = False) -> None:
        """What holds after any run, however it went; `calm`: nothing disturbed it."""
        if ran is not None:
            assert ran.code in ENDS, f"exit {ran.code}: {ran.words}"
            assert "Traceback" not in ran.err
        self.film.check()
        self._nobody_lost(before, undoes=undoes)
        self.said_once()
        self._others_untouched()
        if calm and ran is not None and ran.code in CALM:
            self._settled()
        else:
            self.sure.clear()

    def _settled(self) -> None:
        """An undisturbed run: groups that are as git asks were written down as such."""
        for key, members in self.live().items():
            wanted = self.model.wanted(key)
            if wanted is not None and wanted <= members:
                self.model.then[key] = self.model.said(key)
                self.sure.add(key)

    def _nobody_lost(self, before: Members, *, undoes: bool) -> None:
        """In no state on the way was anybody missing who was there and is wanted, or whom no document ever named.

        Who is revoked goes, and comes in nowhere. An undo takes out only whom documents ever asked for.
        """
        keys = {self.town.chat(key).chat_id: key for key in before}
        for chat_id, _, members in self.film.states():
            key = keys.get(chat_id)
            if key is None:
                continue
            lost, came = before[key] - members - self.revoked, members - before[key]
            assert not came & self.standing, f"{key} got {came & self.standing}, who are revoked"
            wanted = self.model.wanted(key) if not undoes else set()
            assert wanted is not None or not lost, f"{key} was touched although its owner left"
            assert not lost & (wanted or set()), f"{key} lost {lost & (wanted or set())}, who belong there"
            if undoes or self.model.groups[key].get("membership") != "strict":
                strangers = {user for user in lost if user in self.model.people} - self.ever[key]
                assert not strangers, f"{key} lost {strangers}, whom no document ever named"
        self.film.cut()

    def said_once(self) -> None:
        """No chat heard its rules twice: those that change later are not told again."""
        said = Counter(message.chat_id for message in self.town.world.messages())
        assert set(said.values()) <= {1}, f"a message was sent twice: {said}"

    def _untouched(self) -> dict[str, Any]:
        return {chat: self.town.world.chat(chat) for chat in UNTOUCHED}

    def _others_untouched(self) -> None:
        """Groups that git does not manage are as they were.

        Who is revoked leaves the one that git lists all the same, and if they own it its declared owner takes over.
        """
        now = self._untouched()
        before, after = self.others["watched"], now["watched"]
        lost, came = set(before.members) - set(after.members), set(after.members) - set(before.members)
        if self.revoked and lost <= self.revoked and came <= {"gus"}:
            self.others["watched"] = after
        assert now == self.others, "a group that git does not manage was touched"

    def finish(self) -> None:
        """Trouble ends, clean runs follow, and then everything is as git asks. Raises: AssertionError."""
        world = self.town.world
        for fault in world.faults.list():
            self.struck[fault.kind] += fault.fired
        world.faults.clear()
        if self.pushes is not None:
            self.pushes.stop()
            self.struck += self.pushes.struck()
        world.clock.set((self.latest + DAY).isoformat())
        self.lift()
        assert not self.revoked, f"not lifted: {self.revoked}"
        for number in range(1, MOST_ROUNDS + 1):
            for command in (("apply", "--yes"), ("drift", "--correct")):
                self.remember()
                before = self.live()
                self.film.cut()
                ran = self.command(*command)
                assert ran.code in self._clean_ends, f"a clean {command[0]} ends with {ran.code}: {ran.words}"
                self.watched(ran, before, calm=True)
            world.clock.advance(DAY.total_seconds())
            self.remember()
            plan = self.command("plan", "--json").json()
            if number >= FEWEST_ROUNDS and not plan["actions"]:
                break
        assert plan["actions"] == [], f"left to do: {plan['actions']}"
        steps = {(step["group"], step["field"]) for step in plan["needs_a_person"]} | self.attested
        self._check_end(steps, {block["group"] for block in plan["blocked"] if block["guard"] == "empty-selector"})
        self._check_ledger()

    @property
    def _clean_ends(self) -> set[int]:
        """What a clean run may end with: the customer group of somebody who left changes hands within a day [95703]."""
        return CALM | {5} if self.relatives is not None else CALM

    def _check_end(self, steps: set[tuple[str, str]], held: set[str]) -> None:
        """Everything is as git asks; groups that are `held` because a selector brings nobody may wait."""
        if self.relatives is not None:
            self.relatives.check_end(self.model.people, steps)
        live = self.live()
        told = {message.chat_id for message in self.town.world.messages()}
        for key in KEYS:
            group, wanted = self.model.groups[key], self.model.wanted(key)
            strangers = (live.get(key, frozenset()) & self.model.people.keys()) - self.ever[key]
            stays = set() if group.get("membership") == "strict" else strangers  # whom a document named may leave
            if wanted is None or len(wanted | stays) < 2:
                continue  # blocked, and said so: nothing may be done with it
            if key in held and self.model.selects_nobody(key) and live[key] - wanted:
                continue  # a lost department and a lost read look the same: a person has to say which
            assert key in live, f"{key} was never made"
            chat, extra = self.town.chat(key), live[key] - wanted
            assert (chat.name, chat.owner) == (group["name"], group["owner"]), key
            assert wanted <= live[key], f"{key} lacks {wanted - live[key]}"
            if group.get("membership") == "strict":
                assert not extra, f"{key} still has {extra}"
            taken_out = {user for user in extra if key in self.sure and self.model._was_taken_out(key, user)}
            assert not taken_out, f"{key} still has {taken_out}, whom a commit took out"
            assert not extra - self.model.people.keys(), f"{key} still has people who left"
            assert chat.chat_id in told or (key, "rules") in steps, f"{key} never heard its rules, and nobody was told"

    def _check_ledger(self) -> None:
        verified = self.command("ledger", "verify", "--json")
        assert verified.code == 0, verified.words
        assert self.command("ledger", "lease", "--json").json()["lease"] is None, "the lease is not free"
        if self.branch is not None:
            assert a_git_ledger(self.branch.clone).read().open_reserves == (), "a call is still open"
        left = [path.name for path in self.folder.rglob("*.tmp*")]
        assert left == [], f"left behind: {left}"
