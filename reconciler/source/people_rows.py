"""People as they are pasted or stand in a table: rows of cells → words that say who is meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reconciler.source.people_headings import OTHERS, WHO
from reconciler.source.people_text import cells_of
from reconciler.text import Text

MOST_ROWS: Final = 2_000  # no group holds more
_MOST_ABOVE: Final = 8  # titles and instructions above a table
_AROUND: Final = re.compile(r"[（(\[【].*?[)）\]】]|[\s*＊:：._-]")
_BETWEEN: Final = re.compile(r"[、;；，]")
_SPACE: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_WIDE: Final = re.compile("[０-９Ａ-Ｚａ-ｚ＠＿－．]")
_KEPT_AS_TEXT: Final = re.compile(r'="([^"]*)"')  # how CSV keeps the zeros of 00123 through Excel
_HAN: Final = re.compile("[\u3400-\u9fff·]+")


class UnnamedColumnsError(Exception):
    """The first row names columns, and none of them says who is meant."""

    def __init__(self, heading: Sequence[str]) -> None:
        shown = [cell for cell in heading if cell]
        super().__init__(", ".join(shown))
        self.what = Text(
            f"第一行像是列名（{'、'.join(shown)}），但没有“姓名”或“账号”。",
            f"The first row seems to name columns ({', '.join(shown)}), but none of them is name or user id.",
        )
        self.remedy = Text(
            "给写人的那一列加上列名：姓名、部门、账号。", "Name the columns that say who: name, department, user id."
        )


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """Rows under their columns.

    Attributes:
        columns: where names, departments, ids and staff numbers stand; empty where no row names columns.
        rows: the number of each row, from 1, and its cells.
        unused: headings of columns that do not say who is meant.
    """

    columns: Mapping[str, int]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    unused: tuple[str, ...] = ()

    def people(self) -> list[tuple[str, ...]]:
        """Each row as the words that say who is meant, in order, each once."""
        return [words for words in dict.fromkeys(words for _, words in self._told()) if any(words)]

    def formula_at(self) -> int | None:
        """The number of the first row that says who is meant by a formula."""
        return next((number for number, words in self._told() if any(word.startswith("=") for word in words)), None)

    def _told(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        counted = not self.columns and _is_counted([row for _, row in self.rows])
        for number, row in self.rows:
            yield number, self._by_column(row) if self.columns else _plain(row[1:] if counted else row)

    def _by_column(self, row: Sequence[str]) -> tuple[str, ...]:
        cells = {kind: row[index] if index < len(row) else "" for kind, index in self.columns.items()}
        name, department = _one_name(cells.get("name", "")), cells.get("department", "")
        user = cells.get("id") or ("" if "name" in self.columns or "id" in self.columns else cells.get("number", ""))
        if user or not name:
            return (user,)
        return (f"{name}（{department}）",) if department else (name,)


def people_in(text: str) -> list[tuple[str, ...]]:
    """Each row of what was pasted as the words that say who is meant, in order, each once.

    One word is a person. Several are one person with what tells them apart (department, id), or several people: only
    the address book can tell. The first row may name the columns (姓名、部门、账号), and then others are ignored.

    Raises: UnnamedColumnsError.
    """
    return table_of(cells_of(text, names_columns)).people()


def table_of(cells: Iterable[Sequence[str]]) -> PeopleTable:
    """Cells, row by row, under the columns that the first row names, if it does. Raises: UnnamedColumnsError."""
    rows = [(number, tuple(map(_clean, row))) for number, row in enumerate(cells, start=1)]
    rows = [(number, row) for number, row in rows if any(row)]
    heading = rows[0][1] if rows else ()
    columns = _columns(heading)
    if columns:
        used = set(columns.values())
        unused = tuple(cell for index, cell in enumerate(heading) if cell and index not in used)
        return PeopleTable(columns, tuple(rows[1:]), unused)
    if len(heading) > 1 and any(_bare(cell) in OTHERS | WHO["department"] for cell in heading):
        raise UnnamedColumnsError(heading)
    return PeopleTable({}, tuple(rows))


def rows_above_heading(cells: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the one that names the columns; 0 where none of the first few does, or the first."""
    rows = [(number, row) for number, row in enumerate(cells) if any(row)][:_MOST_ABOVE]
    heading = [number for number, row in rows if _columns(row)]
    return heading[0] if heading and heading[0] != rows[0][0] else 0


def names_columns(row: Sequence[str]) -> int:
    """How many columns that say who is meant a row names; 0 for a row that is no heading."""
    return len(_columns(row))


def _columns(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(head):
        for kind, words in WHO.items():
            if _bare(cell) in words:
                found.setdefault(kind, index)
    return found if found.keys() & {"name", "id", "number"} else {}


def _bare(heading: str) -> str:
    """A heading without marks and remarks: `* 姓名（必填）` is `姓名`, `User ID:` is `userid`."""
    return _AROUND.sub("", heading).casefold()


def _clean(cell: str) -> str:
    kept = _KEPT_AS_TEXT.fullmatch(cell.strip())
    words = _SPACE.sub(" ", kept[1] if kept else cell).strip()
    return _WIDE.sub(lambda found: chr(ord(found[0]) - 0xFEE0), words)


def _plain(row: Sequence[str]) -> tuple[str, ...]:
    cells = [cell for cell in row if cell]
    if len(cells) != 1:
        return tuple(_one_name(cell) for cell in cells)
    parts = [part.strip() for part in _BETWEEN.split(cells[0])]
    return tuple(word for part in parts for word in _apart(part) if word)


def _apart(words: str) -> list[str]:
    """`王敏 李洋` is two words, `王 敏` is one name whose characters stand apart, `Wang Min` is one name."""
    one = _one_name(words)
    parts = one.split(" ")
    return parts if all(_HAN.fullmatch(part) for part in parts) else [one]


def _one_name(words: str) -> str:
    """Names of two characters are often written as wide as those of three."""
    parts = words.split(" ")
    is_spaced = len(parts) > 1 and all(_HAN.fullmatch(part) for part in parts) and min(map(len, parts)) == 1
    return "".join(parts) if is_spaced else words


def _is_counted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only counts rows: 1, 2, 3 …"""
    counted = [row[0] for row in rows if len(row) > 1]
    return len(rows) > 1 and counted == [str(number) for number in range(1, len(rows) + 1)]
