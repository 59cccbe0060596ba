"""Events on their way to an app: queued where something happens, delivered by `deliveries` [90930] [92130].

`queue_event` is the one function that other families call.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Union
from xml.sax.saxutils import escape

PENDING, DELIVERED, LOST, DROPPED = "pending", "delivered", "lost", "dropped"

Element = tuple[str, Union[str, int, "Sequence[Element]"]]


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it was queued; `xml` is the plaintext, `state` pending, delivered, lost or dropped."""

    id: int
    corp_id: str
    agent_id: int
    at_ms: int
    kind: str
    xml: str
    state: str
    attempts: int


def queue_event(
    connection: sqlite3.Connection, corp_id: str, agent_id: int, kind: str, sender: str, elements: Sequence[Element]
) -> bool:
    """Queue one event for one app at the world's present time; says whether the app has a callback to hear it with.

    Args:
        kind: the value of `Event`, like `template_card_event`.
        sender: `FromUserName`: a user id, or `sys`.
        elements: what follows the common head, in order. Texts become CDATA, numbers stay bare, and a sequence of
            elements becomes an element with elements inside.
    """
    row = connection.execute(
        "SELECT callback FROM apps WHERE corp_id = ? AND agent_id = ?", (corp_id, agent_id)
    ).fetchone()
    if row is None or not row[0]:
        return False
    now_ms = connection.execute("SELECT now_ms FROM pulse").fetchone()[0]
    head: list[Element] = [
        ("ToUserName", corp_id),
        ("FromUserName", sender),
        ("CreateTime", now_ms // 1000),
        ("MsgType", "event"),
        ("Event", kind),
    ]
    connection.execute(
        "INSERT INTO events (corp_id, agent_id, at_ms, kind, xml, state, attempts) VALUES (?, ?, ?, ?, ?, ?, 0)",
        (corp_id, agent_id, now_ms, kind, to_xml([("xml", [*head, *elements])]), PENDING),
    )
    return True


def to_xml(elements: Sequence[Element]) -> str:
    """Elements as the vendor writes them, without a declaration, blanks or line ends."""
    return "".join(f"<{name}>{_inner(value)}</{name}>" for name, value in elements)


def _inner(value: "str | int | Sequence[Element]") -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f"<![CDATA[{value}]]>" if "]]>" not in value else escape(value)
    return to_xml(value)


def load_events(connection: sqlite3.Connection, state: str = "") -> tuple[Event, ...]:
    """Events in the order they happened; only those in `state` when it is given."""
    rows = connection.execute(
        "SELECT id, corp_id, agent_id, at_ms, kind, xml, state, attempts FROM events WHERE ? IN ('', state)"
        " ORDER BY id",
        (state,),
    )
    return tuple(Event(*row) for row in rows)


def hearing_apps(connection: sqlite3.Connection, corp_id: str) -> list[tuple[int, str, frozenset[str]]]:
    """Apps of a corp that have a callback and are enabled: id, kind, areas."""
    rows = connection.execute(
        "SELECT agent_id, kind, areas FROM apps WHERE corp_id = ? AND callback != '' AND enabled ORDER BY agent_id",
        (corp_id,),
    )
    return [(agent_id, kind, frozenset(json.loads(areas))) for agent_id, kind, areas in rows]
