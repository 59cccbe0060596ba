"""Side doors for reorganisations: departments merged and split, with everybody in them."""

import json
import sqlite3

from reconciler.simulator.contacts.directory import ROOT
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand


class ReorganisationHands(Desk):
    """Edits of several departments at once. Who leads one is set by `set-leaders`."""

    @hand("部门合并到另一部门", "merge a department into another one")
    def merge_department(self, department: int, into: int, corp: str = "") -> None:
        """People and sub-departments move on; leads, tags and ranges that name the old department lose it."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, [department, into])
            if department == ROOT or department in _line(connection, corp_id, into):
                raise HandError(
                    "根部门不能合并，也不能合并到自己或下级部门", "neither the root, nor into itself or below itself"
                )
            _move_people(connection, corp_id, department, into)
            for table, key in (("tags", "id"), ("apps", "agent_id"), ("archives", "corp_id")):
                _forget(connection, corp_id, department, table, key)
            connection.execute(
                "UPDATE departments SET parent = ? WHERE corp_id = ? AND parent = ?", (into, corp_id, department)
            )
            connection.execute("DELETE FROM departments WHERE corp_id = ? AND id = ?", (corp_id, department))

    @hand("从部门拆出新部门", "split people off into a new department")
    def split_department(
        self, department: int, new: int, name: str, users: list[str], parent: int = 0, corp: str = ""
    ) -> None:
        """The new one lies beside the old one (below the root when the old one is the root), or below `parent`."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, [department, *([parent] if parent else [])])
            keys = {self._person(connection, corp_id, user) for user in users}
            beside = _line(connection, corp_id, department)[1:2]
            try:
                connection.execute(
                    "INSERT INTO departments VALUES (?, ?, ?, ?, ?, '[]')",
                    (corp_id, new, name, parent or (beside[0] if beside else ROOT), 100000000 - new),
                )
            except sqlite3.IntegrityError as error:
                raise HandError(f"部门 {new} 已存在", f"there is a department {new} already") from error
            outside = keys - _move_people(connection, corp_id, department, new, keys)
            if outside:
                names = ", ".join(sorted(outside))
                raise HandError(f"不在部门 {department}：{names}", f"not in department {department}: {names}")


def _line(connection: sqlite3.Connection, corp_id: str, department: int) -> list[int]:
    """The department and everything above it, upwards."""
    parents = dict(connection.execute("SELECT id, parent FROM departments WHERE corp_id = ?", (corp_id,)))
    found = [department]
    while parents[found[-1]]:
        found.append(parents[found[-1]])
    return found


def _move_people(
    connection: sqlite3.Connection, corp_id: str, old: int, new: int, only: set[str] | None = None
) -> set[str]:
    """Put `new` in the place of `old`, departed people too; returns the folded ids of those who moved."""
    rows = connection.execute(
        "SELECT folded, departments, leader_of, main_department FROM people WHERE corp_id = ?", (corp_id,)
    ).fetchall()
    moved: set[str] = set()
    for key, departments, leader_of, main in rows:
        placed = json.loads(departments)
        if old not in placed or (only is not None and key not in only):
            continue
        moved.add(key)
        connection.execute(
            "UPDATE people SET departments = ?, leader_of = ?, main_department = ? WHERE corp_id = ? AND folded = ?",
            (
                json.dumps(list(dict.fromkeys(new if each == old else each for each in placed))),
                json.dumps([each for each in json.loads(leader_of) if each != old]),
                new if main == old else main, corp_id, key,
            ),
        )  # fmt: skip
    return moved


def _forget(connection: sqlite3.Connection, corp_id: str, department: int, table: str, key: str) -> None:
    rows = connection.execute(f"SELECT {key}, departments FROM {table} WHERE corp_id = ?", (corp_id,)).fetchall()  # noqa: S608 - our names
    for row_key, words in rows:
        departments = json.loads(words)
        if department in departments:
            left = json.dumps([each for each in departments if each != department])
            connection.execute(
                f"UPDATE {table} SET departments = ? WHERE corp_id = ? AND {key} = ?",  # noqa: S608 - our names
                (left, corp_id, row_key),
            )
