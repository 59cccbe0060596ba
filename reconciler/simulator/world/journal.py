"""The journal: every request that reached the simulator, without tokens, secrets or message text."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from reconciler.simulator.world.clock import from_ms
from reconciler.simulator.world.store import Transaction

SECRETS = frozenset({"access_token", "corpsecret", "key"})
PLAIN = frozenset(
    {
        "chatid",
        "chat_id",
        "roomid",
        "docid",
        "owner",
        "msgtype",
        "userid",
        "cursor",
        "limit",
        "department_id",
        "id",
        "safe",
    }
)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One request. `errcode` is None when no JSON was answered; `applied` is None for reads."""

    seq: int
    at: datetime
    corp_id: str
    agent_id: int | None
    method: str
    path: str
    query: dict[str, str]
    body: dict[str, object]
    errcode: int | None
    status: int
    applied: bool | None
    fault: str
    door: str


def masked(query: dict[str, str]) -> str:
    """The query as JSON, secrets replaced."""
    if not query:
        return "{}"
    return json.dumps({key: "***" if key in SECRETS else value for key, value in query.items()}, ensure_ascii=False)


def summary(body: bytes) -> str:
    """Ids and counts of a JSON body; names and texts only as their length."""
    if not body:
        return "{}"
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        return json.dumps({"not_json_bytes": len(body)})
    if not isinstance(tree, dict):
        return json.dumps({"not_object_bytes": len(body)})
    return json.dumps({str(key): _brief(str(key), value) for key, value in tree.items()})


def _brief(key: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float) or (key in PLAIN and isinstance(value, str)):
        return value
    if isinstance(value, str):
        return {"length": len(value)}
    if isinstance(value, list):
        ids = [each for each in value if isinstance(each, str | int)] if key.endswith("list") else []
        return {"count": len(value), "ids": ids}
    if isinstance(value, dict):
        return {"keys": sorted(map(str, value))}
    return None


class Journal:
    """The journal of one world."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def entries(self, *, after: int = 0, path: str = "") -> tuple[JournalEntry, ...]:
        """What happened, oldest first; only after a sequence number, only one path when given."""
        with self._transaction() as connection:
            zone = connection.execute("SELECT time_zone FROM pulse").fetchone()[0]
            rows = connection.execute(
                "SELECT seq, at_ms, corp_id, agent_id, method, path, query, body, errcode, status, applied, fault, door"
                " FROM journal WHERE seq > ? AND (? = '' OR path = ?) ORDER BY seq",
                (after, path, path),
            ).fetchall()
        return tuple(_entry(row, zone) for row in rows)

    def clear(self) -> None:
        """Forget everything."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM journal")


def _entry(row: sqlite3.Row | tuple[object, ...], zone: str) -> JournalEntry:
    seq, at_ms, corp_id, agent_id, method, path, query, body, errcode, status, applied, fault, door = row
    return JournalEntry(
        seq=int(str(seq)),
        at=from_ms(int(str(at_ms)), zone),
        corp_id=str(corp_id),
        agent_id=None if agent_id is None else int(str(agent_id)),
        method=str(method),
        path=str(path),
        query=json.loads(str(query)),
        body=json.loads(str(body)),
        errcode=None if errcode is None else int(str(errcode)),
        status=int(str(status)),
        applied=None if applied is None else bool(applied),
        fault=str(fault),
        door=str(door),
    )
