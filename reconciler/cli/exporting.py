"""Entries of the ledger into a file or onto stdout, one after another: nothing is held but a few rows."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from reconciler.cli.output import Output
from reconciler.errors import SettingsError
from reconciler.model.ledger_entry import LedgerEntry
from reconciler.render.rows.export import COLUMNS, Row, row_of
from reconciler.render.terminal.entries import entry_tree
from reconciler.render.terminal.ledger import LEDGER_FORMAT
from reconciler.render.words.entry import Show
from reconciler.system_errors import why
from reconciler.text import Language, Text

SHEET_ROWS = 1_000_000  # Excel takes 1,048,576 a sheet
_CELL = 32_000  # Excel takes 32,767 characters a cell
_TOGETHER = 1000  # rows that are written at once

Entries = Iterable[LedgerEntry]


@dataclass(frozen=True, slots=True)
class Face:
    """How entries are shown: in which zone and language, and people by id or masked."""

    zone: ZoneInfo
    show: Show
    language: Language


def print_entries(entries: Entries, form: str, face: Face, output: Output) -> None:
    """CSV or JSON on stdout."""
    for words in _CHUNKS[form](entries, face):
        output.result(words)


def write_entries(entries: Entries, form: str, face: Face, target: Path) -> None:
    """A whole file, or none: it is written beside its place first.

    CSV carries the mark by which Excel knows UTF-8.
    Raises: SettingsError where it cannot be written.
    """
    with _beside(target) as path:
        if form == "xlsx":
            _write_workbook(entries, face, path)
            return
        with path.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as file:
            for words in _CHUNKS[form](entries, face):
                file.write(words)


def _csv(entries: Entries, face: Face) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, row in enumerate(_rows(entries, face), start=1):
        writer.writerow(row)
        if number % _TOGETHER == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    if buffer.tell():
        yield buffer.getvalue()


def _json(entries: Entries, face: Face) -> Iterator[str]:
    """One entry a line, the whole a JSON document."""
    before = f'{{"kind": "ledger-export", "format_version": {LEDGER_FORMAT}, "entries": [\n'
    lines: list[str] = []
    for entry in entries:
        lines.append(before + json.dumps(entry_tree(entry, face.show), ensure_ascii=False, sort_keys=True))
        before = ",\n"
        if len(lines) == _TOGETHER:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines) + (before if before != ",\n" else "\n") + "]}\n"


_CHUNKS: dict[str, Callable[[Entries, Face], Iterator[str]]] = {"csv": _csv, "json": _json}


def _rows(entries: Entries, face: Face) -> Iterator[Row]:
    return (row_of(entry, face.zone, face.show, face.language) for entry in entries)


def _write_workbook(entries: Entries, face: Face, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("ledger")
    sheet.append(COLUMNS)
    for number, row in enumerate(_rows(entries, face), start=1):
        if number % SHEET_ROWS == 0:
            sheet = book.create_sheet(f"ledger {number // SHEET_ROWS + 1}")
            sheet.append(COLUMNS)
        sheet.append([_short(cell) if isinstance(cell, str) else cell for cell in row])
    book.save(path)


def _short(cell: str) -> str:
    return cell if len(cell) <= _CELL else f"{cell[:_CELL]}…"


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file next to the target that takes its place in the end. Raises: SettingsError."""
    target = target.resolve()
    if target.exists() and not target.is_file():
        raise SettingsError(
            Text(f"{target} 不是普通文件，不能存到那里。", f"{target} is no ordinary file; nothing is saved there.")
        )
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export") as folder:
            path = Path(folder) / target.name
            yield path
            path.replace(target)
    except OSError as error:
        raise SettingsError(
            Text(f"写不了文件 {target}：{why(error).zh}。", f"Cannot write {target}: {why(error).en}.")
        ) from error
