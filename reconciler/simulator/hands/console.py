"""Side doors into the console: departments, tags, caps."""

import json
import sqlite3

from reconciler.simulator.contacts.directory import ROOT, fold
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand


class ConsoleHands(Desk):
    """Edits of everything that is neither a chat, a person nor an app."""

    @hand("新建部门", "create a department")
    def create_department(self, department: int, name: str, parent: int = ROOT, corp: str = "") -> None:
        """A new department below another one."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, [parent])
            try:
                connection.execute(
                    "INSERT INTO departments VALUES (?, ?, ?, ?, ?, '[]')",
                    (corp_id, department, name, parent, 100000000 - department),
                )
            except sqlite3.IntegrityError as error:
                raise HandError(f"部门 {department} 已存在", f"there is a department {department} already") from error

    @hand("部门改名", "rename a department")
    def rename_department(self, department: int, name: str, corp: str = "") -> None:
        """The name of a department."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, [department])
            connection.execute(
                "UPDATE departments SET name = ? WHERE corp_id = ? AND id = ?", (name, corp_id, department)
            )

    @hand("部门移动", "move a department below another one")
    def move_department(self, department: int, parent: int, corp: str = "") -> None:
        """Not below itself; the root stays where it is."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, [department, parent])
            parents = dict(connection.execute("SELECT id, parent FROM departments WHERE corp_id = ?", (corp_id,)))
            each = parent
            while each not in (department, 0):
                each = parents[each]
            if each == department:
                raise HandError("部门不能移到自己之下", "a department cannot move below itself")
            connection.execute(
                "UPDATE departments SET parent = ? WHERE corp_id = ? AND id = ?", (parent, corp_id, department)
            )

    @hand("设置部门负责人", "set the leaders of a department")
    def set_leaders(self, department: int, users: list[str], corp: str = "") -> None:
        """`department_leader` of the department, and `is_leader_in_dept` of those who work in it."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, [department])
            keys = {self._person(connection, corp_id, user) for user in users}
            connection.execute(
                "UPDATE departments SET leaders = ? WHERE corp_id = ? AND id = ?",
                (json.dumps(users), corp_id, department),
            )
            rows = connection.execute(
                "SELECT folded, departments, leader_of FROM people WHERE corp_id = ?", (corp_id,)
            ).fetchall()
            for key, departments, leader_of in rows:
                leads = [each for each in json.loads(leader_of) if each != department]
                leads += [department] if key in keys and department in json.loads(departments) else []
                connection.execute(
                    "UPDATE people SET leader_of = ? WHERE corp_id = ? AND folded = ?",
                    (json.dumps(leads), corp_id, key),
                )

    @hand("删除部门（须为空）", "delete a department, which must be empty")
    def delete_department(self, department: int, corp: str = "") -> None:
        """Refused while it has departments or people; the root cannot go."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, [department])
            below = connection.execute(
                "SELECT 1 FROM departments WHERE corp_id = ? AND parent = ?", (corp_id, department)
            ).fetchone()
            staff = connection.execute(
                "SELECT departments FROM people WHERE corp_id = ? AND departed = 0", (corp_id,)
            ).fetchall()
            if department == ROOT or below or any(department in json.loads(row[0]) for row in staff):
                raise HandError("部门不为空或是根部门", "the department is not empty, or is the root")
            connection.execute("DELETE FROM departments WHERE corp_id = ? AND id = ?", (corp_id, department))

    @hand("新建标签", "create a tag")
    def create_tag(self, tag: int, name: str, corp: str = "") -> None:
        """An empty tag."""
        with self._contacts(corp) as (connection, corp_id):
            try:
                connection.execute("INSERT INTO tags VALUES (?, ?, ?, '[]', '[]')", (corp_id, tag, name))
            except sqlite3.IntegrityError as error:
                raise HandError(f"标签 {tag} 已存在", f"there is a tag {tag} already") from error

    @hand("给成员或部门打标签", "put a tag on people or departments")
    def add_tag(
        self,
        tag: int,
        users: list[str] | None = None,
        departments: list[int] | None = None,
        corp: str = "",
    ) -> None:
        """Those who have it already keep it."""
        with self._contacts(corp) as (connection, corp_id):
            people, parts = _tagged(connection, corp_id, tag)
            for user in users or []:
                self._person(connection, corp_id, user)
                people.setdefault(fold(user), user)
            self._departments(connection, corp_id, departments or [])
            _keep_tag(connection, corp_id, tag, people, parts | dict.fromkeys(departments or []))

    @hand("取消成员或部门的标签", "take a tag off people or departments")
    def remove_tag(
        self,
        tag: int,
        users: list[str] | None = None,
        departments: list[int] | None = None,
        corp: str = "",
    ) -> None:
        """Those who do not have it stay as they are."""
        with self._contacts(corp) as (connection, corp_id):
            people, parts = _tagged(connection, corp_id, tag)
            gone = {fold(user) for user in users or []}
            people = {key: user for key, user in people.items() if key not in gone}
            _keep_tag(connection, corp_id, tag, people, {d: None for d in parts if d not in (departments or [])})

    @hand("修改群成员人数上限", "set the member cap of chats")
    def set_member_cap(self, cap: int, corp: str = "") -> None:
        """Counts the app as one member; 2000 is the platform's own cap. Existing chats keep who they have."""
        with self._contacts(corp) as (connection, corp_id):
            connection.execute("UPDATE corps SET member_cap = ? WHERE corp_id = ?", (cap, corp_id))


def _tagged(connection: sqlite3.Connection, corp_id: str, tag: int) -> tuple[dict[str, str], dict[int, None]]:
    row = connection.execute(
        "SELECT people, departments FROM tags WHERE corp_id = ? AND id = ?", (corp_id, tag)
    ).fetchone()
    if row is None:
        raise HandError(f"没有标签 {tag}", f"there is no tag {tag}")
    return {fold(user): user for user in json.loads(row[0])}, dict.fromkeys(json.loads(row[1]))


def _keep_tag(
    connection: sqlite3.Connection, corp_id: str, tag: int, people: dict[str, str], departments: dict[int, None]
) -> None:
    connection.execute(
        "UPDATE tags SET people = ?, departments = ? WHERE corp_id = ? AND id = ?",
        (json.dumps(list(people.values())), json.dumps(list(departments)), corp_id, tag),
    )
