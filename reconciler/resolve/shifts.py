"""Lines of git that name a department which is not where it was: what they meant, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reconciler.model.directory import Department, Directory
from reconciler.model.group import GroupSpec
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.record import Past
from reconciler.model.reorganisation import ReorganisationKind as Kind
from reconciler.resolve.address_book import AddressBook
from reconciler.resolve.former import FormerTree
from reconciler.resolve.whereabouts import Whereabouts, department_lines


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of the department that one reference meant.

    Attributes:
        meant: the id of that department.
        cause: the id of the department that was renamed, moved or taken away: itself, or one above it.
        after: where the reference leads now: the department itself, or where its people went.
        brings: departments whose people the line brings, once it may.
        people: who was in the department, where it is gone.
        is_taken: another department has the path now.
        is_safe: nobody is added or removed by following it.
    """

    meant: int
    cause: int
    kind: Kind
    after: tuple[int, ...]
    brings: tuple[int, ...]
    people: frozenset[UserId] = frozenset()
    is_taken: bool = False
    is_safe: bool = False


def find_shifts(
    references: Iterable[str],
    book: AddressBook,
    former: FormerTree,
    past: Past,
    specs: Mapping[GroupKey, GroupSpec],
    corp_id: str,
) -> dict[str, Shift]:
    """Every reference that meant one department and does not lead to it any more.

    Args:
        references: paths and ids as written after `department:`.
        past: what groups were asked for: it tells who was in a department that is gone.
        specs: all groups, profiles applied.
    """
    meant = {each: number for each in sorted(set(references)) for number in _lost(each, book, former)}
    if not meant:
        return {}
    asked = []
    for spec in specs.values():
        known = past.groups.get(spec.identity(corp_id))
        if known is not None and known.baseline is not None and any(department_lines(spec)):
            asked.append((spec, known.baseline))
    finder = _ShiftFinder(book, former, Whereabouts(book, former, tuple(asked)))
    return {reference: finder.shift(reference, meant) for reference in meant}


def _lost(reference: str, book: AddressBook, former: FormerTree) -> tuple[int, ...]:
    """The one department that a reference meant, if it leads elsewhere or nowhere now."""
    meant, now = former.called(reference), book.departments_called(reference)
    return meant if len(meant) == 1 and len(now) < 2 and now != meant else ()


@dataclass(frozen=True, slots=True)
class _ShiftFinder:
    """Compares the tree as it was seen last with the address book."""

    book: AddressBook
    former: FormerTree
    whereabouts: Whereabouts

    def shift(self, reference: str, meant: Mapping[str, int]) -> Shift:
        """What became of one reference; `meant` are all that are lost."""
        number = meant[reference]
        if number in self._directory.departments:
            return self._elsewhere(reference, number)
        return self._gone(reference, number, frozenset(each for each in meant if meant[each] == number))

    @property
    def _directory(self) -> Directory:
        return self.book.directory

    def _elsewhere(self, reference: str, number: int) -> Shift:
        now = self.book.departments_called(reference)
        cause, kind = self._cause(number)
        return Shift(number, cause, kind, (number,), now or (number,), is_taken=bool(now), is_safe=not now)

    def _cause(self, number: int) -> tuple[int, Kind]:
        """The nearest department, upwards, that itself has another name or lies below another one."""
        for old in self.former.upwards(number):
            new = self._directory.departments.get(old.id)
            if new is not None and (kind := _own_change(old, new)) is not None:
                return old.id, kind
        return number, Kind.MOVED

    def _gone(self, reference: str, number: int, same: frozenset[str]) -> Shift:
        now = self.book.departments_called(reference)
        people = self.whereabouts.people_of(same)
        after = self.whereabouts.went_to(people, number)
        if now and not self.former.department(now[0]) and after in {now, ()}:
            is_safe = self.whereabouts.is_same_crowd(same, now[0])
            return Shift(number, number, Kind.RECREATED, now, now, people, is_taken=not is_safe, is_safe=is_safe)
        kind = {0: Kind.DISSOLVED, 1: Kind.MERGED}.get(len(after), Kind.SPLIT)
        brings = now or (after if kind is Kind.MERGED else ())
        return Shift(number, self._topmost_gone(number), kind, after, brings, people, is_taken=bool(now))

    def _topmost_gone(self, number: int) -> int:
        gone = number
        for old in self.former.upwards(number):
            if old.id in self._directory.departments:
                break
            gone = old.id
        return gone


def _own_change(old: Department, new: Department) -> Kind | None:
    if old.parent and new.parent != old.parent:
        return Kind.MOVED
    return Kind.RENAMED if new.name != old.name else None


def ways_up(former: FormerTree, shifts: Iterable[Shift]) -> Iterator[int]:
    """The departments that shifts meant and all that were above them: what has to stay remembered."""
    for shift in shifts:
        for department in former.upwards(shift.meant):
            yield department.id
