"""Text in which people stand, line by line → cells: what stands between cells is found out."""

import csv
import re
from collections.abc import Callable, Sequence
from typing import Final

Row = list[str]
_BULLET: Final = re.compile(r"^(?:[-*•·]|\d{1,4}[.、)）])\s*")
_SEPARATORS: Final = ("\t", ",", ";", "，", "；", "|", "、", " ")
_NAMED: Final = re.compile(r"sep=(.)", re.IGNORECASE)  # the first line by which Excel is told
_RULE: Final = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")  # below the heading of a Markdown table
_PIPE: Final = re.compile(r"(?<!\\)\|")
_MOST_ABOVE: Final = 8


def cells_of(text: str, names_columns: Callable[[Sequence[str]], int]) -> list[Row]:
    """Rows of a text: of a table with tabs, commas, semicolons or bars between its cells, or a word a line.

    The separator is the one by which a line near the top names most columns, as `names_columns` counts them; where
    none does, it is a tab if there is any, else a comma. GitHub turns cells that are pasted from Excel into a Markdown
    table. Bullets and numbers before a line are taken off.

    Raises: csv.Error for quotes that never end in what is larger than csv reads.
    """
    lines = [line.strip(" \r\n\u3000\ufeff") for line in text.splitlines()]
    lines = [_BULLET.sub("", line) for line in lines]
    filled = [line for line in lines if line.strip()]
    if any(_RULE.fullmatch(line) and "|" in line for line in filled[:_MOST_ABOVE]):
        return [_bars(line) for line in lines if not _RULE.fullmatch(line)]
    named = _NAMED.fullmatch(filled[0]) if filled else None
    if named is not None:
        lines.remove(filled[0])
        return _rows(lines, named[1])
    heads = {
        separator: max((names_columns(_row(line, separator)) for line in filled[:_MOST_ABOVE]), default=0)
        for separator in _SEPARATORS
    }
    most = max(heads.values())
    usual = "\t" if any("\t" in line for line in lines) else ","
    return _rows(lines, next(each for each, count in heads.items() if count == most) if most > 1 else usual)


def _row(line: str, separator: str) -> Row:
    return _rows([line], separator)[0]


def _rows(lines: Sequence[str], separator: str) -> list[Row]:
    if separator == "|":
        return [_bars(line) for line in lines]
    if separator == " ":
        return [line.split() for line in lines]
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]


def _bars(line: str) -> Row:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|").removesuffix("<br>") for cell in _PIPE.split(inner)]
