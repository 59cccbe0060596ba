"""People as they are pasted: a name a line, or columns copied from a table → words that say who is meant."""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Final

MOST_ROWS: Final = 2_000  # no group holds more
_MOST_ABOVE: Final = 8  # titles and instructions above a table
_BULLET: Final = re.compile(r"^(?:[-*•·]|\d{1,4}[.、)）])\s*")
_NAME: Final = frozenset({"姓名", "名字", "成员", "name"})
_DEPARTMENT: Final = frozenset({"部门", "所在部门", "department"})
_ID: Final = frozenset({"账号", "帐号", "userid", "user id", "user_id", "user", "id"})
_BETWEEN: Final = re.compile(r"[、;；]|，")


def people_in(text: str) -> list[tuple[str, ...]]:
    """Each row as the words that say who is meant, in order, each once.

    One word is a person. Several are one person with what tells them apart (department, id), or several people: only
    the address book can tell. A table is told by its tabs or commas; its first row may name the columns (姓名、部门、
    账号), and then others are ignored.
    """
    return people_of(_rows(text))


def people_of(table: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The same for the cells of a table, row by row."""
    rows = [row for row in table if any(row)]
    if not rows:
        return []
    columns = _columns(rows[0])
    found = [_by_column(row, columns) for row in rows[1:]] if columns else [_plain(row) for row in rows]
    return [words for words in dict.fromkeys(found) if any(words)]


def rows_above_heading(table: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the one that names the columns; 0 where none of the first few does, or the first."""
    rows = [(number, row) for number, row in enumerate(table) if any(row)][:_MOST_ABOVE]
    heading = [number for number, row in rows if _columns(row)]
    return heading[0] if heading and heading[0] != rows[0][0] else 0


def _rows(text: str) -> list[list[str]]:
    lines = [_BULLET.sub("", line.strip()) for line in text.splitlines()]
    delimiter = "\t" if any("\t" in line for line in text.splitlines()) else ","
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]


def _columns(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(head):
        for kind, words in (("name", _NAME), ("department", _DEPARTMENT), ("id", _ID)):
            if cell.casefold() in words:
                found.setdefault(kind, index)
    return found if "name" in found or "id" in found else {}


def _by_column(row: Sequence[str], columns: dict[str, int]) -> tuple[str, ...]:
    cells = {kind: row[index] if index < len(row) else "" for kind, index in columns.items()}
    if cells.get("id"):
        return (cells["id"],)
    name, department = cells.get("name", ""), cells.get("department", "")
    return (f"{name}（{department}）",) if name and department else (name,)


def _plain(row: Sequence[str]) -> tuple[str, ...]:
    cells = [cell for cell in row if cell]
    return tuple(part.strip() for part in _BETWEEN.split(cells[0])) if len(cells) == 1 else tuple(cells)
