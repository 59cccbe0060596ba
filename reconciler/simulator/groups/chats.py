"""Chats of the world as rows: found, checked for whose they are, kept."""

import json
import re
from dataclasses import dataclass

from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import fold

CHAT_ID = re.compile(r"[0-9A-Za-z]{1,32}")
HARD_CAP = 2000
NAME_POINTS = 50


@dataclass(frozen=True, slots=True)
class Chat:
    """One app group; members are people only, in the order they joined. The app itself is the one more [90245]."""

    chat_id: str
    agent_id: int
    name: str
    owner: str
    members: tuple[str, ...]
    dissolved: bool


def checked_chat_id(chat_id: str) -> str:
    """Refuse 86201 (missing), 86205 (longer than 32) or 86001 (other characters); the same text comes back."""
    if not chat_id:
        raise Refusal(86201)
    if len(chat_id) > 32:
        raise Refusal(86205)
    if not CHAT_ID.fullmatch(chat_id):
        raise Refusal(86001)
    return chat_id


def find_chat(call: Call, chat_id: str) -> Chat | None:
    """The chat with this id in the caller's corp, whoever made it."""
    row = call.moment.connection.execute(
        "SELECT agent_id, name, owner, members, dissolved FROM chats WHERE corp_id = ? AND chat_id = ?",
        (call.app.corp_id, chat_id),
    ).fetchone()
    if row is None:
        return None
    agent_id, name, owner, members, dissolved = row
    return Chat(chat_id, agent_id, name, owner, tuple(json.loads(members)), bool(dissolved))


def own_chat(call: Call, chat_id: str) -> Chat:
    """A living chat of the calling app.

    Raises: Refusal 86201 missing, 86205 or 86001 malformed, 86003 or 40050 unknown, 86008 another app's, 49008 or
    86003 dissolved.
    """
    chat = find_chat(call, checked_chat_id(chat_id))
    if chat is None:
        raise Refusal(call.code("code_unknown_chat"))
    if chat.agent_id != call.app.agent_id:
        raise Refusal(86008)
    if chat.dissolved:
        raise Refusal(call.code("code_dissolved"))
    return chat


def keep_new(call: Call, chat: Chat) -> None:
    """Write a chat that has just been made; a dissolved one with the same id is overwritten."""
    call.moment.connection.execute(
        "INSERT OR REPLACE INTO chats VALUES (?, ?, ?, ?, ?, ?, 0, '[]', '', ?)",
        (
            call.app.corp_id,
            chat.chat_id,
            chat.agent_id,
            chat.name,
            chat.owner,
            json.dumps(chat.members),
            call.moment.now_ms,
        ),
    )
    call.applied = True


def keep_changed(call: Call, chat: Chat) -> None:
    """Write name, owner and members; admins who are out of the chat stop being admins."""
    connection, key = call.moment.connection, (call.app.corp_id, chat.chat_id)
    connection.execute(
        "UPDATE chats SET name = ?, owner = ?, members = ? WHERE corp_id = ? AND chat_id = ?",
        (chat.name, chat.owner, json.dumps(chat.members), *key),
    )
    admins = connection.execute("SELECT admins FROM chats WHERE corp_id = ? AND chat_id = ?", key).fetchone()[0]
    if admins != "[]":
        inside = {fold(member) for member in chat.members} - {fold(chat.owner)}
        left = [admin for admin in json.loads(admins) if fold(admin) in inside]
        connection.execute("UPDATE chats SET admins = ? WHERE corp_id = ? AND chat_id = ?", (json.dumps(left), *key))
    call.applied = True


def people_cap(call: Call) -> int:
    """How many people a chat holds: the console's cap, never over 2000, and the app takes one seat [90245]."""
    return min(call.world.member_cap(call.app.corp_id) or HARD_CAP, HARD_CAP) - 1
