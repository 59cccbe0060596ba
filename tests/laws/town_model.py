"""What should come of a company, worked out from YAML and people with plain sets; shares no line with planning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.e2e.town import a_group

GRACE = timedelta(days=1)
BELOW = {1: {1, 2, 3, 4}, 2: {2, 3}, 3: {3}, 4: {4}}
PATHS = {"研发": 2, "研发/平台": 3, "市场": 4}
TAG = "值班"


@dataclass(slots=True)
class Seen:
    """A chat as the model knows it."""

    name: str
    owner: str
    members: set[str]


@dataclass(frozen=True, slots=True)
class Then:
    """What a document said: who was wanted, who was named in person, which selectors it had, who was excepted."""

    wanted: set[str]
    named: set[str]
    selectors: set[str]
    excepted: set[str]


@dataclass(slots=True)
class Model:
    """Everybody, every document, and what an apply has noted so far.

    Attributes:
        people: who works here, with their departments.
        tagged: who carries the tag.
        groups: documents by key.
        noted: since when the ledger knows that somebody is missing.
        then: what each document said when its group was last brought into line.
    """

    people: dict[str, set[int]]
    groups: dict[str, dict[str, Any]]
    now: datetime
    tagged: set[str] = field(default_factory=set)
    noted: dict[str, datetime] = field(default_factory=dict)
    then: dict[str, "Then"] = field(default_factory=dict)

    def wanted(self, key: str) -> set[str] | None:
        """Who should be in a group; None where that cannot be told, because its owner has left."""
        group = self.groups[key]
        if group["owner"] not in self.people:
            return None
        found: set[str] = set()
        for line in group.get("members", []):
            brought = self._brought(line)
            if brought is None:
                return None
            found |= brought
        found -= set(group.get("except", []))
        return found | ({group["owner"], *group.get("admins", [])} & self.people.keys())

    def _brought(self, line: str | Mapping[str, Any]) -> set[str] | None:
        if isinstance(line, str):
            return {line} & self.people.keys()
        if line.get("until", "9999-12-31") < f"{self.now:%Y-%m-%d}":
            return set()
        if "user" in line:
            return {line["user"]} & self.people.keys()
        if "tag" in line:
            return self.tagged & self.people.keys()
        if "group" in line:
            return self.wanted(line["group"])
        number = PATHS[line["department"]]
        parts = BELOW[number] if line.get("sub_departments", True) else {number}
        return {user for user, departments in self.people.items() if departments & parts}

    def named(self, key: str) -> set[str]:
        """Who is named in person in a document."""
        lines = self.groups[key].get("members", [])
        said = {line if isinstance(line, str) else line.get("user", "") for line in lines}
        return {user for user in said if user} | {self.groups[key]["owner"], *self.groups[key].get("admins", [])}

    def is_gone(self, user: str) -> bool:
        """Missing, and noted so for longer than the grace."""
        return user not in self.people and self.now - self.noted.get(user, self.now) >= GRACE

    def note(self, live: Mapping[str, Seen]) -> None:
        """What every apply writes down about people."""
        met = {user for chat in live.values() for user in chat.members}
        for user in met | {user for key in self.groups for user in self.named(key)}:
            if user not in self.people:
                self.noted.setdefault(user, self.now)
        for user in self.people:
            self.noted.pop(user, None)

    def check(self, key: str, before: Seen | None, after: Seen | None) -> bool:
        """What an apply that went through must have made of one group, which is then remembered.

        Returns: whether it is in line now; False where it may not be touched. Raises: AssertionError.
        """
        group, wanted = self.groups[key], self.wanted(key)
        if wanted is None:
            assert after == before, f"{key}: its owner has left, so nothing may be done"
            return False
        if before and after == before and before.members - wanted and self.selects_nobody(key):
            return False  # held: people would leave for a department or a tag that brings nobody any more
        staying = {user for user in (before.members if before else set()) if self._stays(key, user, wanted)}
        if len(wanted | staying) < 2:
            assert after == before, f"{key}: a group of one is not made"
            return False
        assert after is not None, f"{key}: it was not made"
        assert (after.name, after.owner) == (group["name"], group["owner"])
        assert after.members == wanted | staying, (key, wanted, staying, before)
        self.then[key] = self.said(key)
        return True

    def selects_nobody(self, key: str) -> bool:
        """Whether a department, a tag or a group in a document brings nobody."""
        chosen = [line for line in self.groups[key].get("members", []) if not isinstance(line, str)]
        return any(not self._brought(line) for line in chosen if "user" not in line)

    def _stays(self, key: str, user: str, wanted: set[str]) -> bool:
        """Whether somebody who is in, and not wanted, stays in."""
        if user in wanted or "members" not in self.groups[key]:
            return True
        if user not in self.people:
            return not self.is_gone(user)
        if self.groups[key].get("membership") == "strict":
            return False
        if user in self._expired(key):
            return False
        return not self._was_taken_out(key, user)

    def _was_taken_out(self, key: str, user: str) -> bool:
        """Whether git took out what brought somebody in: their own line, a selector, or by an exception."""
        then = self.then.get(key)
        if then is None or user not in then.wanted:
            return False
        now = self.said(key)
        lost_a_line = user in then.named - now.named or bool(then.selectors - now.selectors)
        return lost_a_line or user in now.excepted - then.excepted

    def said(self, key: str) -> Then:
        """What a document says now."""
        group = self.groups[key]
        chosen = [line for line in group.get("members", []) if not isinstance(line, str) and "user" not in line]
        selectors = {repr(sorted(line.items())) for line in chosen}
        return Then(self.wanted(key) or set(), self.named(key), selectors, set(group.get("except", [])))

    def _expired(self, key: str) -> set[str]:
        today = f"{self.now:%Y-%m-%d}"
        lines = [line for line in self.groups[key].get("members", []) if not isinstance(line, str)]
        return {line["user"] for line in lines if "user" in line and line.get("until", "9999") < today}


def documents() -> dict[str, dict[str, Any]]:
    """Three groups: strict by selectors, additive by names, strict by another group and a tag."""
    common = {"rulesets": ["rules"]}
    return {
        "dev": a_group("dev", "ann", [{"department": "研发"}, "eve"], membership="strict", **common),
        "pals": a_group("pals", "bob", ["cat", "dan"], **common),
        "duty": a_group("duty", "cat", [{"tag": TAG}, {"group": "pals"}], membership="strict", **common),
    }
