"""How people and groups are called: by name and department with the id beside, or masked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reconciler.model.called import Called
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.plan import Plan
from reconciler.text import Language, Text, listed

_GROUP = re.compile(r"(群|groups? )“([^”]+)”")
_CHAT_SHOWN = 12  # characters of a chat id that tell groups apart
FINGERPRINT_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Names:
    """Whom a plan names, in one language. Without `people` names are hidden, and ids are masked."""

    language: Language
    people: Mapping[UserId, tuple[str, str, str]] = field(default_factory=dict)
    groups: Mapping[GroupKey, str] = field(default_factory=dict)

    @staticmethod
    def of(plan: Plan, language: Language) -> "Names":
        """The names a plan carries."""
        return Names(language, plan.people, {**plan.names, **{group.key: group.name for group in plan.groups}})

    def person(self, user: str) -> str:
        """`张三（研发部） zhangsan`; a masked id where names are hidden."""
        return Called(self.people).person(user).say(self.language)

    def persons(self, users: Iterable[str]) -> str:
        """Several people, one after another."""
        return listed([self.person(user) for user in users]).say(self.language)

    def group(self, key: GroupKey) -> str:
        """The group's name in quotes, or its key where the plan does not name it."""
        return f"“{self.groups[key]}”" if key in self.groups else key

    def named(self, sentence: str) -> str:
        """A sentence of a rule, which calls groups by their keys, with the names that the plan knows."""

        def name(found: re.Match[str]) -> str:
            return f"{found[1]}“{self.groups.get(GroupKey(found[2]), found[2])}”"

        return _GROUP.sub(name, sentence)

    def in_sentence(self, sentence: str, people: Sequence[str], *, most: int | None = None) -> str:
        """A sentence with `{people}` filled in; beyond `most` they are counted."""
        rest = 0 if most is None else max(0, len(people) - most)
        more = Text(f"等 {len(people):,} 人", f" and {rest:,} more").say(self.language) if rest else ""
        return sentence.replace("{people}", self.persons(people[:most]) + more)


def short_chat(chat_id: ChatId) -> str:
    """The beginning of a chat id."""
    return chat_id if len(chat_id) <= _CHAT_SHOWN else f"{chat_id[:_CHAT_SHOWN]}…"


def short_fingerprint(fingerprint: str) -> str:
    """The beginning of a fingerprint."""
    return fingerprint[:FINGERPRINT_SHOWN]
