"""A table of people in a file, CSV or XLSX as Excel and WPS save it → words that say who is meant."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reconciler.errors import SourceError
from reconciler.source.people_rows import (
    MOST_ROWS,
    UnnamedColumnsError,
    names_columns,
    rows_above_heading,
    table_of,
)
from reconciler.source.people_sheet import SheetError, read_sheet
from reconciler.source.people_text import cells_of
from reconciler.system_errors import why
from reconciler.text import Text

MOST_BYTES: Final = 5_000_000
MOST_LINES: Final = 50_000  # no group holds as many; they are for rows that are empty or named twice
_CODES: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "gb18030"))
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, .et and of workbooks with a password
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"{\\rtf", "RTF"))


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """Who a list names, row by row (see `people_rows`), and the headings of its columns that were not needed."""

    rows: list[tuple[str, ...]]
    unused: tuple[str, ...]


def read_people(path: Path) -> PeopleRead:
    """Each row of the file as the words that say who is meant, each once; see `people_rows` and `people_sheet`.

    UTF-8 with or without a byte order mark, UTF-16 and GB18030 are told apart, and what stands between cells.

    Raises: SourceError for a file that cannot be read, formulas, nobody, or more people than any group holds.
    """
    cells = _cells(path, _raw(path))
    if above := rows_above_heading(cells):
        raise _unusable(
            path,
            f"第 {above + 1} 行才是列名，请删掉它上面的行",
            f"names its columns in row {above + 1} only; take away what is above",
        )
    try:
        table = table_of(cells)
    except UnnamedColumnsError as error:
        raise SourceError(
            Text(f"名单 {path.name}：{error.what.zh}", f"The list {path.name}: {error.what.en}"), error.remedy
        ) from error
    found = table.people()
    if not found:
        raise _unusable(path, "里没有人", "names nobody")
    if (number := table.formula_at()) is not None:
        raise _unusable(
            path,
            f"第 {number} 行有公式，请复制后“粘贴为数值”",
            f"has a formula in row {number}; copy it and paste the values",
        )
    if len(found) > MOST_ROWS:
        raise _unusable(
            path,
            f"里有 {len(found):,} 人，一个群最多 {MOST_ROWS:,} 人",
            f"names {len(found):,} people; no group holds more than {MOST_ROWS:,}",
        )
    return PeopleRead(found, table.unused)


def _raw(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unusable(path, f"读不了（{why(error).zh}）", f"cannot be read ({why(error).en})") from error
    if len(raw) > MOST_BYTES:
        raise _unusable(path, "超过 5 MB", "is larger than 5 MB")
    return raw


def _cells(path: Path, raw: bytes) -> Sequence[Sequence[str]]:
    if raw.startswith(b"PK"):
        try:
            return read_sheet(raw, names_columns)
        except SheetError as error:
            raise _unusable(path, error.zh, error.en) from error
    if raw.startswith(_OLE):
        if _LOCKED in raw:
            raise _unusable(path, "有密码，请先在 Excel 里去掉密码", "has a password; take it off in Excel first")
        raise _unusable(
            path, "是旧格式（.xls 或 .et），请另存为 XLSX", "is of an old format (.xls or .et); save it as XLSX"
        )
    for mark, kind in _OTHERS:
        if raw.startswith(mark):
            raise _unusable(path, f"是 {kind}，不是表格；请给 CSV 或 XLSX", f"is {kind} and no table; give CSV or XLSX")
    return _text_cells(path, raw)


def _text_cells(path: Path, raw: bytes) -> Sequence[Sequence[str]]:
    for mark, code in _CODES:
        if raw.startswith(mark):
            try:
                text = raw.decode(code)
            except UnicodeDecodeError:
                continue
            if "\0" in text or text.lstrip()[:1] == "<":
                break
            if (lines := text.count("\n")) > MOST_LINES:
                raise _unusable(
                    path,
                    f"有 {lines:,} 行，最多读 {MOST_LINES:,} 行，请只留名单",
                    f"has {lines:,} lines; {MOST_LINES:,} are read at most: keep the list alone",
                )
            try:
                return cells_of(text, names_columns)
            except csv.Error:
                break
    raise _unusable(path, "不是 CSV 也不是 XLSX", "is neither CSV nor XLSX")


def _unusable(path: Path, zh: str, en: str) -> SourceError:
    return SourceError(Text(f"名单 {path.name} {zh}。", f"The list {path.name} {en}."))
