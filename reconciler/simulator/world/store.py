"""The SQLite file of one world: its tables, and transactions that several processes may open at once."""

import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from reconciler.simulator.errors import WorldMissingError

FILE = "world.sqlite"

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]

SCHEMA = """
CREATE TABLE pulse (id INTEGER PRIMARY KEY CHECK (id = 1), now_ms INTEGER NOT NULL, seq INTEGER NOT NULL,
  settings INTEGER NOT NULL, contacts INTEGER NOT NULL, time_zone TEXT NOT NULL, seed TEXT NOT NULL);
CREATE TABLE switches (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE corps (corp_id TEXT PRIMARY KEY, member_cap INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE departments (corp_id TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, parent INTEGER NOT NULL,
  rank INTEGER NOT NULL, leaders TEXT NOT NULL, PRIMARY KEY (corp_id, id)) WITHOUT ROWID;
CREATE TABLE people (corp_id TEXT NOT NULL, folded TEXT NOT NULL, user_id TEXT NOT NULL, name TEXT NOT NULL,
  departments TEXT NOT NULL, leader_of TEXT NOT NULL, main_department INTEGER NOT NULL, position TEXT NOT NULL,
  alias TEXT NOT NULL, status INTEGER NOT NULL, direct_leader TEXT NOT NULL, extattr TEXT NOT NULL,
  departed INTEGER NOT NULL, PRIMARY KEY (corp_id, folded)) WITHOUT ROWID;
CREATE TABLE tags (corp_id TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, people TEXT NOT NULL,
  departments TEXT NOT NULL, PRIMARY KEY (corp_id, id)) WITHOUT ROWID;
CREATE TABLE apps (corp_id TEXT NOT NULL, agent_id INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  secret TEXT NOT NULL, enabled INTEGER NOT NULL, departments TEXT NOT NULL, people TEXT NOT NULL, tags TEXT NOT NULL,
  trusted_ips TEXT NOT NULL, areas TEXT NOT NULL, callback TEXT NOT NULL,
  PRIMARY KEY (corp_id, agent_id)) WITHOUT ROWID;
CREATE TABLE archives (corp_id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, people TEXT NOT NULL,
  departments TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tokens (token TEXT PRIMARY KEY, corp_id TEXT NOT NULL, agent_id INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL, revoked INTEGER NOT NULL, expired INTEGER NOT NULL,
  seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX tokens_of_app ON tokens (corp_id, agent_id, seq);
CREATE TABLE chats (corp_id TEXT NOT NULL, chat_id TEXT NOT NULL, agent_id INTEGER NOT NULL, name TEXT NOT NULL,
  owner TEXT NOT NULL, members TEXT NOT NULL, dissolved INTEGER NOT NULL, admins TEXT NOT NULL,
  announcement TEXT NOT NULL, created_ms INTEGER NOT NULL, PRIMARY KEY (corp_id, chat_id));
CREATE TABLE internal_chats (corp_id TEXT NOT NULL, chat_id TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL,
  members TEXT NOT NULL, dissolved INTEGER NOT NULL, admins TEXT NOT NULL, announcement TEXT NOT NULL,
  created_ms INTEGER NOT NULL, creator TEXT NOT NULL, joined TEXT NOT NULL, archived INTEGER NOT NULL,
  managed TEXT NOT NULL, department INTEGER NOT NULL, followed TEXT NOT NULL, PRIMARY KEY (corp_id, chat_id));
CREATE TABLE sheets (corp_id TEXT NOT NULL, doc TEXT NOT NULL, agent_id INTEGER NOT NULL, people TEXT NOT NULL,
  PRIMARY KEY (corp_id, doc)) WITHOUT ROWID;
CREATE TABLE sheet_chats (corp_id TEXT NOT NULL, chat_id TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL,
  members TEXT NOT NULL, dissolved INTEGER NOT NULL, admins TEXT NOT NULL, announcement TEXT NOT NULL,
  created_ms INTEGER NOT NULL, doc TEXT NOT NULL, banned INTEGER NOT NULL, PRIMARY KEY (corp_id, chat_id));
CREATE TABLE webhooks (key TEXT PRIMARY KEY, corp_id TEXT NOT NULL, chat_id TEXT NOT NULL, name TEXT NOT NULL,
  state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE webhook_media (media_id TEXT PRIMARY KEY, key TEXT NOT NULL, created_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, corp_id TEXT NOT NULL, chat_id TEXT NOT NULL,
  agent_id INTEGER NOT NULL, sent_ms INTEGER NOT NULL, msgtype TEXT NOT NULL, digest TEXT NOT NULL,
  size_bytes INTEGER NOT NULL, mentioned TEXT NOT NULL, text TEXT NOT NULL, readers INTEGER NOT NULL);
CREATE INDEX messages_of_chat ON messages (corp_id, chat_id, id);
CREATE TABLE mails (id INTEGER PRIMARY KEY AUTOINCREMENT, corp_id TEXT NOT NULL, agent_id INTEGER NOT NULL,
  msgid TEXT NOT NULL, sent_ms INTEGER NOT NULL, msgtype TEXT NOT NULL, digest TEXT NOT NULL,
  size_bytes INTEGER NOT NULL, text TEXT NOT NULL, safe INTEGER NOT NULL, task_id TEXT NOT NULL,
  request TEXT NOT NULL, recalled INTEGER NOT NULL);
CREATE INDEX mails_by_request ON mails (corp_id, agent_id, request);
CREATE INDEX mails_by_msgid ON mails (corp_id, agent_id, msgid);
CREATE TABLE inbox (mail INTEGER NOT NULL, folded TEXT NOT NULL, card TEXT NOT NULL, dropped INTEGER NOT NULL,
  PRIMARY KEY (folded, mail)) WITHOUT ROWID;
CREATE INDEX inbox_of_mail ON inbox (mail);
CREATE TABLE card_codes (code TEXT PRIMARY KEY, mail INTEGER NOT NULL, expires_ms INTEGER NOT NULL,
  used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE join_ways (corp_id TEXT NOT NULL, config_id TEXT NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (corp_id, config_id));
CREATE TABLE welcome_templates (corp_id TEXT NOT NULL, template_id TEXT NOT NULL, agent_id INTEGER NOT NULL,
  text TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL, notified INTEGER NOT NULL,
  PRIMARY KEY (corp_id, template_id));
CREATE TABLE mass_messages (corp_id TEXT NOT NULL, msgid TEXT NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (corp_id, msgid));
CREATE TABLE media (corp_id TEXT NOT NULL, media_id TEXT NOT NULL, kind TEXT NOT NULL, size_bytes INTEGER NOT NULL,
  created_ms INTEGER NOT NULL, PRIMARY KEY (corp_id, media_id)) WITHOUT ROWID;
CREATE TABLE intercept_rules (corp_id TEXT NOT NULL, rule_id TEXT NOT NULL, agent_id INTEGER NOT NULL,
  name TEXT NOT NULL, words TEXT NOT NULL, semantics TEXT NOT NULL, intercept_type INTEGER NOT NULL,
  users TEXT NOT NULL, departments TEXT NOT NULL, created_ms INTEGER NOT NULL, deleted INTEGER NOT NULL,
  PRIMARY KEY (corp_id, rule_id));
CREATE TABLE counters (name TEXT NOT NULL, scope TEXT NOT NULL, started_ms INTEGER NOT NULL, used INTEGER NOT NULL,
  blocked_until_ms INTEGER NOT NULL, PRIMARY KEY (name, scope)) WITHOUT ROWID;
CREATE TABLE leavings (corp_id TEXT NOT NULL, user_id TEXT NOT NULL, due_ms INTEGER NOT NULL,
  PRIMARY KEY (corp_id, user_id)) WITHOUT ROWID;
CREATE TABLE faults (id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, kind TEXT NOT NULL,
  skip INTEGER NOT NULL, times INTEGER NOT NULL, code INTEGER NOT NULL, delay_s REAL NOT NULL,
  seen INTEGER NOT NULL, fired INTEGER NOT NULL);
CREATE TABLE journal (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, corp_id TEXT NOT NULL, agent_id INTEGER,
  method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL, body TEXT NOT NULL, errcode INTEGER,
  status INTEGER NOT NULL, applied INTEGER, fault TEXT NOT NULL, door TEXT NOT NULL);
CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, corp_id TEXT NOT NULL, agent_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, kind TEXT NOT NULL, xml TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL);
CREATE TABLE contact_rights (corp_id TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (corp_id, folded)) WITHOUT ROWID;
CREATE TABLE developer_ids (corp_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE customer_groups (id INTEGER PRIMARY KEY AUTOINCREMENT, corp_id TEXT NOT NULL, chat_id TEXT NOT NULL,
  name TEXT NOT NULL, owner TEXT NOT NULL, members TEXT NOT NULL, admins TEXT NOT NULL, notice TEXT NOT NULL,
  created_ms INTEGER NOT NULL, version TEXT NOT NULL, status INTEGER NOT NULL, is_customer INTEGER NOT NULL,
  dissolved INTEGER NOT NULL, transfers TEXT NOT NULL, heir TEXT NOT NULL, due_ms INTEGER NOT NULL,
  before TEXT NOT NULL DEFAULT '', fresh_ms INTEGER NOT NULL DEFAULT 0, UNIQUE (corp_id, chat_id));
CREATE TABLE customer_talk (corp_id TEXT NOT NULL, chat_id TEXT NOT NULL, day_ms INTEGER NOT NULL,
  user_id TEXT NOT NULL, messages INTEGER NOT NULL, PRIMARY KEY (corp_id, chat_id, day_ms, user_id)) WITHOUT ROWID;
"""


FORMAT = zlib.crc32(SCHEMA.encode()) >> 1  # SQLite keeps 31 bits of a version


class Store:
    """One connection to one world. Every use is one immediate transaction, so processes and threads take turns."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256, timeout=60.0
        )
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=OFF")
        if fresh:
            self._connection.executescript(f"{SCHEMA} PRAGMA user_version = {FORMAT};")
        elif self._connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            self._connection.close()
            raise WorldMissingError(
                f"{path.parent} 里的世界是另一个版本建的；请换个目录重新运行 simulate init",
                f"the world in {path.parent} was made by another version; run simulate init in a new folder",
            )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection inside BEGIN IMMEDIATE; committed at the end, rolled back when an exception passes."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
