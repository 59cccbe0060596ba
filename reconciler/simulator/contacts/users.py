"""user/* [90196] [90200] [90201] [96067] [95402]: people, as far as the app may see them. No phones, no e-mail."""

import re

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.departments import wanted_department
from reconciler.simulator.contacts.directory import Person, fold

USER_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}")


def get_user(call: Call) -> Answer:
    """user/get. Raises: Refusal 41009 missing, 40003 malformed, 60111 gone or out of range, which look the same."""
    user_id = call.query.get("userid", "")
    if not user_id:
        raise Refusal(41009)
    if not USER_ID.fullmatch(user_id):
        raise Refusal(40003)
    person = call.directory.person(user_id)
    if person is None or fold(user_id) not in call.visible.people:
        raise Refusal(60111)
    return _full(call, person)


def list_users(call: Call) -> Answer:
    """user/list: full fields of the direct members (of everybody below with the old `fetch_child`, by switch)."""
    return {"userlist": [_full(call, person) for person in _staff(call)]}


def simplelist_users(call: Call) -> Answer:
    """user/simplelist: direct members only; walk the tree yourself."""
    found = [
        {"userid": person.user_id, "name": person.name, "department": _departments(call, person)}
        for person in _staff(call)
    ]
    return {"userlist": found}


def list_ids(call: Call) -> Answer:
    """user/list_id: one row per person and department, with a cursor; for the address-book sync secret only."""
    limit, cursor = call.body.number("limit", 10000), call.body.text("cursor")
    if not 1 <= limit <= 10000:
        raise Refusal(40058)
    if cursor and not (cursor.isascii() and cursor.isdigit()):
        raise Refusal(50100)
    start = int(cursor or "0")
    rows = [
        {"userid": person.user_id, "department": department}
        for person in call.directory.people.values()
        for department in person.departments
    ]
    end = start + limit
    return {"next_cursor": str(end) if end < len(rows) else "", "dept_user": rows[start:end]}


def get_user_id(call: Call) -> Answer:
    """user/getuserid by phone number: nobody in the world has a phone, so 46004 for each."""
    if not call.body.text("mobile"):
        raise Refusal(40063)
    raise Refusal(46004)


def _staff(call: Call) -> list[Person]:
    department = wanted_department(call, "department_id")
    if department is None:
        raise Refusal(40063)
    directory = call.directory
    if call.query.get("fetch_child") == "1" and call.switch("user_list_fetch_child") == "yes":
        everyone = {
            fold(person.user_id): person
            for each in directory.subtree(department)
            for person in directory.staff.get(each, ())
        }
        return list(everyone.values())
    return directory.staff.get(department, [])


def _departments(call: Call, person: Person) -> list[int]:
    visible = call.visible
    if visible.everything:
        return list(person.departments)
    return [each for each in person.departments if each in visible.departments]


def _full(call: Call, person: Person) -> Answer:
    departments = _departments(call, person)
    found: Answer = {
        "userid": person.user_id,
        "name": person.name,
        "department": departments,
        "order": [0] * len(departments),
        "position": person.position,
        "is_leader_in_dept": [int(each in person.leader_of) for each in departments],
        "direct_leader": list(person.direct_leader),
        "extattr": {
            "attrs": [{"name": name, "type": 0, "text": {"value": value}} for name, value in person.extattr.items()]
        },
        "alias": person.alias,
        "status": person.status,
    }
    if person.main_department in call.visible.departments:
        found["main_department"] = person.main_department
    return found
