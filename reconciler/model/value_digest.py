"""One digest for equal values: dataclasses, mappings, sets and plain values, whatever their order or place."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from zoneinfo import ZoneInfo


def digest_of_value(value: object) -> str:
    """SHA-256, 64 hexadecimal digits; fields of dataclasses that are not compared are left out."""
    return hashlib.sha256(_words(value).encode("utf-8", "surrogatepass")).hexdigest()


def _words(value: object) -> str:
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    kind: type = type(value)
    names = _compared(kind)
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((_plain(each) for each in value), key=_words)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.key if isinstance(value, ZoneInfo) else str(value)


@cache
def _compared(kind: type) -> tuple[str, ...] | None:
    """The fields that tell two of a dataclass apart; `None` for any other type."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind) if field.compare)
