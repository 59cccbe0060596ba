"""Side doors into the address book: what the personnel office does in the console."""

import json
import sqlite3

from reconciler.simulator.contacts.departures import leave_chats
from reconciler.simulator.contacts.directory import ROOT, fold
from reconciler.simulator.contacts.users import USER_ID
from reconciler.simulator.customers.changes import rename_in_groups
from reconciler.simulator.errors import HandError
from reconciler.simulator.groups.internal import rename_joined
from reconciler.simulator.hands.handles import Desk, hand
from reconciler.simulator.switches.switches import load
from reconciler.simulator.world.families import FAMILIES


class PeopleHands(Desk):
    """Edits of people."""

    @hand("成员离职", "somebody leaves the company")
    def depart(self, user: str, corp: str = "") -> None:
        """Gone from every list at once; out of chats at once, later or never, by the switch `departed_in_chats`."""
        with self._contacts(corp) as (connection, corp_id):
            key = self._person(connection, corp_id, user)
            connection.execute("UPDATE people SET departed = 1 WHERE corp_id = ? AND folded = ?", (corp_id, key))
            switches = load(connection)
            if switches["departed_in_chats"] == "drop":
                leave_chats(connection, corp_id, key, switches["departed_owner"])
            elif switches["departed_in_chats"] == "delay":
                connection.execute(
                    "INSERT OR REPLACE INTO leavings SELECT ?, ?, now_ms + ? FROM pulse",
                    (corp_id, key, int(switches["departed_delay_s"]) * 1000),
                )

    @hand("离职成员退出所有群", "a departed person drops out of every chat now")
    def drop_departed(self, user: str, corp: str = "") -> None:
        """What the vendor does some time after a departure; the owner's place goes on by `departed_owner`."""
        with self._contacts(corp) as (connection, corp_id):
            leave_chats(connection, corp_id, user, load(connection)["departed_owner"])
            connection.execute("DELETE FROM leavings WHERE corp_id = ? AND user_id = ?", (corp_id, fold(user)))

    @hand("禁用成员", "disable somebody")
    def disable_person(self, user: str, corp: str = "") -> None:
        """Status 2."""
        self._set(corp, user, "status", 2)

    @hand("启用成员", "enable somebody again")
    def enable_person(self, user: str, corp: str = "") -> None:
        """Status 1."""
        self._set(corp, user, "status", 1)

    @hand("成员入职", "somebody joins the company, or comes back")
    def join(
        self, user: str, name: str = "", departments: list[int] | None = None, position: str = "", corp: str = ""
    ) -> None:
        """A new person, or a departed one again under the same id; in the root department when none is given."""
        placed = departments or [ROOT]
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, placed)
            key = (corp_id, fold(user))
            row = connection.execute("SELECT departed FROM people WHERE corp_id = ? AND folded = ?", key).fetchone()
            if not USER_ID.fullmatch(user) or (row is not None and not row[0]):
                raise HandError(f"userid {user} 无效或已在用", f"the user id {user} is not valid or in use")
            connection.execute("DELETE FROM leavings WHERE corp_id = ? AND user_id = ?", key)
            connection.execute(
                "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, '[]', ?, ?, '', 1, '[]', '{}', 0)",
                (*key, user, name or user, json.dumps(placed), placed[0], position),
            )

    @hand("成员调部门", "move somebody to other departments")
    def move_person(self, user: str, departments: list[int], corp: str = "") -> None:
        """The first department becomes the main one; leads that do not apply any more end."""
        if not departments:
            raise HandError("至少一个部门", "at least one department")
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, departments)
            key = (corp_id, self._person(connection, corp_id, user))
            leads = json.loads(
                connection.execute("SELECT leader_of FROM people WHERE corp_id = ? AND folded = ?", key).fetchone()[0]
            )
            connection.execute(
                "UPDATE people SET departments = ?, main_department = ?, leader_of = ?"
                " WHERE corp_id = ? AND folded = ?",
                (json.dumps(departments), departments[0], json.dumps([d for d in leads if d in departments]), *key),
            )

    @hand("成员改名", "rename somebody")
    def rename_person(self, user: str, name: str, corp: str = "") -> None:
        """The shown name."""
        self._set(corp, user, "name", name)

    @hand("成员改职务", "change somebody's position")
    def set_position(self, user: str, position: str, corp: str = "") -> None:
        """The position."""
        self._set(corp, user, "position", position)

    @hand("修改成员扩展属性", "set an extended attribute of somebody")
    def set_extattr(self, user: str, name: str, value: str, corp: str = "") -> None:
        """One attribute of `extattr`."""
        with self._contacts(corp) as (connection, corp_id):
            key = (corp_id, self._person(connection, corp_id, user))
            row = connection.execute("SELECT extattr FROM people WHERE corp_id = ? AND folded = ?", key).fetchone()
            attributes = json.dumps({**json.loads(row[0]), name: value}, ensure_ascii=False)
            connection.execute("UPDATE people SET extattr = ? WHERE corp_id = ? AND folded = ?", (attributes, *key))

    @hand("修改 userid", "change somebody's user id")
    def rename_user_id(self, user: str, new_id: str, corp: str = "") -> None:
        """The new id takes the old one's place everywhere, in chats too."""
        with self._contacts(corp) as (connection, corp_id):
            old = self._person(connection, corp_id, user)
            taken = connection.execute(
                "SELECT 1 FROM people WHERE corp_id = ? AND folded = ?", (corp_id, fold(new_id))
            ).fetchone()
            if not USER_ID.fullmatch(new_id) or (taken and fold(new_id) != old):
                raise HandError(f"userid {new_id} 无效或已在用", f"the user id {new_id} is not valid or in use")
            connection.execute(
                "UPDATE people SET folded = ?, user_id = ? WHERE corp_id = ? AND folded = ?",
                (fold(new_id), new_id, corp_id, old),
            )
            _replace_id(connection, corp_id, old, new_id)
            rename_in_groups(connection, corp_id, old, new_id)

    def _set(self, corp: str, user: str, column: str, value: str | int) -> None:
        with self._contacts(corp) as (connection, corp_id):
            key = self._person(connection, corp_id, user)
            connection.execute(
                f"UPDATE people SET {column} = ? WHERE corp_id = ? AND folded = ?",  # noqa: S608 - our column names
                (value, corp_id, key),
            )


