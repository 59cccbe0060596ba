"""One digest for equal values: dataclasses, mappings, sets and plain values, whatever their order or place."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from zoneinfo import ZoneInfo


def digest_of_value(value: object) -> str:
    """SHA-256, 64 hexadecimal digits; fields of dataclasses that are not compared are left out."""
    return hashlib.sha256(_words(value).encode("utf-8", "surrogatepass")).hexdigest()


def _words(value: object) -> str:
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value) if field.compare}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((_plain(each) for each in value), key=_words)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return value.key if isinstance(value, ZoneInfo) else str(value)
