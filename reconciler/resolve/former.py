"""The tree of departments as it was seen last, asked by former paths."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from reconciler.model.directory import ROOT_DEPARTMENT, Department, Directory
from reconciler.resolve.address_book import AddressBook


@dataclass(frozen=True, slots=True)
class FormerTree:
    """Departments by the paths they had; `paths` is as the ledger keeps it: the company itself stands by its name."""

    paths: Mapping[int, str]
    _departments: Mapping[int, Department] = field(repr=False)
    _book: AddressBook = field(repr=False)

    @classmethod
    def of(cls, paths: Mapping[int, str]) -> Self:
        """The tree that these paths draw."""
        above = {path: number for number, path in paths.items() if number != ROOT_DEPARTMENT}
        departments = {number: _department(number, path, above) for number, path in paths.items()}
        return cls(paths, departments, AddressBook(Directory(departments=departments)))

    def called(self, reference: str) -> tuple[int, ...]:
        """Departments that a path or an id meant."""
        return self._book.departments_called(reference)

    def department(self, number: int) -> Department | None:
        """A department as it was; its parent is 0 where that is not known."""
        return self._departments.get(number)

    def upwards(self, number: int) -> Iterator[Department]:
        """A department as it was and those that were above it, the company itself last."""
        seen: set[int] = set()
        while (department := self._departments.get(number)) is not None and number not in seen:
            seen.add(number)
            yield department
            number = department.parent

    def below(self, number: int) -> frozenset[int]:
        """Departments that were below one."""
        return frozenset(
            other
            for other in self._departments
            if other != number and any(each.id == number for each in self.upwards(other))
        )


def paths_of(directory: Directory) -> dict[int, str]:
    """What the ledger remembers of an address book: every department's path, the company itself by its name."""
    return {number: department.path or department.name for number, department in directory.departments.items()}


def _department(number: int, path: str, above: Mapping[str, int]) -> Department:
    if number == ROOT_DEPARTMENT:
        return Department(number, path, 0, "")
    front = path
    while "/" in front:
        front = front.rpartition("/")[0]
        if front in above:  # a name may hold a slash itself
            return Department(number, path.removeprefix(f"{front}/"), above[front], path)
    return Department(number, path, ROOT_DEPARTMENT, path)
