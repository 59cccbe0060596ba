"""A workbook as Excel and WPS save it → cells of the one sheet that holds a list, as they are shown."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_UNPACKED: Final = 50_000_000
_MOST_CELLS: Final = 400_000
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED: Final = re.compile(rb"""mergeCell\s[^>]*?ref=["']([A-Za-z0-9:$]+)["']""")
_ZEROS: Final = re.compile("0{2,}")  # the format that shows 123 as 00123
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
_TOP: Final = 8  # rows among which a heading is looked for
Counts = Callable[[Sequence[str]], int]


class SheetError(Exception):
    """A workbook that cannot be used: why, to go on after its name."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def read_sheet(raw: bytes, names_columns: Counts) -> list[list[str]]:
    """Cells of the sheet that holds the list; a merged cell stands for every row it covers, a formula for itself.

    Hidden sheets do not count. Of several with something in them the one counts that names columns of people.

    Raises: SheetError for what is damaged, locked, too large, has hidden rows, or several lists.
    """
    try:
        sheets = _sheets(raw)
        tables = {sheet.title: _cells(sheet) for sheet in sheets}
    except _BROKEN as error:
        raise SheetError("读不出来，请另存为 XLSX 或 CSV", "cannot be read; save it anew as XLSX or CSV") from error
    filled = {title: cells for title, cells in tables.items() if any(map(any, cells))}
    lists = {title: cells for title, cells in filled.items() if any(map(names_columns, cells[:_TOP]))} or filled
    if len(lists) > 1:
        raise SheetError(
            f"里有几张工作表（{'、'.join(lists)}），请只留名单那一张",
            f"has several sheets ({', '.join(lists)}); keep the one with the list",
        )
    chosen = next(iter(lists), None)
    if chosen is None:
        return []
    _refuse_hidden(next(sheet for sheet in sheets if sheet.title == chosen), lists[chosen])
    return lists[chosen]


def _sheets(raw: bytes) -> "list[Worksheet]":
    """Every sheet that is shown; what would take long to unpack or to lay out is refused before it is read."""
    from openpyxl import load_workbook  # its XML goes through defusedxml

    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
            raise SheetError("解开后太大", "is too large when unpacked")
        for name in packed.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                xml = packed.read(name)
                _refuse_merged(xml)
                if sum(1 for _ in _CELL.finditer(xml)) > _MOST_CELLS:
                    raise SheetError(
                        f"的单元格超过 {_MOST_CELLS:,} 个，请只留名单",
                        f"has more than {_MOST_CELLS:,} cells; keep the list alone",
                    )
    sheets: list[Worksheet] = [
        sheet for sheet in load_workbook(io.BytesIO(raw)).worksheets if sheet.sheet_state == "visible"
    ]
    for sheet in sheets:
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise SheetError(
                f"的表格一直到第 {sheet.max_row:,} 行、第 {sheet.max_column:,} 列，请只留名单",
                f"reaches down to row {sheet.max_row:,} and column {sheet.max_column:,}; keep the list alone",
            )
    return sheets


def _refuse_merged(xml: bytes) -> None:
    """openpyxl makes a cell for each one that is merged away: a merged sheet has 17 thousand million."""
    from openpyxl.utils import range_boundaries

    merged = 0
    for found in _MERGED.finditer(xml):
        left, top, right, bottom = range_boundaries(found[1].decode("ascii"))
        merged += (int(right or 1) - int(left or 1) + 1) * (int(bottom or 1) - int(top or 1) + 1)
    if merged > _MOST_CELLS:
        raise SheetError("合并的单元格太多，请取消合并", "merges too many cells; unmerge them")


def _cells(sheet: "Worksheet") -> list[list[str]]:
    rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        first = rows[merged.min_row - 1][merged.min_col - 1]
        for row in rows[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1] = first
    return rows


def _shown(cell: "Cell | Any") -> str:
    """A cell as Excel shows it, where that matters: ids that were typed as numbers."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return "="
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        zeros = _ZEROS.fullmatch(cell.number_format or "")
        return f"{value:0{len(zeros[0])}d}" if zeros else str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()


def _refuse_hidden(sheet: "Worksheet", rows: Sequence[Sequence[str]]) -> None:
    """People in rows that nobody sees are not meant, or are: whoever made the list has to say."""
    for number, row in enumerate(rows, start=1):
        if any(row) and number in sheet.row_dimensions and sheet.row_dimensions[number].hidden:
            raise SheetError(
                f"第 {number} 行被隐藏或筛掉了，请取消隐藏和筛选，或者删掉它",
                f"has a hidden or filtered row, {number}; show all rows, or delete it",
            )
