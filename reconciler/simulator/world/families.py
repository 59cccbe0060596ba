"""The families of groups that people hold in their hands, each with a table of its own; ids are unique in a corp."""

import sqlite3

APP = "chats"
INTERNAL = "internal_chats"
SHEET = "sheet_chats"
FAMILIES = {APP: "app", INTERNAL: "internal", SHEET: "sheet"}
"""Table to the name of the family. Every table has corp_id, chat_id, name, owner, members, admins, announcement,
dissolved."""


def family_of(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> str:
    """The table that holds a group, or "" when there is none with this id."""
    for table in FAMILIES:
        row = connection.execute(
            f"SELECT 1 FROM {table} WHERE corp_id = ? AND chat_id = ?",  # noqa: S608 - our table names
            (corp_id, chat_id),
        ).fetchone()
        if row is not None:
            return table
    return ""


def is_customer_group(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> bool:
    """Whether this is the id of a group with people from outside, as the world file writes it."""
    key = (corp_id, chat_id)
    return (
        connection.execute("SELECT 1 FROM customer_groups WHERE corp_id = ? AND chat_id = ?", key).fetchone()
        is not None
    )


def is_taken(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> bool:
    """Whether any group of the corp has this id."""
    return bool(family_of(connection, corp_id, chat_id)) or is_customer_group(connection, corp_id, chat_id)
