"""department/* [95350] [95351] [90208]: the tree of departments, as far as the app may see it."""

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import Department


def wanted_department(call: Call, name: str) -> int | None:
    """The department id in the query, None when absent.

    Raises: Refusal 40058 when it is no number, 60003 or 60123 (switch) when unknown, 60011 when out of range.
    """
    words = call.query.get(name, "")
    if not words:
        return None
    if not (words.isascii() and words.isdigit()):
        raise Refusal(40058)
    wanted = int(words)
    if wanted not in call.directory.departments:
        raise Refusal(call.code("code_unknown_department"))
    if wanted not in call.visible.departments:
        raise Refusal(60011)
    return wanted


def list_departments(call: Call) -> Answer:
    """department/list: a department and everything below it, or all the app sees."""
    return {"department": [_full(department) for department in _asked_for(call)]}


def simplelist_departments(call: Call) -> Answer:
    """department/simplelist: the same, ids only."""
    found = [{"id": each.id, "parentid": each.parent, "order": each.rank} for each in _asked_for(call)]
    return {"department_id": found}


def get_department(call: Call) -> Answer:
    """department/get: one department."""
    wanted = wanted_department(call, "id")
    if wanted is None:
        raise Refusal(40063)
    return {"department": _full(call.directory.departments[wanted])}


def _asked_for(call: Call) -> list[Department]:
    wanted, directory = wanted_department(call, "id"), call.directory
    if wanted is not None:
        return [directory.departments[each] for each in directory.subtree(wanted)]
    visible = call.visible.departments
    return [department for key, department in sorted(directory.departments.items()) if key in visible]


def _full(department: Department) -> Answer:
    return {
        "id": department.id,
        "name": department.name,
        "name_en": "",
        "department_leader": list(department.leaders),
        "parentid": department.parent,
        "order": department.rank,
    }
