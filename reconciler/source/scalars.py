"""What a plain (unquoted) scalar means: YAML 1.2 core, but only where every YAML reader agrees.

`true`, `false`, `null`, nothing at all, canonical integers and simple decimals are typed. Whatever some other reader
would take for something else keeps its source text and is *ambiguous*; the schema decides later whether that is right.
Source: yaml.org/spec/1.2.2 §10.3, yaml.org/type (1.1: bool, int, float, merge, null, timestamp, value).
"""

import re
from enum import StrEnum
from typing import Final

from reconciler.text import Text

Scalar = str | bool | int | float | None

SAFE_DIGITS = 15  # a JSON or JavaScript reader keeps this many digits exactly


class Mistaken(StrEnum):
    """What another YAML reader takes an ambiguous scalar for."""

    BOOLEAN = "boolean"
    NULL = "null"
    NUMBER = "number"
    DATE = "date"
    CLOCK = "clock"
    MERGE = "merge"
    VALUE = "value"


TAKEN_FOR: Final[dict[Mistaken, Text]] = {
    Mistaken.BOOLEAN: Text("“是/否”", "a yes/no value"),
    Mistaken.NULL: Text("空值", "no value at all"),
    Mistaken.NUMBER: Text("数字，并会改写它", "a number, and rewrites it"),
    Mistaken.DATE: Text("日期", "a date"),
    Mistaken.CLOCK: Text("六十进制的数字", "a number to the base of 60"),
    Mistaken.MERGE: Text("合并键", "a merge key"),
    Mistaken.VALUE: Text("默认值标记", "a default-value mark"),
}

_TYPED: Final[dict[str, Scalar]] = {"": None, "null": None, "true": True, "false": False}
_WORDS: Final[dict[str, Mistaken]] = {
    **dict.fromkeys(("yes", "no", "on", "off", "y", "n", "true", "false"), Mistaken.BOOLEAN),
    **dict.fromkeys(("null", "~"), Mistaken.NULL),
    **dict.fromkeys((".inf", "+.inf", "-.inf", ".nan"), Mistaken.NUMBER),
    "<<": Mistaken.MERGE,
    "=": Mistaken.VALUE,
}
_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?\Z", re.DOTALL)
_CLOCK = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?\Z")
_NUMBER = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?|[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?)\Z",
    re.IGNORECASE,
)
_NUMBER_START = frozenset("0123456789+-.")


def read_plain(text: str) -> tuple[Scalar, Mistaken | None]:
    """The value of a plain scalar, and what another reader would take it for if they disagree.

    An ambiguous scalar's value is its text. Nothing raises.
    """
    if text in _TYPED:
        return _TYPED[text], None
    if text[0] not in _NUMBER_START:
        return text, _WORDS.get(text.lower()) if len(text) <= 5 else None
    if _INTEGER.match(text) and len(text) <= SAFE_DIGITS:
        return int(text), None
    if _DECIMAL.match(text) and len(text) <= SAFE_DIGITS:
        return float(text), None
    return text, mistaken_for(text)


def mistaken_for(text: str) -> Mistaken | None:
    """What another reader takes a text for that looks like a number, a date or a clock time."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _DATE.match(text):
        return Mistaken.DATE
    if _CLOCK.match(text):
        return Mistaken.CLOCK
    return Mistaken.NUMBER if _NUMBER.match(text) else None


def quoted(text: str) -> str:
    """The text in double quotes, as it has to be written in YAML to be a text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def as_number(text: str) -> str | None:
    """The canonical decimal form of a text some reader takes for a whole number; None where it is unclear."""
    plain = text.lower().replace("_", "").removeprefix("+")
    if re.fullmatch(r"-?[0-9]+", plain):
        return str(int(plain))
    return None
