"""Where the people of a department went that is gone: told by the groups that took people from it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from reconciler.model.directory import ROOT_DEPARTMENT
from reconciler.model.group import GroupSpec, Selector, SelectorKind
from reconciler.model.ids import UserId, user_id
from reconciler.model.record import Baseline
from reconciler.resolve.address_book import AddressBook
from reconciler.resolve.former import FormerTree

_MOSTLY = 0.75  # of the people: so many in one department, and the old one was merged into it


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Answers for one run. `asked` holds every group that names departments, with its baseline."""

    book: AddressBook
    former: FormerTree
    asked: tuple[tuple[GroupSpec, Baseline], ...]

    def people_of(self, references: Collection[str]) -> frozenset[UserId]:
        """People whom groups took from any of these departments and who still work here.

        Whoever a group also takes by name, or from somewhere else, may never have been in them: they count only where
        nobody else is left.
        """
        possible: set[UserId] = set()
        certain: set[UserId] = set()
        for spec, baseline in self.asked:
            if any(line.value in references for line in department_lines(spec)):
                unnamed = self._unnamed(spec, baseline)
                possible |= unnamed
                certain |= unnamed - self._from_elsewhere(spec, references)
        return frozenset(certain or possible)

    def went_to(self, people: Iterable[UserId], department: int) -> tuple[int, ...]:
        """The department that most of them work in now, else all they work in, the largest first.

        Departments that lay below the old one and moved as they were count as the one they lie in now. The company
        itself is no department: who is only there is nowhere.
        """
        within = self.former.below(department)
        directory = self.book.directory
        known = directory.departments.keys() - {ROOT_DEPARTMENT}
        everywhere: Counter[int] = Counter()
        mainly: Counter[int] = Counter()
        found = 0
        for person in (directory.people[user] for user in people):
            places = {self._settled(number, within) for number in person.departments} & known
            if not places:
                continue
            found += 1
            everywhere.update(places)
            main = self._settled(person.main_department, within)
            mainly[main if main in places else min(places)] += 1
        if not found:
            return ()
        best = max(everywhere, key=lambda number: (everywhere[number], -number))
        if everywhere[best] >= _MOSTLY * found:
            return (best,)
        return tuple(sorted(mainly, key=lambda number: (-mainly[number], number)))

    def is_same_crowd(self, references: Collection[str], department: int) -> bool:
        """Whether every group that took people from them would find the same people in another department."""
        for spec, baseline in self.asked:
            lines = [line for line in department_lines(spec) if line.value in references]
            if not lines:
                continue
            brought = frozenset[UserId]().union(
                *(self.book.people_in(department, sub_departments=line.sub_departments) for line in lines)
            )
            excepted = {user_id(line.value) for line in spec.excepted}
            missing = self._unnamed(spec, baseline) - self._from_elsewhere(spec, references) - brought
            if missing or not brought - excepted <= baseline.members:
                return False
        return True

    def _unnamed(self, spec: GroupSpec, baseline: Baseline) -> frozenset[UserId]:
        """Members as last asked whom no line names one by one."""
        named = {user_id(line.value) for line in spec.members or () if line.kind is SelectorKind.USER}
        named |= {user_id(words.removeprefix("user:")) for words in baseline.selectors if words.startswith("user:")}
        named |= {spec.owner, baseline.owner, *(spec.admins or ())}
        return frozenset(user for user in baseline.members - named if user in self.book.directory.people)

    def _from_elsewhere(self, spec: GroupSpec, references: Collection[str]) -> frozenset[UserId]:
        """Whom the other departments and tags of a group bring today."""
        people: set[UserId] = set()
        for line in spec.members or ():
            if line.kind is SelectorKind.TAG and line.value in self.book.directory.tags:
                people |= self.book.people_tagged(self.book.directory.tags[line.value])
            elif line.kind is SelectorKind.DEPARTMENT and line.value not in references:
                for number in self.book.departments_called(line.value):
                    people |= self.book.people_in(number, sub_departments=line.sub_departments)
        return frozenset(people)

    def _settled(self, number: int, within: frozenset[int]) -> int:
        departments = self.book.directory.departments
        seen: set[int] = set()
        while number in within and number in departments and number not in seen:
            seen.add(number)
            number = departments[number].parent
        return number


def department_lines(spec: GroupSpec) -> Iterator[Selector]:
    """The lines of a group that take people from a department."""
    return (line for line in spec.members or () if line.kind is SelectorKind.DEPARTMENT)
