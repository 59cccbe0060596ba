"""The address book of one corp as plain objects, loaded from the world and shared until somebody edits it."""

import json
import sqlite3
from dataclasses import dataclass, field

ROOT = 1


def fold(user_id: str) -> str:
    """The key of a user id: ids ignore case [90196]."""
    return user_id.lower()


@dataclass(frozen=True, slots=True)
class Department:
    """One department; `parent` is 0 for the root."""

    id: int
    name: str
    parent: int
    rank: int
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here; departed people are not in a `Directory` at all."""

    user_id: str
    name: str
    departments: tuple[int, ...]
    leader_of: frozenset[int]
    main_department: int
    position: str
    alias: str
    status: int
    direct_leader: tuple[str, ...]
    extattr: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag holds people and whole departments."""

    id: int
    name: str
    people: tuple[str, ...]
    departments: tuple[int, ...]


@dataclass(slots=True)
class Directory:
    """Departments by id, present people by folded id, tags by id."""

    departments: dict[int, Department] = field(default_factory=dict)
    children: dict[int, list[int]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    staff: dict[int, list[Person]] = field(default_factory=dict)
    tags: dict[int, Tag] = field(default_factory=dict)

    def subtree(self, department: int) -> list[int]:
        """The department and everything below it, parents before children."""
        found = [department]
        for each in found:
            found.extend(self.children.get(each, ()))
        return found

    def person(self, user_id: str) -> Person | None:
        """Somebody present, whatever the case of the id."""
        return self.people.get(fold(user_id))


def load_directory(connection: sqlite3.Connection, corp_id: str) -> Directory:
    """Read the whole address book of one corp."""
    found = Directory()
    gone = {
        row[0] for row in connection.execute("SELECT folded FROM people WHERE corp_id = ? AND departed", (corp_id,))
    }
    for key, name, parent, rank, leaders in connection.execute(
        "SELECT id, name, parent, rank, leaders FROM departments WHERE corp_id = ? ORDER BY rank DESC, id", (corp_id,)
    ):
        found.departments[key] = Department(key, name, parent, rank, _present(leaders, gone))
        found.children.setdefault(parent, []).append(key)
    for row in connection.execute(
        "SELECT folded, user_id, name, departments, leader_of, main_department, position, alias, status,"
        " direct_leader, extattr FROM people WHERE corp_id = ? AND departed = 0 ORDER BY folded",
        (corp_id,),
    ):
        person = _person(row, gone)
        found.people[row[0]] = person
        for department in person.departments:
            found.staff.setdefault(department, []).append(person)
    for key, name, people, departments in connection.execute(
        "SELECT id, name, people, departments FROM tags WHERE corp_id = ? ORDER BY id", (corp_id,)
    ):
        found.tags[key] = Tag(key, name, tuple(json.loads(people)), tuple(json.loads(departments)))
    return found


def _present(words: str, gone: set[str]) -> tuple[str, ...]:
    """Ids in a stored list without the departed ones, who lose every office with their account."""
    return tuple(each for each in json.loads(words) if fold(each) not in gone) if words != "[]" else ()


def _person(row: tuple[str, str, str, str, str, int, str, str, int, str, str], gone: set[str]) -> Person:
    _, user_id, name, departments, leader_of, main, position, alias, status, direct_leader, extattr = row
    return Person(
        user_id=user_id,
        name=name,
        departments=tuple(json.loads(departments)),
        leader_of=frozenset(json.loads(leader_of)) if leader_of != "[]" else frozenset(),
        main_department=main,
        position=position,
        alias=alias,
        status=status,
        direct_leader=_present(direct_leader, gone),
        extattr=json.loads(extattr) if extattr != "{}" else {},
    )
