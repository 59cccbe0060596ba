"""Apps of a corp: who they are, what part of the address book they see, and their access tokens."""

import base64
import hashlib
import json
import sqlite3
from dataclasses import dataclass

from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import ROOT, Directory, fold

SELF_BUILT = "self-built"
CONTACT_SYNC = "contact-sync"
ARCHIVE = "archive"
CUSTOMER_CONTACT = "customer-contact"
KINDS = (SELF_BUILT, CONTACT_SYNC, ARCHIVE, CUSTOMER_CONTACT)
CUSTOMER = "customer"
DOCUMENTS = "documents"
AREAS = (CUSTOMER, DOCUMENTS)
TOKEN_LIFE_MS = 7200 * 1000


@dataclass(frozen=True, slots=True)
class Callback:
    """Where an app wants its events: loopback only; the token signs, the 43 characters of the key encrypt [90930]."""

    url: str
    token: str
    aes_key: str


@dataclass(frozen=True, slots=True)
class App:
    """One app, or one of the system's own secrets, which see everything and may do little.

    `kind` is self-built, contact-sync (通讯录同步), archive (会话内容存档) or customer-contact (客户联系, the old one).
    `areas` are the lists of the console that the app stands in: customer (客户联系 → 可调用接口的应用), documents
    (文档 → 可调用应用).
    """

    corp_id: str
    agent_id: int
    name: str
    kind: str
    secret: str
    enabled: bool
    departments: tuple[int, ...]
    people: tuple[str, ...]
    tags: tuple[int, ...]
    trusted_ips: frozenset[str]
    areas: frozenset[str]
    callback: Callback | None

    @property
    def sees_root(self) -> bool:
        """Whether the visible range is the root department [90245]."""
        return ROOT in self.departments


@dataclass(frozen=True, slots=True)
class Visible:
    """The part of a directory that one app sees; `people` holds folded ids."""

    departments: frozenset[int]
    people: frozenset[str]
    everything: bool


def load_app(connection: sqlite3.Connection, corp_id: str, agent_id: int) -> App | None:
    """One app by its id."""
    row = connection.execute(
        "SELECT name, kind, secret, enabled, departments, people, tags, trusted_ips, areas, callback FROM apps"
        " WHERE corp_id = ? AND agent_id = ?",
        (corp_id, agent_id),
    ).fetchone()
    if row is None:
        return None
    name, kind, secret, enabled, departments, people, tags, trusted_ips, areas, callback = row
    return App(
        corp_id,
        agent_id,
        name,
        kind,
        secret,
        bool(enabled),
        tuple(json.loads(departments)),
        tuple(json.loads(people)),
        tuple(json.loads(tags)),
        frozenset(json.loads(trusted_ips)),
        frozenset(json.loads(areas)),
        Callback(*json.loads(callback)) if callback else None,
    )


def visible(app: App, directory: Directory) -> Visible:
    """The visible range worked out: departments downwards, people by name, tags opened."""
    if app.kind != SELF_BUILT or app.sees_root:
        return Visible(frozenset(directory.departments), frozenset(directory.people), everything=True)
    roots, people = set(app.departments), {fold(user_id) for user_id in app.people}
    for tag in (directory.tags[key] for key in app.tags if key in directory.tags):
        roots.update(tag.departments)
        people.update(fold(user_id) for user_id in tag.people)
    departments = {each for root in roots if root in directory.departments for each in directory.subtree(root)}
    people.update(fold(person.user_id) for each in departments for person in directory.staff.get(each, ()))
    return Visible(frozenset(departments), frozenset(people & directory.people.keys()), everything=False)


def issue_token(connection: sqlite3.Connection, app: App, now_ms: int, seq: int, habit: str) -> tuple[str, int]:
    """A live token of the app and the seconds it has left; `habit` is the switch `repeated_gettoken`."""
    live = connection.execute(
        "SELECT token, expires_ms FROM tokens WHERE corp_id = ? AND agent_id = ? AND revoked = 0 AND expired = 0"
        " AND expires_ms > ? ORDER BY seq DESC LIMIT 1",
        (app.corp_id, app.agent_id, now_ms),
    ).fetchone()
    if live is not None and habit == "same":
        return str(live[0]), max(1, (live[1] - now_ms) // 1000)
    if live is not None and habit == "replace":
        connection.execute(
            "UPDATE tokens SET revoked = 1 WHERE corp_id = ? AND agent_id = ?", (app.corp_id, app.agent_id)
        )
    digest = b"".join(
        hashlib.sha512(f"{app.corp_id}/{app.agent_id}/{app.secret}/{seq}/{part}".encode()).digest() for part in "ab"
    )
    token = base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
    connection.execute(
        "INSERT INTO tokens VALUES (?, ?, ?, ?, 0, 0, ?)",
        (token, app.corp_id, app.agent_id, now_ms + TOKEN_LIFE_MS, seq),
    )
    return token, TOKEN_LIFE_MS // 1000


def token_owner(connection: sqlite3.Connection, token: str, now_ms: int) -> tuple[str, int]:
    """Corp and app of a live token. Raises: Refusal 41001 absent, 40014 unknown or revoked, 42001 expired."""
    if not token:
        raise Refusal(41001)
    row = connection.execute(
        "SELECT corp_id, agent_id, expires_ms, revoked, expired FROM tokens WHERE token = ?", (token,)
    ).fetchone()
    if row is None or row[3]:
        raise Refusal(40014)
    if row[4] or row[2] <= now_ms:
        raise Refusal(42001)
    return row[0], row[1]


def end_token(connection: sqlite3.Connection, token: str, *, revoked: bool) -> None:
    """Kill one token before its time: revoked (40014) or merely expired (42001)."""
    column = "revoked" if revoked else "expired"
    connection.execute(f"UPDATE tokens SET {column} = 1 WHERE token = ?", (token,))  # noqa: S608 - two fixed names
