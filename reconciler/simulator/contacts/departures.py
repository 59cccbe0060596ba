"""People who leave the company, and when their chats notice (nobody has published it; wecom-api-2.md §8)."""

import json
import random
import sqlite3

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.changes import leave_customer_groups
from reconciler.simulator.groups.internal import keep_join_times
from reconciler.simulator.world.families import FAMILIES, INTERNAL


def leave_chats(connection: sqlite3.Connection, corp_id: str, user_id: str, owner_habit: str) -> list[str]:
    """Take somebody out of every chat of the corp; returns the ids of the chats. Source: none official.

    Customer groups keep a departed owner until somebody inherits.
    """
    left: list[str] = []
    key = fold(user_id)
    rows = [
        (table, *row)
        for table in FAMILIES
        for row in connection.execute(
            f"SELECT chat_id, owner, members FROM {table}"  # noqa: S608 - our table names
            " WHERE corp_id = ? AND dissolved = 0 AND instr(lower(members), ?)",
            (corp_id, json.dumps(key)),
        ).fetchall()
    ]
    for table, chat_id, owner, members in rows:
        remaining = [member for member in json.loads(members) if fold(member) != key]
        connection.execute(
            f"UPDATE {table} SET owner = ?, members = ? WHERE corp_id = ? AND chat_id = ?",  # noqa: S608 - our table names
            (_next_owner(owner, key, remaining, chat_id, owner_habit), json.dumps(remaining), corp_id, chat_id),
        )
        if table == INTERNAL:
            keep_join_times(connection, corp_id, chat_id)
        left.append(chat_id)
    return left + leave_customer_groups(connection, corp_id, user_id)


def _next_owner(owner: str, key: str, remaining: list[str], chat_id: str, habit: str) -> str:
    if fold(owner) != key:
        return owner
    if not remaining or habit == "vacant":
        return ""
    chance = random.Random(f"{chat_id}/{key}")  # noqa: S311 - the same successor in every run, on purpose
    return chance.choice(sorted(remaining))


def drop_due(connection: sqlite3.Connection, now_ms: int, owner_habit: str) -> None:
    """Carry out the delayed leavings whose time has come."""
    due = connection.execute("SELECT corp_id, user_id FROM leavings WHERE due_ms <= ?", (now_ms,)).fetchall()
    for corp_id, user_id in due:
        leave_chats(connection, corp_id, user_id, owner_habit)
        connection.execute("DELETE FROM leavings WHERE corp_id = ? AND user_id = ?", (corp_id, user_id))
