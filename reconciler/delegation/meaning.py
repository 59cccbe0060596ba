"""What a document means, however it is written: order of keys and of sets, case of user ids, short forms."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

_SELECTORS: Final = frozenset({"members", "except", "participants"})
_SETS: Final = frozenset(
    {"admins", "delegates", "delegates_may", "groups", "protected", "people", "mentions", "partners"}
) | {"sensitive_words", "join", "entries", "values", "users", "departments", "words", "semantics"}
_USER: Final = frozenset({"owner", "deputy", "head", "contact", "sponsor", "approver", "author"}) | {
    "assignee",
    "ask",
    "organiser",
    "person",
}
_USERS: Final = frozenset({"admins", "delegates", "people", "console_admins", "users"})
_VERBATIM: Final = frozenset({"labels", "policy", "documents"})  # names below are people's own


class Items(dict[str, Any]):
    """A list whose order means nothing, by what tells its items apart."""


def meaning(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree in the one form in which it is compared; lists that are sets become `Items`."""
    return {name: _value(name, value) for name, value in tree.items()}


def is_same(one: Any, other: Any) -> bool:
    """Whether two values mean the same; `true` is not 1, and 8.0 is 8."""
    return _words(one) == _words(other)


def as_written(value: Any) -> Any:
    """A value as JSON knows it: `Items` are lists again."""
    if isinstance(value, Items):
        return [as_written(item) for item in value.values()]
    if isinstance(value, Mapping):
        return {name: as_written(item) for name, item in value.items()}
    return [as_written(item) for item in value] if isinstance(value, list) else value


def _value(name: str, value: Any) -> Any:
    if name in _VERBATIM:
        return _plain(value)
    if isinstance(value, Mapping):
        if name == "people":  # logins of the code host
            return {str(login).casefold(): str(user).casefold() for login, user in value.items()}
        return meaning(value)
    if isinstance(value, list):
        return _list(name, value)
    if isinstance(value, str):
        return value.casefold() if name in _USER else value
    return _plain(value)


def _list(name: str, values: Sequence[Any]) -> Any:
    if name in _SELECTORS:
        return _items([_selector(value) for value in values], _selected)
    if name in _USERS:
        values = [value.casefold() if isinstance(value, str) else value for value in values]
    below = [_value("", value) for value in values]
    return _items(below, _identity) if name in _SETS else below


def _selector(value: Any) -> Any:
    if isinstance(value, str):
        return {"user": value.casefold()}
    entry = {name: _plain(each) for name, each in value.items()}
    if isinstance(entry.get("user"), str):
        entry["user"] = entry["user"].casefold()
    if entry.get("sub_departments") is True:
        del entry["sub_departments"]  # so by default
    return entry


def _selected(entry: Mapping[str, Any]) -> str:
    if "user" in entry:
        return str(entry["user"])
    return next((f"{kind}:{entry[kind]}" for kind in ("department", "tag", "group") if kind in entry), _digest(entry))


def _identity(item: Any) -> str:
    if isinstance(item, Mapping):
        return str(item["key"]) if "key" in item else _digest(item)
    return str(item)


def _items(values: Sequence[Any], identity: Any) -> Items:
    items = Items()
    for value in values:
        name, number = identity(value), 1
        while name in items:
            number += 1
            name = f"{identity(value)}#{number}"
        items[name] = value
    return items


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _words(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _digest(value: Any) -> str:
    return hashlib.sha256(_words(value).encode()).hexdigest()[:8]
