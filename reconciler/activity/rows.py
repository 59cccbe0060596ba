"""Rows of an export, one after another: CSV with a header, or one JSON object a line.

Whatever else a row holds is dropped here: no text of a message gets further.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Final, TextIO

from reconciler.errors import SourceError
from reconciler.text import Text

COLUMNS: Final = ("chat_id", "user", "at")

Row = tuple[object, object, object]
"""`chat_id`, `user`, `at` as they stand in the file, not looked at yet."""

Numbered = tuple[int, Row | None]
"""The line on which a row begins, and the row; None where it cannot be taken apart."""

RowReader = Callable[[TextIO], Iterator[Numbered]]


def csv_rows(file: TextIO) -> Iterator[Numbered]:
    """Rows of a CSV file; a quoted field may hold commas and line breaks.

    Raises: SourceError when the header lacks one of the three columns.
    """
    reader = csv.reader(file)
    header = [name.strip().casefold() for name in next(_without_blanks(reader), [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise _bad_header(missing[0])
    take = itemgetter(*(header.index(name) for name in COLUMNS))
    begins = reader.line_num + 1
    while True:
        try:
            for fields in reader:
                if fields:
                    try:
                        row = take(fields)
                    except IndexError:
                        row = None
                    yield begins, row
                begins = reader.line_num + 1
        except csv.Error:  # a field without end; the reader begins afresh on the next line
            yield begins, None
            begins = reader.line_num + 1
        else:
            return


def json_rows(file: TextIO) -> Iterator[Numbered]:
    """Rows of a JSON Lines file; empty lines do not count."""
    for number, line in enumerate(file, start=1):
        if line.isspace():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        yield number, _of_object(value)


READERS: Final[Mapping[str, RowReader]] = {"csv": csv_rows, "jsonl": json_rows}


def _of_object(value: object) -> Row | None:
    if not isinstance(value, dict):
        return None
    return value.get("chat_id"), value.get("user"), value.get("at")


def _without_blanks(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from (fields for fields in reader if fields)
    except csv.Error:
        return


def _bad_header(missing: str) -> SourceError:
    return SourceError(
        Text(
            f"活跃度文件的第一行没有 `{missing}` 这一列。",
            f"The first line of the activity file has no column `{missing}`.",
        ),
        Text(
            "第一行写列名 `chat_id,user,at`（用逗号分隔），文件存成 UTF-8。",
            "Begin with the line `chat_id,user,at`, separated by commas, and save the file as UTF-8.",
        ),
    )
