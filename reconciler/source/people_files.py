"""A table of people in a file, CSV or XLSX as Excel and WPS save it → words that say who is meant."""

import csv
import io
import zipfile
import zlib
from pathlib import Path
from typing import Final

from reconciler.errors import SourceError
from reconciler.source.people_rows import MOST_ROWS, people_of, rows_above_heading
from reconciler.system_errors import why
from reconciler.text import Text

MOST_BYTES: Final = 5_000_000
_MOST_UNPACKED: Final = 50_000_000
_MOST_CELLS: Final = 1_000_000
_BROKEN: Final = (  # what zipfile, the parser of XML and openpyxl raise for damaged workbooks and for locked ones
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,
    AttributeError,
    LookupError,
    RuntimeError,
    ValueError,
    TypeError,
    OSError,
)
_CODES: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "gb18030"))


def read_people(path: Path) -> list[tuple[str, ...]]:
    """Each row of the file as the words that say who is meant, each once; see `people_rows`.

    UTF-8 with or without a byte order mark, UTF-16 and GB18030 are told apart. Of a workbook the first sheet counts; a
    merged cell stands for every row it covers.

    Raises: SourceError for a file that cannot be read, formulas, nobody, or more people than any group holds.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unusable(path, f"读不了（{why(error).zh}）", f"cannot be read ({why(error).en})") from error
    if len(raw) > MOST_BYTES:
        raise _unusable(path, "超过 5 MB", "is larger than 5 MB")
    table = _sheet(path, raw) if raw.startswith(b"PK") else _table(path, raw)
    if above := rows_above_heading(table):
        raise _unusable(
            path,
            f"第 {above + 1} 行才是列名，请删掉它上面的行",
            f"names its columns in row {above + 1} only; take away what is above",
        )
    found = people_of(table)
    if not found:
        raise _unusable(path, "里没有人", "names nobody")
    if len(found) > MOST_ROWS:
        raise _unusable(
            path,
            f"里有 {len(found):,} 人，一个群最多 {MOST_ROWS:,} 人",
            f"names {len(found):,} people; no group holds more than {MOST_ROWS:,}",
        )
    return found


def _table(path: Path, raw: bytes) -> list[list[str]]:
    for mark, code in _CODES:
        if raw.startswith(mark):
            try:
                text = raw.decode(code)
            except UnicodeDecodeError:
                continue
            delimiter = "\t" if "\t" in text else ","
            try:
                rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
            except csv.Error:
                break
            return [[cell.strip() for cell in row] for row in rows]
    raise _unusable(path, "不是 CSV 也不是 XLSX", "is neither CSV nor XLSX")


def _sheet(path: Path, raw: bytes) -> list[list[str]]:
    """Cells of the first sheet as text; openpyxl reads its XML through defusedxml."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise _unusable(path, "解开后太大", "is too large when unpacked")
        sheet = load_workbook(io.BytesIO(raw)).worksheets[0]
    except _BROKEN as error:
        raise _unusable(
            path, "读不出来，请另存为 XLSX 或 CSV", "cannot be read; save it anew as XLSX or CSV"
        ) from error
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise _unusable(
            path,
            f"的表格一直到第 {sheet.max_row:,} 行、第 {sheet.max_column:,} 列，请只留名单",
            f"reaches down to row {sheet.max_row:,} and column {sheet.max_column:,}; keep the list alone",
        )
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        first = cells[merged.min_row - 1][merged.min_col - 1]
        for row in cells[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1] = first
    for number, row in enumerate(cells, start=1):
        if any(isinstance(cell, str) and cell.startswith("=") for cell in row):
            raise _unusable(
                path,
                f"第 {number} 行有公式，请复制后“粘贴为数值”",
                f"has a formula in row {number}; copy it and paste the values",
            )
    return [["" if cell is None else str(cell).strip() for cell in row] for row in cells]


def _unusable(path: Path, zh: str, en: str) -> SourceError:
    return SourceError(Text(f"名单 {path.name} {zh}。", f"The list {path.name} {en}."))
