"""Who is a formal employee (正式员工), by the company's own sign: WeCom has no field for it (wecom-api-2 §4)."""

from collections.abc import Callable, Collection

from reconciler.model.company import FormalEmployee
from reconciler.model.directory import ROOT_DEPARTMENT, Directory, Person

IsFormal = Callable[[Person], bool]


def formal_by(sign: FormalEmployee, directory: Directory) -> IsFormal | None:
    """The question whether somebody is a formal employee.

    Returns: None where the sign leads nowhere: no such tag or department, or an attribute that nobody has.
    """
    if sign.tag is not None:
        return _by_tag(sign.tag, directory)
    if sign.department is not None:
        return _by_department(sign.department, directory)
    return _by_attribute(sign.attribute or "", sign.values, directory)


def _by_tag(name: str, directory: Directory) -> IsFormal | None:
    tag = directory.tags.get(name)
    if tag is None:
        return None
    below = _with_those_below(tag.departments, directory)
    return lambda person: person.id in tag.users or not below.isdisjoint(person.departments)


def _by_department(reference: str, directory: Directory) -> IsFormal | None:
    root = directory.departments.get(ROOT_DEPARTMENT)
    path = reference.strip("/")
    if root is not None and path == root.name:
        path = ""
    elif root is not None:
        path = path.removeprefix(f"{root.name}/")
    by_id = reference.isascii() and reference.isdigit()
    found = [d.id for d in directory.departments.values() if (d.id == int(reference) if by_id else d.path == path)]
    if not found:
        return None
    below = _with_those_below(found, directory)
    return lambda person: not below.isdisjoint(person.departments)


def _by_attribute(name: str, values: tuple[str, ...], directory: Directory) -> IsFormal | None:
    if not any(name in person.attributes for person in directory.people.values()):
        return None
    wanted = {value.strip() for value in values}
    return lambda person: person.attributes.get(name, "").strip() in wanted


def _with_those_below(departments: Collection[int], directory: Directory) -> frozenset[int]:
    below = set(departments)
    while more := {d.id for d in directory.departments.values() if d.parent in below} - below:
        below |= more
    return frozenset(below)
