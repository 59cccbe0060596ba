"""A company that lives: chats are edited by hand, people move, YAML is edited, applies run, die and run again."""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reconciler.simulator import HandError
from tests.e2e.test_connection import RULES
from tests.e2e.town import AGENT, OTHER, PEOPLE, Town, a_group, a_world
from tests.laws.stopped_apply import QUICK, Film, stop_apply
from tests.laws.town_model import TAG, Model, Seen, documents

USERS = ("ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal")
KEYS = ("dev", "duty", "pals")
UNTOUCHED = {"watched": AGENT, "loose": AGENT, "theirs": OTHER}  # observed, declared nowhere, another app's

users, keys = st.sampled_from(USERS), st.sampled_from(KEYS)
lines = st.one_of(
    users,
    st.builds(lambda user, day: {"user": user, "until": f"2026-11-{day:02}"}, users, st.integers(1, 9)),
    st.sampled_from([{"department": "研发"}, {"department": "研发/平台"}, {"department": "市场"}, {"tag": TAG},
                     {"department": "研发", "sub_departments": False}]),
)  # fmt: skip


class Company(RuleBasedStateMachine):
    """Steps are what people and jobs do; after every apply the world is compared with the model."""

    @initialize()
    def found(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        watched = a_group("watched", "gus", ["bob"], membership="observe", chat_id="watched")
        world = a_world(PEOPLE, tags=[{"id": 7, "name": TAG, "people": ["dan", "fay"]}])
        self.town = Town(self.folder / "town", [*documents().values(), watched], world=world)
        self.town.write("rules.yaml", RULES)
        for chat, agent in UNTOUCHED.items():
            self.town.world.hands.make_chat(chat, agent, ["ann", "bob", "hal"], name=chat)
        people = {user.split()[0]: {int(user.split()[2])} for user in PEOPLE}
        now = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
        self.model = Model(people, documents(), now, tagged={"dan", "fay"})
        self.film = Film(self.town)
        self.is_settled = False  # YAML is as it was when it was last applied
        self.others = self._others()

    def teardown(self) -> None:
        self.film.close()
        self.town.close()
        shutil.rmtree(self.folder)

    def _others(self) -> dict[str, Any]:
        return {chat: self.town.world.chat(chat) for chat in UNTOUCHED}

    def _live(self) -> dict[str, Seen]:
        ids = {self.town.chat(key).chat_id: key for key in KEYS if self._exists(key)}
        chats = {key: self.town.world.chat(chat_id) for chat_id, key in ids.items()}
        return {key: Seen(chat.name, chat.owner, set(chat.members)) for key, chat in chats.items()}

    def _exists(self, key: str) -> bool:
        try:
            self.town.chat(key)
        except HandError:
            return False
        return True

    def _by_hand(self, door: str, **arguments: Any) -> None:
        """What the client or the console refuses does not happen."""
        try:
            getattr(self.town.world.hands, door)(**arguments)
        except HandError:
            return
        self.others = self._others()

    # by hand in the client

    @rule(key=keys)
    def rename(self, key: str) -> None:
        if self._exists(key):
            self._by_hand("rename_chat", chat=self.town.chat(key).chat_id, name="摸鱼群")

    @rule(key=keys, user=users)
    def invite(self, key: str, user: str) -> None:
        if self._exists(key):
            self._by_hand("invite", chat=self.town.chat(key).chat_id, users=[user])

    @rule(key=keys, user=users)
    def leave(self, key: str, user: str) -> None:
        if self._exists(key) and len(self.town.members(key)) > 1:
            self._by_hand("leave", chat=self.town.chat(key).chat_id, users=[user])

    @rule(key=keys, user=users)
    def hand_over(self, key: str, user: str) -> None:
        if self._exists(key):
            self._by_hand("transfer_owner", chat=self.town.chat(key).chat_id, owner=user)

    # the address book

    @rule(user=users, department=st.sampled_from([1, 2, 3, 4]))
    def move(self, user: str, department: int) -> None:
        if user in self.model.people:
            self._by_hand("move_person", user=user, departments=[department])
            self.model.people[user] = {department}

    @rule(user=users)
    def depart(self, user: str) -> None:
        if user in self.model.people and len(self.model.people) > 5:
            self._by_hand("depart", user=user)
            del self.model.people[user]

    @rule(user=users)
    def come_back(self, user: str) -> None:
        if user not in self.model.people:
            self._by_hand("join", user=user, departments=[4])
            self.model.people[user] = {4}

    @rule(user=users, on=st.booleans())
    def tag(self, user: str, on: bool) -> None:
        if user in self.model.people:
            self._by_hand("add_tag" if on else "remove_tag", tag=7, users=[user])
            (self.model.tagged.add if on else self.model.tagged.discard)(user)

    @rule(hours=st.sampled_from([1, 13, 25]))
    def wait(self, hours: int) -> None:
        self.town.world.clock.advance(hours * 3600)
        self.model.now += timedelta(hours=hours)

    # git

    @rule(key=st.sampled_from(["dev", "pals"]), chosen=st.lists(lines, min_size=1, max_size=4, unique_by=str))
    def edit_members(self, key: str, chosen: list[Any]) -> None:
        self._edit(key, members=_once(chosen, self.model.groups[key]["owner"]))

    @rule(key=keys, user=users)
    def edit_owner(self, key: str, user: str) -> None:
        group = self.model.groups[key]
        self._edit(key, owner=user, members=_once(group["members"], user))

    @rule(key=keys, user=users)
    def edit_exception(self, key: str, user: str) -> None:
        named = self.model.named(key)
        self._edit(key, **{"except": [user] if user not in named else []})

    @rule(key=keys, number=st.integers(1, 3))
    def edit_name(self, key: str, number: int) -> None:
        self._edit(key, name=f"{key} 群 {number}")

    def _edit(self, key: str, **more: Any) -> None:
        self.model.groups[key] = {**self.model.groups[key], **more}
        if self.model.groups[key].get("except"):
            named = self.model.named(key)
            kept = [user for user in self.model.groups[key]["except"] if user not in named]
            self.model.groups[key]["except"] = kept
        self.town.put(self.model.groups[key])
        self.is_settled = False

    # commands

    @rule()
    def plan(self) -> None:
        mark, ledger = self.town.mark, self.town.ledger_text() if self.town.ledger.exists() else ""
        first, second = self.town.run("plan", "--json"), self.town.run("plan", "--json")

        assert first.code in {0, 1}, first.words
        assert first.out == second.out
        assert self.town.since(mark, "create", "update", "send") == ()
        assert ledger == (self.town.ledger_text() if self.town.ledger.exists() else "")

    @rule()
    def apply(self) -> None:
        self._apply("apply", "--yes")

    @precondition(lambda self: self.is_settled)
    @rule()
    def correct(self) -> None:
        """With nothing new in git, correcting drift ends where applying ends."""
        self._apply("drift", "--correct")

    @rule(user=users)
    def depart_for_good(self, user: str) -> None:
        """Somebody leaves the company, an apply notes it, and a day later another one acts on it."""
        self.depart(user)
        self.apply()
        self.wait(25)
        self.apply()

    @rule(key=st.sampled_from(["dev", "pals"]), line=lines)
    def bring_and_take_out(self, key: str, line: Any) -> None:
        """A line comes and goes again, with an apply in between."""
        before = self.model.groups[key]["members"]
        self.edit_members(key, [*before, line])
        self.apply()
        self.edit_members(key, before)
        self.apply()

    @rule(last=st.integers(0, 4), afterwards=st.booleans())
    def apply_and_die(self, last: int, afterwards: bool) -> None:
        """Then run again: it ends where a run that was never stopped would have ended."""
        before = self._live()
        self.film.cut()
        stop_apply(self.town, last, afterwards=afterwards)
        self.film.check()
        self.model.note(before)
        self._apply("apply", "--yes", before=before)

    def _apply(self, *command: str, before: dict[str, Seen] | None = None) -> None:
        before = self._live() if before is None else before
        self.film.cut()

        ran = self.town.run(*command)

        assert ran.code in {0, 1}, ran.words
        self.film.check()
        after = self._live()
        in_line = [self.model.check(key, before.get(key), after.get(key)) for key in KEYS]
        self.is_settled = all(in_line)
        self.model.note(before)
        assert self.town.plan()["actions"] == []

    @invariant()
    def what_git_does_not_manage_is_untouched(self) -> None:
        if hasattr(self, "town"):
            assert self._others() == self.others

    @invariant()
    def nothing_is_said_twice(self) -> None:
        if hasattr(self, "town"):
            said = [message.chat_id for message in self.town.world.messages()]
            assert len(said) == len(set(said))

    @invariant()
    def the_chain_is_whole(self) -> None:
        if hasattr(self, "town"):
            assert self.town.ledger_report().problem is None


def _once(chosen: list[Any], owner: str) -> list[Any]:
    """Nobody twice, and nobody who is owner: the source refuses that."""
    kept: dict[str, Any] = {}
    for line in chosen:
        kept.setdefault(line if isinstance(line, str) else str(line.get("user") or line), line)
    kept.pop(owner, None)
    return list(kept.values())


Company.TestCase.settings = settings(
    max_examples=16,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=QUICK,
)
TestCompany = Company.TestCase


Story = list[tuple[str, dict[str, Any]]]
STORIES: dict[str, Story] = {
    "a-departed-member-leaves-after-the-grace": [("apply", {}), ("depart_for_good", {"user": "dan"})],
    "a-departed-owner-holds-the-group": [("apply", {}), ("depart_for_good", {"user": "ann"})],
    "a-departed-person-comes-back-in-time": [
        ("apply", {}), ("depart", {"user": "dan"}), ("apply", {}), ("come_back", {"user": "dan"}), ("apply", {}),
        ("wait", {"hours": 25}), ("depart", {"user": "dan"}), ("apply", {}),
    ],
    "a-selector-taken-out-takes-its-people-along": [
        ("edit_members", {"key": "pals", "chosen": ["cat", {"department": "市场"}]}), ("apply", {}),
        ("invite", {"key": "pals", "user": "hal"}), ("edit_members", {"key": "pals", "chosen": ["cat"]}), ("apply", {}),
    ],
    "who-moves-department-stays-in-an-additive-group-and-leaves-a-strict-one": [
        ("edit_members", {"key": "pals", "chosen": ["cat", {"department": "研发"}]}), ("apply", {}),
        ("move", {"user": "dan", "department": 4}), ("apply", {}),
    ],
    "a-line-that-ends-takes-its-person-out": [
        ("edit_members", {"key": "pals", "chosen": ["cat", {"user": "fay", "until": "2026-11-02"}]}), ("apply", {}),
        ("wait", {"hours": 25}), ("apply", {}),
    ],
    "an-exception-takes-out-and-lets-in-again": [
        ("apply", {}), ("edit_exception", {"key": "dev", "user": "dan"}), ("apply", {}),
        ("edit_exception", {"key": "dev", "user": "eve"}), ("apply", {}),
    ],
    "an-exception-takes-out-of-an-additive-group-too": [
        ("edit_members", {"key": "pals", "chosen": ["cat", {"department": "研发"}]}),
        ("apply", {}),
        ("edit_exception", {"key": "pals", "user": "dan"}),
        ("apply", {}),
    ],
    "everything-at-once-and-the-process-dies": [
        ("apply", {}), ("rename", {"key": "dev"}), ("hand_over", {"key": "dev", "user": "cat"}),
        ("leave", {"key": "dev", "user": "bob"}), ("depart", {"user": "fay"}), ("tag", {"user": "gus", "on": True}),
        ("edit_owner", {"key": "pals", "user": "cat"}), ("apply_and_die", {"last": 1, "afterwards": True}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_ends_as_the_model_says(story: Story) -> None:
    """What chance meets too seldom, told once."""
    company = Company()
    company.found()
    for step, arguments in story:
        getattr(company, step)(**arguments)
        company.what_git_does_not_manage_is_untouched()
        company.nothing_is_said_twice()
    company.teardown()
