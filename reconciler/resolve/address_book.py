"""The address book, indexed for the questions that selectors ask."""

from collections import defaultdict
from dataclasses import dataclass, field

from reconciler.model.directory import ROOT_DEPARTMENT, Directory, Tag
from reconciler.model.ids import UserId


@dataclass(slots=True)
class AddressBook:
    """Answers are remembered: the same department is asked for by thousands of groups."""

    directory: Directory
    _direct: dict[int, set[UserId]] = field(init=False)
    _children: dict[int, list[int]] = field(init=False)
    _by_path: dict[str, list[int]] = field(init=False)
    _people: dict[tuple[int, bool], frozenset[UserId]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._direct = defaultdict(set)
        self._children = defaultdict(list)
        self._by_path = defaultdict(list)
        for person in self.directory.people.values():
            for number in person.departments:
                self._direct[number].add(person.id)
        for department in self.directory.departments.values():
            if department.parent != department.id:
                self._children[department.parent].append(department.id)
            self._by_path[department.path].append(department.id)

    def departments_called(self, reference: str) -> tuple[int, ...]:
        """Departments that a path （`研发部/平台组`, with or without the company's name） or an id means."""
        if reference.isascii() and reference.isdigit():
            return (int(reference),) if int(reference) in self.directory.departments else ()
        path = reference.strip("/")
        found = set(self._by_path.get(path, ()))
        root = self.directory.departments.get(ROOT_DEPARTMENT)
        if root is not None and path == root.name:
            found.add(root.id)
        if root is not None and path.startswith(f"{root.name}/"):
            found.update(self._by_path.get(path.removeprefix(f"{root.name}/"), ()))
        return tuple(sorted(found))

    def people_in(self, department: int, *, sub_departments: bool) -> frozenset[UserId]:
        """Everyone in a department, with or without those below it."""
        key = (department, sub_departments)
        if key not in self._people:
            people = set(self._direct.get(department, ()))
            if sub_departments:
                for child in self._below(department):
                    people |= self._direct.get(child, set())
            self._people[key] = frozenset(people)
        return self._people[key]

    def people_tagged(self, tag: Tag) -> frozenset[UserId]:
        """A tag's people; its departments count with everything below them, as in the console."""
        people = {user for user in tag.users if user in self.directory.people}
        for department in tag.departments:
            people |= self.people_in(department, sub_departments=True)
        return frozenset(people)

    def _below(self, department: int) -> set[int]:
        found: set[int] = set()
        waiting = list(self._children.get(department, ()))
        while waiting:
            child = waiting.pop()
            if child != department and child not in found:
                found.add(child)
                waiting.extend(self._children.get(child, ()))
        return found
