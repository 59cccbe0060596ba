"""An app, internal or sheet group in a person's hands."""

import json
import sqlite3
from dataclasses import dataclass, field

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.errors import HandError
from reconciler.simulator.groups.chats import HARD_CAP
from reconciler.simulator.groups.internal import keep_join_times
from reconciler.simulator.world.families import APP, INTERNAL, family_of


@dataclass(slots=True)
class HandledChat:
    """A living chat in a person's hands; `keep` writes it back. `kicked`: those who go were removed by others."""

    connection: sqlite3.Connection
    corp_id: str
    chat_id: str
    name: str
    owner: str
    members: list[str]
    admins: list[str]
    announcement: str
    dissolved: bool
    kicked: bool = field(default=False, kw_only=True)
    table: str = field(default=APP, kw_only=True)

    def member(self, user_id: str) -> str:
        """The id as the chat writes it. Raises: HandError when not inside."""
        for member in self.members:
            if fold(member) == fold(user_id):
                return member
        raise HandError(f"{user_id} 不在群 {self.chat_id} 里", f"{user_id} is not in chat {self.chat_id}")

    def candidate(self, user_id: str) -> str:
        """A member who may be owner or admin. Raises: HandError."""
        return self.member(user_id)

    def heir(self) -> str:
        """Who becomes owner when the owner walks out, or "" when nobody is left."""
        return self.members[0] if self.members else ""

    def cap(self) -> int:
        """How many people fit in; in an app group the app takes a seat of its own [90245]."""
        cap = self.connection.execute("SELECT member_cap FROM corps WHERE corp_id = ?", (self.corp_id,)).fetchone()[0]
        return min(int(cap), HARD_CAP) - (1 if self.table == APP else 0)

    def keep(self) -> None:
        """Write the chat back to the table of its family; none of them has events."""
        self.connection.execute(
            f"UPDATE {self.table} SET name = ?, owner = ?, members = ?, admins = ?, announcement = ?, dissolved = ?"  # noqa: S608 - our table names
            " WHERE corp_id = ? AND chat_id = ?",
            (
                self.name, self.owner, json.dumps(self.members), json.dumps(self.admins), self.announcement,
                int(self.dissolved), self.corp_id, self.chat_id,
            ),
        )  # fmt: skip
        if self.table == INTERNAL:
            keep_join_times(self.connection, self.corp_id, self.chat_id)


def load_handled(connection: sqlite3.Connection, corp_id: str, chat_id: str) -> HandledChat | None:
    """The app, internal or sheet group with this id, dissolved or not."""
    table = family_of(connection, corp_id, chat_id)
    if not table:
        return None
    name, owner, members, admins, announcement, dissolved = connection.execute(
        f"SELECT name, owner, members, admins, announcement, dissolved FROM {table}"  # noqa: S608 - our table names
        " WHERE corp_id = ? AND chat_id = ?",
        (corp_id, chat_id),
    ).fetchone()
    return HandledChat(
        connection, corp_id, chat_id, name, owner, json.loads(members), json.loads(admins), announcement,
        dissolved=bool(dissolved), table=table,
    )  # fmt: skip
