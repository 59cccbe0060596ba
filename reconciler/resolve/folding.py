"""People → the fewest lines that bring exactly them: how an existing group is written down."""

import re
from dataclasses import dataclass, field
from typing import Final

from reconciler.model.directory import ROOT_DEPARTMENT, Directory
from reconciler.model.group import Selector, SelectorKind
from reconciler.model.ids import UserId
from reconciler.resolve.address_book import AddressBook

FEWEST: Final = 3
# What a document may hold as a line of text (`$defs/line` of schemas/group.schema.json).
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_LONGEST_LINE: Final = 200


def fold_members(
    members: frozenset[UserId], owner: UserId, directory: Directory, *, fewest: int = FEWEST
) -> tuple[Selector, ...]:
    """As `Folding.fold`, for one group; for many of them keep a `Folding`, which indexes the address book once."""
    return Folding(directory).fold(members, owner, fewest=fewest)


@dataclass(slots=True)
class Folding:
    """Writes down the people of groups, all by the same address book."""

    directory: Directory
    _book: AddressBook = field(init=False)
    _tags: dict[str, frozenset[UserId]] = field(init=False)

    def __post_init__(self) -> None:
        self._book = AddressBook(self.directory)
        tags = self.directory.tags.items()
        self._tags = {name: self._book.people_tagged(tag) for name, tag in tags if _is_writable(name)}

    def fold(self, members: frozenset[UserId], owner: UserId, *, fewest: int = FEWEST) -> tuple[Selector, ...]:
        """Lines for `members:` that bring every member but the owner and nobody else, except perhaps the owner.

        The topmost departments come first (with everybody below where that fits, else those directly in it), then tags,
        the one that brings most first, then single people by id, written as in the address book. People whom it does
        not know are listed as they are.

        Args:
            members: everyone in the group; the owner, who is always in, may be among them or not.
            fewest: a department or tag that brings fewer people beyond those before it is not worth following.

        Returns: the same lines for the same people in whatever order; nothing needs the groups' `except`.
        """
        needed = members - {owner}
        lines: list[tuple[Selector, frozenset[UserId]]] = []
        left = set(needed)
        for line, people in self._departments(needed, owner):
            if len(left & people) >= fewest:
                lines.append((line, people))
                left -= people
        while found := self._best_tag(needed | {owner}, left, fewest):
            lines.append(found)
            left -= found[1]
        kept = _needed_lines(lines, needed)
        singles = (Selector(SelectorKind.USER, self.directory.written(user)) for user in sorted(left))
        return (*kept, *singles)

    def _departments(self, needed: frozenset[UserId], owner: UserId) -> list[tuple[Selector, frozenset[UserId]]]:
        """Departments that bring nobody too many, the topmost first; each with and then without those below it."""
        depths: dict[int, int] = {}
        known = needed & self.directory.people.keys()
        for number in {number for user in known for number in self.directory.people[user].departments}:
            chain = self._upwards(number)
            depths.update((above, len(chain) - steps) for steps, above in enumerate(chain))
        found: list[tuple[Selector, frozenset[UserId]]] = []
        for number in sorted(depths, key=lambda number: (depths[number], number)):
            reference = self._reference(number)
            for below in (True, False):
                people = self._book.people_in(number, sub_departments=below)
                if reference is None or not people <= needed | {owner}:
                    continue
                if number != ROOT_DEPARTMENT or (below and people == self.directory.people.keys()):
                    found.append((Selector(SelectorKind.DEPARTMENT, reference, sub_departments=below), people))
        return found

    def _best_tag(
        self, allowed: frozenset[UserId], left: set[UserId], fewest: int
    ) -> tuple[Selector, frozenset[UserId]] | None:
        """The tag that brings most of those who are left, and nobody too many."""
        fitting = [
            (-len(left & people), name)
            for name, people in self._tags.items()
            if len(left & people) >= max(fewest, 1) and people <= allowed
        ]
        if not fitting:
            return None
        _, name = min(fitting)
        return Selector(SelectorKind.TAG, name), self._tags[name]

    def _reference(self, number: int) -> str | None:
        """What names this department and no other: its path, else its id; None if it is not in the address book."""
        departments = self.directory.departments
        if number not in departments:
            return None
        chain = self._upwards(number)
        names = [departments[above].name for above in chain if above != ROOT_DEPARTMENT or above == number]
        path = departments[number].path or departments[number].name
        is_clear = not any("/" in name for name in names) and _is_writable(path)
        return path if is_clear and self._book.departments_called(path) == (number,) else str(number)

    def _upwards(self, number: int) -> list[int]:
        """A department and those above it, as far as the address book shows them."""
        chain: list[int] = []
        while number in self.directory.departments and number not in chain:
            chain.append(number)
            number = self.directory.departments[number].parent
        return chain


def _needed_lines(lines: list[tuple[Selector, frozenset[UserId]]], needed: frozenset[UserId]) -> list[Selector]:
    """The lines without those whose people the others bring anyway; the last ones go first."""
    kept = list(lines)
    for line in reversed(lines):
        others = frozenset[UserId]().union(*(people for other, people in kept if other is not line[0]))
        if line[1] & needed <= others:
            kept.remove(line)
    return [line for line, _ in kept]


def _is_writable(name: str) -> bool:
    return bool(name) and name.strip() == name and len(name) <= _LONGEST_LINE and not _UNWRITABLE.search(name)
