"""Mass messages to customer groups as rows: what was asked for, by whom, and what became of it [92135]."""

import json
import sqlite3
from calendar import monthrange
from dataclasses import dataclass, replace

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.world.clock import from_ms

UNSENT, SENT, OVER_QUOTA = 0, 1, 3
OPEN, CONFIRMED, DECLINED = "open", "confirmed", "declined"


@dataclass(frozen=True, slots=True)
class MassMessage:
    """One task for one sender. Groups by their ids of the world file; nothing is sent before the sender confirms.

    `results` are (chat id, status 1 sent or 3 over the month's quota); `unready` is how many more questions about it
    answer 41063; `reminders` are in ms.
    """

    corp_id: str
    msgid: str
    agent_id: int
    sender: str
    created_ms: int
    text: str
    attachments: tuple[dict[str, object], ...]
    groups: tuple[str, ...]
    state: str = OPEN
    cancelled: bool = False
    unready: int = 0
    sent_ms: int = 0
    reminders: tuple[int, ...] = ()
    results: tuple[tuple[str, int], ...] = ()


def load_mass_messages(connection: sqlite3.Connection, corp_id: str) -> tuple[MassMessage, ...]:
    """Every task of the corp, oldest first."""
    rows = connection.execute("SELECT content FROM mass_messages WHERE corp_id = ? ORDER BY rowid", (corp_id,))
    return tuple(_message(row[0]) for row in rows)


def load_mass_message(connection: sqlite3.Connection, corp_id: str, msgid: str) -> MassMessage | None:
    """One task."""
    row = connection.execute(
        "SELECT content FROM mass_messages WHERE corp_id = ? AND msgid = ?", (corp_id, msgid)
    ).fetchone()
    return None if row is None else _message(row[0])


def keep_mass_message(connection: sqlite3.Connection, message: MassMessage) -> None:
    """Write a new task, or a changed one over the old."""
    content = json.dumps({name: getattr(message, name) for name in MassMessage.__slots__}, ensure_ascii=False)
    connection.execute(
        "INSERT INTO mass_messages VALUES (?, ?, ?)"
        " ON CONFLICT (corp_id, msgid) DO UPDATE SET content = excluded.content",
        (message.corp_id, message.msgid, content),
    )


def owned_groups(connection: sqlite3.Connection, corp_id: str, owner: str) -> tuple[str, ...]:
    """Ids of the living customer groups that somebody owns, oldest first."""
    rows = connection.execute(
        "SELECT chat_id FROM customer_groups WHERE corp_id = ? AND lower(owner) = ? AND is_customer AND NOT dissolved"
        " ORDER BY id",
        (corp_id, fold(owner)),
    )
    return tuple(row[0] for row in rows)


def is_month_full(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> bool:
    """Whether a group has had as many mass messages this month as the month has days."""
    now_ms, zone = connection.execute("SELECT now_ms, time_zone FROM pulse").fetchone()
    now = from_ms(now_ms, zone)
    month, days = (now.year, now.month), monthrange(now.year, now.month)[1]
    sent = 0
    for message in load_mass_messages(connection, corp_id):
        at = from_ms(message.sent_ms, zone)
        sent += (at.year, at.month) == month and (chat_id, SENT) in message.results
    return sent >= days


def _message(words: str) -> MassMessage:
    message = MassMessage(**json.loads(words))
    return replace(
        message,
        attachments=tuple(message.attachments),
        groups=tuple(message.groups),
        reminders=tuple(message.reminders),
        results=tuple((chat_id, status) for chat_id, status in message.results),
    )
