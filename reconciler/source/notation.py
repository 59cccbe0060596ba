"""Values → the YAML that people would write for them: quotes only where they are needed, long lines left alone."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from reconciler.errors import EditError
from reconciler.source.decode import FORBIDDEN
from reconciler.source.scalars import quoted, read_plain
from reconciler.text import Text

Value = Any  # str, bool, int, float, None, date (written without quotes), or a list or mapping of them

_STEP: Final = 2
_LONGEST_FLOW: Final = 100  # a list or mapping that is longer gets a line for each entry
_SPECIAL_START: Final = frozenset("-?:,[]{}#&*!|>'\"%@`=")
_SPECIAL_INSIDE = re.compile(r":(?:\s|\Z)|\s#|[\t\r\n]")
_SPECIAL_IN_FLOW = re.compile(r"[,\[\]{}:]")


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether every YAML reader takes the bare text for this very text."""
    if text.strip() != text or not text or text[0] in _SPECIAL_START or read_plain(text) != (text, None):
        return False
    return not _SPECIAL_INSIDE.search(text) and not (in_flow and _SPECIAL_IN_FLOW.search(text))


def scalar(value: Value, *, in_flow: bool = False, mark: str = "") -> str:
    """A single value on one line; `mark` is the quotation mark that a text stands in already.

    Raises: EditError for a character that no document may hold.
    """
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        return str(value)
    odd = FORBIDDEN.search(value) or re.search("[\ud800-\udfff]", value)
    if odd is not None:
        raise EditError(
            Text(
                f"这段文字里有看不见的字符 U+{ord(odd.group()):04X}，不能写进文件。",
                f"This text holds the invisible character U+{ord(odd.group()):04X}, which no document may hold.",
            ),
            Text("先在企业微信里改掉这段文字。", "Change the text in WeCom first."),
        )
    if mark == "'" and not re.search(r"[\t\r\n]", value):
        return "'" + value.replace("'", "''") + "'"
    if not mark and is_plain(value, in_flow=in_flow):
        return value
    return quoted(value).replace("\r", "\\r")


def flow(value: Value) -> str:
    """Any value on one line, lists in brackets and mappings in braces."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, in_flow=True)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return scalar(value, in_flow=True)


def is_block_text(value: Value) -> bool:
    """Whether a text of several lines can stand as it is, below `|`."""
    if not isinstance(value, str) or "\n" not in value or re.search(r"[\t\r]", value) or FORBIDDEN.search(value):
        return False
    lines = value.removesuffix("\n").split("\n")
    return bool(lines[0]) and bool(lines[-1]) and lines[0][0] != " " and all(not line or line.strip() for line in lines)


def block_text(value: str, indent: int) -> list[str]:
    """`|` and the lines below it; the first stands behind its key or dash."""
    lines = value.removesuffix("\n").split("\n")
    return ["|" if value.endswith("\n") else "|-", *(" " * indent + line if line else "" for line in lines)]


def entry(key: str, value: Value, indent: int, *, spread: bool = False) -> list[str]:
    """A key and its value as lines that begin in column `indent`; `spread`: a list gets a line for each item."""
    return _moved(_entry(key, value, indent, spread=spread), indent)


def items(values: Sequence[Value], indent: int) -> list[str]:
    """Items of a list as lines whose dashes stand in column `indent`."""
    return [line for value in values for line in _moved(_item(value), indent)]


def _entry(key: str, value: Value, indent: int, *, spread: bool) -> list[str]:
    name = f"{scalar(key)}:"
    if is_block_text(value):
        first, *rest = block_text(value, _STEP)
        return [f"{name} {first}", *rest]
    if not isinstance(value, Mapping | list | tuple):
        return [f"{name} {scalar(value)}"]
    short = flow(value)
    if not value or (not spread and _is_flat(value) and indent + len(name) + 1 + len(short) <= _LONGEST_FLOW):
        return [f"{name} {short}"]
    if isinstance(value, Mapping):
        return [name, *(line for inner, one in value.items() for line in entry(inner, one, _STEP))]
    return [name, *items(value, _STEP)]


def _item(value: Value) -> list[str]:
    if isinstance(value, Mapping) and value:
        lines = [line for key, one in value.items() for line in entry(key, one, _STEP)]
        return [f"- {lines[0][_STEP:]}", *lines[1:]]
    if is_block_text(value):
        first, *rest = block_text(value, _STEP)
        return [f"- {first}", *rest]
    return [f"- {flow(value) if isinstance(value, Mapping | list | tuple) else scalar(value)}"]


def _moved(lines: list[str], indent: int) -> list[str]:
    return [line and " " * indent + line for line in lines]


def _is_flat(value: Value) -> bool:
    inner = value.values() if isinstance(value, Mapping) else value
    return not any(isinstance(one, Mapping | list | tuple) or (isinstance(one, str) and "\n" in one) for one in inner)
