"""Internal groups, sheet groups and webhooks as plain values; no keys."""

import json
import sqlite3


def describe_rooms(connection: sqlite3.Connection, corp_id: str) -> dict[str, object]:
    """What one corp has of them, by the keys of the world file."""
    key = (corp_id,)
    internal = connection.execute(
        "SELECT chat_id, name, owner, members, admins, announcement, dissolved, archived, managed, department"
        " FROM internal_chats WHERE corp_id = ? ORDER BY chat_id",
        key,
    )
    sheet = connection.execute(
        "SELECT chat_id, name, owner, members, admins, announcement, dissolved, doc, banned"
        " FROM sheet_chats WHERE corp_id = ? ORDER BY chat_id",
        key,
    )
    webhooks = connection.execute(
        "SELECT chat_id, name, state FROM webhooks WHERE corp_id = ? ORDER BY chat_id, name, key", key
    )
    return {
        "internal_groups": [
            {**_group(row), "archived": bool(row[7]), "managed": row[8], "department": row[9]} for row in internal
        ],
        "sheet_groups": [{**_group(row), "doc": row[7], "banned": bool(row[8])} for row in sheet],
        "webhooks": [{"room": room, "name": name, "state": state} for room, name, state in webhooks],
    }


def _group(row: tuple[str, ...]) -> dict[str, object]:
    chat_id, name, owner, members, admins, announcement, dissolved = row[:7]
    return {
        "chat_id": chat_id, "name": name, "owner": owner, "members": json.loads(members),
        "admins": json.loads(admins), "announcement": announcement, "dissolved": bool(dissolved),
    }  # fmt: skip
