"""From wire shapes to the model's departments and people. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reconciler.errors import ProtocolError
from reconciler.model.directory import ROOT_DEPARTMENT, Department, Directory, Person, PersonStatus
from reconciler.model.ids import UserId, user_id
from reconciler.text import Text
from reconciler.wecom.contacts import LIST_DEPARTMENTS, LIST_USERS, DepartmentShape, UserShape

MOST_WHO_MOVE = 2  # between two departments while a walk goes on


def place_departments(rows: Sequence[DepartmentShape]) -> dict[int, Department]:
    """Departments by id, each with its path.

    A path is the names below the company joined with `/`. Where the application does not see a parent, the path
    starts at the highest department it sees.
    Raises: ProtocolError when parents go round in a circle.
    """
    by_id = {row["id"]: row for row in rows}
    placed = {ROOT_DEPARTMENT: ""} if ROOT_DEPARTMENT in by_id else {}
    for row in rows:
        _place(row, by_id, placed)
    return {row["id"]: Department(row["id"], row["name"], row["parentid"], placed[row["id"]]) for row in by_id.values()}


def _place(row: DepartmentShape, by_id: dict[int, DepartmentShape], placed: dict[int, str]) -> None:
    chain: list[DepartmentShape] = []
    above: DepartmentShape | None = row
    while above is not None and above["id"] not in placed:
        chain.append(above)
        if len(chain) > len(by_id):
            raise ProtocolError(
                Text("部门的上级关系成环。", "Departments are their own parents."), endpoint=LIST_DEPARTMENTS.path
            )
        above = by_id.get(above["parentid"])
    path = placed[above["id"]] if above is not None else ""
    for below in reversed(chain):
        path = f"{path}/{below['name']}" if path else below["name"]
        placed[below["id"]] = path


def refuse_gaps(departments: Mapping[int, Department], people: Iterable[Person]) -> None:
    """An application that sees the company itself sees every department: one that is only mentioned is a gap.

    Raises: ProtocolError when a parent, or a department of somebody met, is not in the list.
    """
    if ROOT_DEPARTMENT not in departments:
        return
    mentioned = {row.parent for row in departments.values() if row.id != ROOT_DEPARTMENT}
    mentioned.update(number for person in people for number in person.departments)
    missing = sorted(mentioned - departments.keys())
    if missing:
        raise ProtocolError(
            Text(
                f"通讯录读得不完整：部门 {missing[0]} 被提到，却不在部门列表中。",
                f"The address book is incomplete: department {missing[0]} is mentioned but not in the list.",
            ),
            Text("稍后重新读取。", "Read it again a little later."),
            endpoint=LIST_DEPARTMENTS.path,
        )


def refuse_overlooked(directory: Directory, found: Iterable[Person]) -> None:
    """Whoever works in a department that was walked should have been met there; a few may have moved meanwhile.

    Args:
        found: people whom the walk did not meet, and who are there when they are asked for by name.
    Raises: ProtocolError when they are more than that: the lists of departments were cut short.
    """
    overlooked = sum(any(number in directory.departments for number in person.departments) for person in found)
    if overlooked <= max(MOST_WHO_MOVE, len(directory.people) // 100):
        return
    raise ProtocolError(
        Text(
            f"通讯录读得不完整：有 {overlooked} 人还在，部门的成员列表里却没有他们。",
            f"The address book is incomplete: {overlooked} people are there, but in no list of their departments.",
        ),
        Text("稍后重新读取。", "Read it again a little later."),
        endpoint=LIST_USERS.path,
    )


def to_person(shape: UserShape) -> Person:
    """A person. Raises: ProtocolError for a status that is not documented."""
    try:
        status = PersonStatus(shape["status"])
    except ValueError:
        raise ProtocolError(
            Text(
                f"成员的 status 为 {shape['status']}，文档中没有这个值。",
                f"A person's status is {shape['status']}, which is not documented.",
            ),
            endpoint=LIST_USERS.path,
        ) from None
    return Person(
        id=user_id(shape["userid"]),
        written=shape["userid"],
        name=shape["name"],
        departments=shape["department"],
        main_department=shape["main_department"],
        status=status,
        attributes=shape["extattr"],
    )


def gather_people(answers: Iterable[Sequence[UserShape]]) -> dict[UserId, Person]:
    """Everybody of a walk, once: somebody in several departments is met several times, with the departments merged.

    People with status 5 have left; they count as not met, so that whoever cares asks for them one by one.
    """
    people: dict[UserId, Person] = {}
    for shape in (shape for answer in answers for shape in answer):
        person = to_person(shape)
        if person.status is PersonStatus.LEFT:
            continue
        known = people.get(person.id)
        if known is not None:
            further = tuple(number for number in person.departments if number not in known.departments)
            person = replace(known, departments=known.departments + further)
        people[person.id] = person
    return people
