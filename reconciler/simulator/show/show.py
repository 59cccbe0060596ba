"""The world as plain values, for people and tests to look at."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime

from reconciler.simulator.customers.groups import CustomerGroup
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import only_corp
from reconciler.simulator.show.customers import describe_customers, read_customer_group
from reconciler.simulator.show.outreach import describe_outreach
from reconciler.simulator.show.rooms import describe_rooms
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world.clock import from_ms
from reconciler.simulator.world.families import APP, FAMILIES, family_of, is_customer_group
from reconciler.simulator.world.faults import load_faults


@dataclass(frozen=True, slots=True)
class ShownChat:
    """A chat as its members see it; `family` is app, internal, sheet or customer, `agent_id` 0 outside app groups."""

    corp_id: str
    chat_id: str
    agent_id: int
    name: str
    owner: str
    members: tuple[str, ...]
    admins: tuple[str, ...]
    announcement: str
    dissolved: bool
    family: str = "app"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """A message as it lies in a chat; `digest` is the SHA-256 of the text, `readers` the members at that time."""

    corp_id: str
    chat_id: str
    agent_id: int
    sent_at: datetime
    msgtype: str
    digest: str
    size_bytes: int
    mentioned: tuple[str, ...]
    text: str
    readers: int


CHAT = "SELECT corp_id, chat_id, agent_id, name, owner, members, admins, announcement, dissolved FROM chats"


def read_chat(connection: sqlite3.Connection, corp: str, chat_id: str) -> ShownChat:
    """One chat. Raises: HandError when there is none."""
    corp_id = only_corp(connection, corp)
    table = family_of(connection, corp_id, chat_id)
    if not table and is_customer_group(connection, corp_id, chat_id):
        return _customer(read_customer_group(connection, corp_id, chat_id))
    if not table:
        raise HandError(f"没有群 {chat_id}", f"there is no chat {chat_id}")
    columns = CHAT if table == APP else CHAT.replace("agent_id", "0").replace(f"FROM {APP}", f"FROM {table}")
    row = connection.execute(f"{columns} WHERE corp_id = ? AND chat_id = ?", (corp_id, chat_id)).fetchone()
    return _chat(row, FAMILIES[table])


def _customer(group: CustomerGroup) -> ShownChat:
    members = tuple(each.id for each in group.members)
    return ShownChat(
        group.corp_id, group.chat_id, 0, group.name, group.owner, members, group.admins, group.notice,
        group.dissolved, "customer",
    )  # fmt: skip


def read_messages(connection: sqlite3.Connection, corp: str, chat_id: str) -> tuple[ChatMessage, ...]:
    """Messages of one chat, or of all."""
    zone = connection.execute("SELECT time_zone FROM pulse").fetchone()[0]
    rows = connection.execute(
        "SELECT corp_id, chat_id, agent_id, sent_ms, msgtype, digest, size_bytes, mentioned, text, readers"
        " FROM messages WHERE corp_id = ? AND (? = '' OR chat_id = ?) ORDER BY id",
        (only_corp(connection, corp), chat_id, chat_id),
    )
    return tuple(_message(row, zone) for row in rows)


def _message(row: tuple[str, str, int, int, str, str, int, str, str, int], zone: str) -> ChatMessage:
    corp_id, chat_id, agent_id, sent_ms, msgtype, digest, size_bytes, mentioned, text, readers = row
    return ChatMessage(
        corp_id, chat_id, agent_id, from_ms(sent_ms, zone), msgtype, digest, size_bytes,
        tuple(json.loads(mentioned)), text, readers,
    )  # fmt: skip


def describe(connection: sqlite3.Connection) -> dict[str, object]:
    """The whole world; no secrets, no tokens, no message text."""
    now_ms, zone, seed, seq = connection.execute("SELECT now_ms, time_zone, seed, seq FROM pulse").fetchone()
    counters = connection.execute("SELECT name, scope, started_ms, used, blocked_until_ms FROM counters").fetchall()
    return {
        "now": from_ms(now_ms, zone).isoformat(),
        "time_zone": zone,
        "seed": seed,
        "requests": seq,
        "corps": [
            _corp(connection, corp_id, cap)
            for corp_id, cap in connection.execute("SELECT corp_id, member_cap FROM corps").fetchall()
        ],
        "switches": load(connection),
        "faults": [asdict(fault) for fault in load_faults(connection)],
        "counters": [
            {
                "limit": name,
                "of": scope,
                "since": from_ms(started_ms, zone).isoformat(),
                "used": used,
                "blocked_until": from_ms(blocked_ms, zone).isoformat() if blocked_ms > now_ms else None,
            }
            for name, scope, started_ms, used, blocked_ms in counters
        ],
    }


def _corp(connection: sqlite3.Connection, corp_id: str, cap: int) -> dict[str, object]:
    key = (corp_id,)
    departments = connection.execute("SELECT id, name, parent, leaders FROM departments WHERE corp_id = ?", key)
    people = connection.execute(
        "SELECT user_id, name, departments, position, status, departed FROM people WHERE corp_id = ?", key
    )
    apps = connection.execute(
        "SELECT agent_id, name, kind, enabled, departments, people, tags, trusted_ips, areas FROM apps"
        " WHERE corp_id = ?",
        key,
    )
    tags = connection.execute("SELECT id, name, people, departments FROM tags WHERE corp_id = ?", key)
    chats = connection.execute(f"{CHAT} WHERE corp_id = ? ORDER BY chat_id", key)
    counts = dict(connection.execute("SELECT chat_id, count(*) FROM messages WHERE corp_id = ? GROUP BY chat_id", key))
    return {
        "corp_id": corp_id,
        "member_cap": cap,
        "departments": _named(departments, ("id", "name", "parent", "leaders"), {"leaders"}),
        "people": _named(
            people, ("id", "name", "departments", "position", "status", "departed"), {"departments", "departed"}
        ),
        "tags": _named(tags, ("id", "name", "people", "departments"), {"people", "departments"}),
        "apps": _named(
            apps,
            ("agent_id", "name", "kind", "enabled", "departments", "people", "tags", "trusted_ips", "areas"),
            {"enabled", "departments", "people", "tags", "trusted_ips", "areas"},
        ),
        "chats": [{**_plain(_chat(row)), "messages": counts.get(row[1], 0)} for row in chats],
        **describe_rooms(connection, corp_id),
        **describe_customers(connection, corp_id),
        **describe_outreach(connection, corp_id),
    }


def _named(rows: sqlite3.Cursor, names: tuple[str, ...], opened: set[str]) -> list[dict[str, object]]:
    """Rows as mappings; `opened` columns hold JSON, or 0 and 1."""
    return [
        {name: _opened(value) if name in opened else value for name, value in zip(names, row, strict=True)}
        for row in rows
    ]


def _opened(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else bool(value)


def _plain(chat: ShownChat) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(chat).items()}


def _chat(row: tuple[str, str, int, str, str, str, str, str, int], family: str = "app") -> ShownChat:
    corp_id, chat_id, agent_id, name, owner, members, admins, announcement, dissolved = row
    return ShownChat(
        corp_id, chat_id, agent_id, name, owner, tuple(json.loads(members)), tuple(json.loads(admins)), announcement,
        bool(dissolved), family,
    )  # fmt: skip
