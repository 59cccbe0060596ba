"""What people do to a company between runs: commits, hands in the client, the address book, time."""

from dataclasses import dataclass, field
from typing import Any

from reconciler.simulator import HandError
from tests.laws.town_model import TAG
from tests.soak.company import KEYS, USERS, Company
from tests.soak.relatives import RELATIVES

LINES: tuple[Any, ...] = (
    {"department": "研发"}, {"department": "研发/平台"}, {"department": "市场"}, {"tag": TAG},
    {"department": "研发", "sub_departments": False},
)  # fmt: skip


@dataclass(slots=True)
class Hands:
    """Every step takes its choices from the company's chance, and leaves a line in `story`."""

    company: Company
    story: list[str] = field(default_factory=list)

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

    def edit_rules(self) -> None:
        """Other rules: who heard the former ones is not told again."""
        self.company.write_rules(self.company.version + 1)

    def edit_relative(self) -> None:
        """Another owner of the customer group, or other people in the group of a sheet."""
        if self.company.relatives is not None:
            self.company.relatives.edit(self._pick(*RELATIVES), self.company.chance)

    def handle_relative(self) -> None:
        """The same by hand."""
        if self.company.relatives is not None:
            self.company.relatives.handle(self._pick(*RELATIVES), self.company.chance)

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
