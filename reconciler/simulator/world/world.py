"""One world at one request: time, switches, apps and address book, read once and kept until somebody edits them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reconciler.simulator.contacts.directory import Directory, load_directory
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world.apps import App, Visible, load_app, visible
from reconciler.simulator.world.counters import Counters
from reconciler.simulator.world.due import carry_out_due
from reconciler.simulator.world.store import Store


@dataclass(frozen=True, slots=True)
class Moment:
    """The transaction of one request."""

    connection: sqlite3.Connection
    now_ms: int
    seq: int
    zone: str
    seed: str
    counters: Counters


class World:
    """What the endpoints ask. Caches are dropped when the world says that its settings or contacts were edited."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._settings = -1
        self._contacts = -1
        self.switches: dict[str, str] = {}
        self.has_faults = False
        self._apps: dict[tuple[str, int], App | None] = {}
        self._directories: dict[str, Directory] = {}
        self._views: dict[tuple[str, int], Visible] = {}
        self._caps: dict[str, int] = {}

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """One request: a transaction with the next sequence number."""
        with self._store.transaction() as connection:
            now_ms, seq, settings, contacts, zone, seed = connection.execute(
                "UPDATE pulse SET seq = seq + 1 RETURNING now_ms, seq, settings, contacts, time_zone, seed"
            ).fetchone()
            if (settings, contacts) != (self._settings, self._contacts):
                self._refresh(connection, settings, contacts)
            tick_ms = int(self.switches["tick_ms"])
            if tick_ms:
                now_ms += tick_ms
                connection.execute("UPDATE pulse SET now_ms = ?", (now_ms,))
                carry_out_due(connection, now_ms, self.switches["departed_owner"])
            counters = Counters(connection, now_ms, zone, self.switches)
            yield Moment(connection, now_ms, seq, zone, seed, counters)

    def _refresh(self, connection: sqlite3.Connection, settings: int, contacts: int) -> None:
        self.switches = load(connection)
        self.has_faults = connection.execute("SELECT 1 FROM faults LIMIT 1").fetchone() is not None
        self._caps = dict(connection.execute("SELECT corp_id, member_cap FROM corps"))
        self._apps.clear()
        self._views.clear()
        if contacts != self._contacts:
            self._directories.clear()
        self._settings, self._contacts = settings, contacts

    def app(self, moment: Moment, corp_id: str, agent_id: int) -> App | None:
        """One app of one corp."""
        key = (corp_id, agent_id)
        if key not in self._apps:
            self._apps[key] = load_app(moment.connection, corp_id, agent_id)
        return self._apps[key]

    def member_cap(self, corp_id: str) -> int | None:
        """The console's cap on members of a chat, or None when there is no such corp."""
        return self._caps.get(corp_id)

    def directory(self, moment: Moment, corp_id: str) -> Directory:
        """The address book of one corp."""
        if corp_id not in self._directories:
            self._directories[corp_id] = load_directory(moment.connection, corp_id)
        return self._directories[corp_id]

    def visible(self, moment: Moment, app: App) -> Visible:
        """What one app sees of it."""
        key = (app.corp_id, app.agent_id)
        if key not in self._views:
            self._views[key] = visible(app, self.directory(moment, app.corp_id))
        return self._views[key]
