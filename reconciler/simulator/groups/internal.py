"""Internal groups that people make in the client, and the two kinds that WeCom itself keeps: department, all-staff.

No call makes or changes them. What WeCom keeps follows the address book (wecom-api-2.md §9): who comes into the
department comes in, who leaves it drops out, and edits by hand stay until the address book says otherwise.
"""

import json
import sqlite3

from reconciler.simulator.contacts.directory import Directory, fold, load_directory

DEPARTMENT = "department"
ALL_STAFF = "all-staff"
MANAGED = (DEPARTMENT, ALL_STAFF)


def keep_join_times(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> None:
    """Give everybody without one the present as the time of joining, and forget those who are out."""
    members, joined, now_ms = connection.execute(
        "SELECT members, joined, now_ms FROM internal_chats, pulse WHERE corp_id = ? AND chat_id = ?",
        (corp_id, chat_id),
    ).fetchone()
    old = json.loads(joined)
    times = {key: old.get(key, now_ms // 1000) for key in map(fold, json.loads(members))}
    connection.execute(
        "UPDATE internal_chats SET joined = ? WHERE corp_id = ? AND chat_id = ?", (json.dumps(times), corp_id, chat_id)
    )


def rename_joined(connection: sqlite3.Connection, corp_id: str, old: str, new_id: str) -> None:
    """Give creators and times of joining a new user id; `old` is folded."""
    connection.execute(
        "UPDATE internal_chats SET creator = ? WHERE corp_id = ? AND lower(creator) = ?", (new_id, corp_id, old)
    )
    rows = connection.execute(
        "SELECT chat_id, joined FROM internal_chats WHERE corp_id = ? AND instr(joined, ?)", (corp_id, json.dumps(old))
    ).fetchall()
    for chat_id, joined in rows:
        times = {fold(new_id) if key == old else key: at for key, at in json.loads(joined).items()}
        connection.execute(
            "UPDATE internal_chats SET joined = ? WHERE corp_id = ? AND chat_id = ?",
            (json.dumps(times), corp_id, chat_id),
        )


def follow_address_book(connection: sqlite3.Connection, corp_id: str) -> None:
    """Bring the department groups and the all-staff group of a corp up to date; an empty one comes to its end."""
    rows = connection.execute(
        "SELECT chat_id, owner, members, managed, department, followed FROM internal_chats"
        " WHERE corp_id = ? AND managed != '' AND dissolved = 0",
        (corp_id,),
    ).fetchall()
    directory = load_directory(connection, corp_id) if rows else Directory()
    for chat_id, owner, members, managed, department, followed in rows:
        wanted, key = _wanted(directory, managed, department), (corp_id, chat_id)
        if not followed:  # A world file said who is in: that stands until the address book changes.
            connection.execute(
                "UPDATE internal_chats SET followed = ? WHERE corp_id = ? AND chat_id = ?", (json.dumps(wanted), *key)
            )
        if not followed or wanted == json.loads(followed):
            continue
        before = {fold(each) for each in json.loads(followed)}
        present = {fold(each): each for each in wanted}
        inside = {fold(each): each for each in json.loads(members)}
        after = {key: each for key, each in inside.items() if key in present or key not in before}
        after |= {key: each for key, each in present.items() if key not in before and key not in inside}
        heads = [after[fold(each)] for each in _heads(directory, department) if fold(each) in after]
        successor = next(iter([*heads, *after.values()]), "")
        connection.execute(
            "UPDATE internal_chats SET owner = ?1, members = ?2, followed = ?3, dissolved = ?4,"
            " creator = CASE creator WHEN '' THEN ?1 ELSE creator END"
            " WHERE corp_id = ?5 AND chat_id = ?6",
            (
                after.get(fold(owner), successor), json.dumps(list(after.values())), json.dumps(wanted),
                int(not wanted), *key,
            ),
        )  # fmt: skip
        keep_join_times(connection, corp_id, chat_id)


def _wanted(directory: Directory, managed: str, department: int) -> list[str]:
    """User ids that the address book puts in, in its own order."""
    if managed == ALL_STAFF:
        return [person.user_id for person in directory.people.values()]
    if department not in directory.departments:
        return []
    found = [person for each in directory.subtree(department) for person in directory.staff.get(each, ())]
    return list(dict.fromkeys(person.user_id for person in found))


def _heads(directory: Directory, department: int) -> tuple[str, ...]:
    found = directory.departments.get(department)
    return found.leaders if found is not None else ()
