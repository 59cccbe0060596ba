"""Which person of the address book is meant by what somebody wrote: an id, a name, a name with a department."""

import re
import unicodedata
from dataclasses import dataclass, field

from reconciler.model.directory import Directory, Person, PersonStatus
from reconciler.model.ids import user_id

_WITH_HINT = re.compile(r"(?P<name>.+?)\s*[(（\[【](?P<hint>.+?)[)）\]】]\s*(?P<id>\S*)")
_PARTS = re.compile(r"[\s/、,，;；]+")


@dataclass(slots=True)
class Persons:
    """Looks people up; people who left are never meant."""

    directory: Directory
    _by_name: dict[str, list[Person]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for person in self.directory.people.values():
            if person.status is not PersonStatus.LEFT:
                self._by_name.setdefault(_plain(person.name), []).append(person)

    def called(self, words: str) -> tuple[Person, ...]:
        """Everyone who may be meant, sorted by id: one is an answer, several are a question, none is unknown.

        Args:
            words: `wangmin`, `王敏`, `王敏（研发部）`, `王敏（研发部） wangmin`, `王敏 研发部/平台组`, `@王敏`.
        """
        text = unicodedata.normalize("NFC", words).strip().removeprefix("@").strip()
        known = self.directory.people.get(user_id(text))
        if known is not None and known.status is not PersonStatus.LEFT:
            return (known,)
        if named := self._by_name.get(_plain(text)):
            return _sorted(named)
        hinted = _WITH_HINT.fullmatch(text)
        if hinted is not None:
            return self._narrowed(hinted["name"], [hinted["hint"], hinted["id"]])
        first, *rest = [part for part in _PARTS.split(text) if part] or [""]
        return self._narrowed(first, rest) if rest else ()

    def path_of(self, person: Person) -> str:
        """Where somebody works, as a path of departments."""
        department = self.directory.departments.get(person.main_department)
        return (department.path or department.name) if department else ""

    def _narrowed(self, name: str, hints: list[str]) -> tuple[Person, ...]:
        """People of that name whom every hint fits: a department of theirs, or their id."""
        wanted = [hint for hint in hints if hint]
        people = self._by_name.get(_plain(name), [])
        return _sorted([person for person in people if all(self._fits(person, hint) for hint in wanted)])

    def _fits(self, person: Person, hint: str) -> bool:
        if user_id(hint) == person.id:
            return True
        paths = [d.path or d.name for n in person.departments if (d := self.directory.departments.get(n))]
        return any(_plain(hint) in _plain(path) for path in paths)


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).split()).casefold()


def _sorted(people: list[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: person.id))
