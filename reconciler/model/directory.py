"""The address book at one moment: departments, people, tags."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from reconciler.model.ids import UserId

ROOT_DEPARTMENT = 1  # the company itself [90208]


class PersonStatus(IntEnum):
    """`status` of user/get [90196]."""

    ACTIVATED = 1
    DISABLED = 2
    NOT_ACTIVATED = 4
    LEFT = 5


class Absence(StrEnum):
    """Why a person who was asked for is not in the address book's walk."""

    GONE = "gone"  # 60111: left, deleted, never existed, or outside the range; WeCom does not tell which
    LEFT = "left"  # status 5


@dataclass(frozen=True, slots=True)
class Department:
    """A department; `path` is the names below the company, joined with `/`, empty for the company itself."""

    id: int
    name: str
    parent: int
    path: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `written` is the id as the address book writes it, `id` the folded form.

    `attributes` are the text attributes (`extattr`) that the company made in the console.
    """

    id: UserId
    written: str
    name: str
    departments: tuple[int, ...]
    main_department: int
    status: PersonStatus = PersonStatus.ACTIVATED
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag's people and departments; departments are not expanded by WeCom [90213]."""

    id: int
    name: str
    users: frozenset[UserId] = frozenset()
    departments: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Directory:
    """A complete walk of the address book; anything less is an error, never a value.

    Attributes:
        departments: by id.
        people: everyone met in the walk, or found when asked for, by folded id.
        tags: the tags that were read, by name.
        tag_names: every tag that exists, read or not.
        absent: people who were asked for one by one because the walk did not meet them, and are not there.
    """

    departments: Mapping[int, Department] = field(default_factory=dict)
    people: Mapping[UserId, Person] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    tag_names: frozenset[str] = frozenset()
    absent: Mapping[UserId, Absence] = field(default_factory=dict)

    def written(self, user: UserId) -> str:
        """The id as the address book writes it, or the folded id of somebody it does not know."""
        person = self.people.get(user)
        return person.written if person else user

    def department_of(self, user: UserId) -> str:
        """The name of a person's main department, empty where it is not known."""
        person = self.people.get(user)
        if person is None:
            return ""
        department = self.departments.get(person.main_department)
        return department.name if department else ""