LISTS = (
    ("chats", "members", "chat_id"),
    ("chats", "admins", "chat_id"),
    ("internal_chats", "members", "chat_id"),
    ("internal_chats", "admins", "chat_id"),
    ("internal_chats", "followed", "chat_id"),
    ("sheet_chats", "members", "chat_id"),
    ("sheet_chats", "admins", "chat_id"),
    ("sheets", "people", "doc"),
    ("archives", "people", "corp_id"),
    ("departments", "leaders", "id"),
    ("tags", "people", "id"),
    ("apps", "people", "agent_id"),
    ("people", "direct_leader", "folded"),
    ("intercept_rules", "users", "rule_id"),
    ("archives", "people", "corp_id"),
)


def _replace_id(connection: sqlite3.Connection, corp_id: str, old: str, new_id: str) -> None:
    for table, column, key in LISTS:
        rows = connection.execute(
            f"SELECT {key}, {column} FROM {table} WHERE corp_id = ? AND instr(lower({column}), ?)",  # noqa: S608 - our names
            (corp_id, json.dumps(old)),
        ).fetchall()
        for row_key, words in rows:
            replaced = json.dumps([new_id if fold(each) == old else each for each in json.loads(words)])
            connection.execute(
                f"UPDATE {table} SET {column} = ? WHERE corp_id = ? AND {key} = ?",  # noqa: S608 - our names
                (replaced, corp_id, row_key),
            )
    connection.execute(
        "UPDATE inbox SET folded = ? WHERE folded = ? AND mail IN (SELECT id FROM mails WHERE corp_id = ?)",
        (fold(new_id), old, corp_id),
    )
    connection.execute(
        "UPDATE mass_messages SET content = json_set(content, '$.sender', ?)"
        " WHERE corp_id = ? AND lower(json_extract(content, '$.sender')) = ?",
        (new_id, corp_id, old),
    )
    for table in FAMILIES:
        connection.execute(
            f"UPDATE {table} SET owner = ? WHERE corp_id = ? AND lower(owner) = ?",  # noqa: S608 - our table names
            (new_id, corp_id, old),
        )
    rename_joined(connection, corp_id, old, new_id)
