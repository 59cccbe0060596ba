"""Side doors that make internal and sheet groups; edits of any group are in `hands_chats`."""

import json
import sqlite3

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.errors import HandError
from reconciler.simulator.groups.internal import DEPARTMENT, MANAGED, follow_address_book, keep_join_times
from reconciler.simulator.hands.handles import Desk, hand, only_corp
from reconciler.simulator.world.families import is_taken
from reconciler.simulator.world_file.rooms import ROOM_ID


class RoomHands(Desk):
    """What members do in the client to have an internal group, and what a sheet does for them."""

    @hand("建一个内部群（成员在客户端创建）", "make an internal group, as a member does in the client")
    def make_internal_group(
        self, chat: str, users: list[str], name: str = "", owner: str = "", archived: bool = True, corp: str = ""
    ) -> None:
        """`chat` is its room id; the owner is the first of `users` when not given; `archived` no: never met there."""
        with self._transaction() as connection:
            corp_id = self._free(connection, corp, chat)
            members, chosen = self._members(connection, corp_id, users, owner)
            _insert_internal(connection, (corp_id, chat), name, chosen, members, archived)

    @hand("开启部门群或全员群（成员随通讯录变化）", "switch on a department or all-staff group, kept by WeCom")
    def make_managed_group(
        self, chat: str, managed: str, department: int = 0, name: str = "", archived: bool = True, corp: str = ""
    ) -> None:
        """`managed` is department (with its number) or all-staff."""
        with self._transaction() as connection:
            corp_id = self._free(connection, corp, chat)
            if managed not in MANAGED:
                raise HandError(f"只能是：{'、'.join(MANAGED)}", f"managed is one of: {', '.join(MANAGED)}")
            if managed == DEPARTMENT:
                self._departments(connection, corp_id, [department])
            _insert_internal(connection, (corp_id, chat), name, "", [], archived)
            connection.execute(
                "UPDATE internal_chats SET managed = ?, department = ? WHERE corp_id = ? AND chat_id = ?",
                (managed, department, corp_id, chat),
            )
            follow_address_book(connection, corp_id)

    @hand("智能表格自动化建一个群", "make a group by a rule of a smart sheet")
    def make_sheet_group(
        self, chat: str, doc: str, agent: int, users: list[str], name: str = "", owner: str = "", corp: str = ""
    ) -> None:
        """A new `doc` becomes a sheet that the app has made and everybody is a member of."""
        with self._transaction() as connection:
            corp_id = self._free(connection, corp, chat)
            members, chosen = self._members(connection, corp_id, users, owner)
            connection.execute("INSERT OR IGNORE INTO sheets VALUES (?, ?, ?, '')", (corp_id, doc, agent))
            made_by = connection.execute(
                "SELECT agent_id FROM sheets WHERE corp_id = ? AND doc = ?", (corp_id, doc)
            ).fetchone()[0]
            if made_by != agent:
                raise HandError(f"表格 {doc} 属于应用 {made_by}", f"the sheet {doc} belongs to app {made_by}")
            connection.execute(
                "INSERT INTO sheet_chats SELECT ?, ?, ?, ?, ?, 0, '[]', '', now_ms, ?, 0 FROM pulse",
                (corp_id, chat, name, chosen, json.dumps(members), doc),
            )

    @hand("设置智能表格的成员（空为所有人）", "set who is a member of a smart sheet (empty: everybody)")
    def set_sheet_people(self, doc: str, users: list[str], corp: str = "") -> None:
        """Others cannot be touched by groupchat/update (710800)."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            people = [self._written(connection, corp_id, user) for user in users]
            cursor = connection.execute(
                "UPDATE sheets SET people = ? WHERE corp_id = ? AND doc = ?",
                (json.dumps(people) if people else "", corp_id, doc),
            )
            if not cursor.rowcount:
                raise HandError(f"没有表格 {doc}", f"there is no sheet {doc}")

    @hand("群消息首次进入会话存档（或从未进入）", "the archive meets an internal group, or has never met it")
    def set_archived(self, chat: str, archived: bool = True, corp: str = "") -> None:
        """The archive learns of a room from a message in it."""
        with self._transaction() as connection:
            cursor = connection.execute(
                "UPDATE internal_chats SET archived = ? WHERE corp_id = ? AND chat_id = ?",
                (int(archived), only_corp(connection, corp), chat),
            )
            if not cursor.rowcount:
                raise HandError(f"没有内部群 {chat}", f"there is no internal group {chat}")

    @hand("设置会话存档的开关和范围", "switch the message archive on or off and set its range")
    def set_archive(
        self, users: list[str], departments: list[int] | None = None, enabled: bool = True, corp: str = ""
    ) -> None:
        """What is not given is empty afterwards; switched off, its calls answer 301053."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            people = [self._written(connection, corp_id, user) for user in users]
            self._departments(connection, corp_id, departments or [])
            connection.execute(
                "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, ?)",
                (corp_id, int(enabled), json.dumps(people), json.dumps(departments or [])),
            )

    @hand("封禁表格群", "ban a sheet group")
    def ban_chat(self, chat: str, corp: str = "") -> None:
        """groupchat/get and update answer 710802."""
        self._set_banned(corp, chat, 1)

    @hand("解封表格群", "lift the ban of a sheet group")
    def unban_chat(self, chat: str, corp: str = "") -> None:
        """The group can be read and changed again."""
        self._set_banned(corp, chat, 0)

    def _set_banned(self, corp: str, chat: str, banned: int) -> None:
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            cursor = connection.execute(
                "UPDATE sheet_chats SET banned = ? WHERE corp_id = ? AND chat_id = ?", (banned, corp_id, chat)
            )
            if not cursor.rowcount:
                raise HandError(f"没有表格群 {chat}", f"there is no sheet group {chat}")

    @staticmethod
    def _free(connection: sqlite3.Connection, corp: str, chat: str) -> str:
        """The corp in which this id is free. Raises: HandError."""
        corp_id = only_corp(connection, corp)
        if not ROOM_ID.fullmatch(chat) or is_taken(connection, corp_id, chat):
            raise HandError(f"群 id {chat} 无效或已在用", f"the chat id {chat} is not valid or in use")
        return corp_id

    def _members(
        self, connection: sqlite3.Connection, corp_id: str, users: list[str], owner: str
    ) -> tuple[list[str], str]:
        """Members and owner as the address book writes them. Raises: HandError."""
        members = {key: self._written(connection, corp_id, key) for key in map(fold, users)}
        chosen = fold(owner) if owner else next(iter(members), "")
        if chosen not in members:
            raise HandError("成员为空，或群主不在其中", "there is nobody, or the owner is not among them")
        return list(members.values()), members[chosen]


def _insert_internal(
    connection: sqlite3.Connection, key: tuple[str, str], name: str, owner: str, members: list[str], archived: bool
) -> None:
    connection.execute(
        "INSERT INTO internal_chats SELECT ?, ?, ?, ?, ?, 0, '[]', '', now_ms, ?, '{}', ?, '', 0, '[]' FROM pulse",
        (*key, name, owner, json.dumps(members), owner, int(archived)),
    )
    keep_join_times(connection, *key)
