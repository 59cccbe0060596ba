"""The whole state of a replay as a tree of JSON and back, so that a walk may begin where a state was written down.

It is structural: whatever a replay and its books hold in attributes is carried, without being named here; a type of
value that this module does not know stops the writing (a test with every record finds it). A tree that lacks an
attribute of today's replay, or is of another `FORM`, is of another version: it is never taken for a shorter way,
because today's replay might make more of the same records.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from reconciler.errors import InternalError
from reconciler.ledger.carried_records import CarriedState
from reconciler.ledger.past_calls import Call, KnownGroup
from reconciler.ledger.past_resources import Written
from reconciler.ledger.past_steps import Heard
from reconciler.ledger.past_undone import HeldCall
from reconciler.ledger.records import Record
from reconciler.ledger.replay import Replay
from reconciler.model.lease import Lease
from reconciler.model.manual import Level
from reconciler.model.record import PastMessage, PastRemoval, PastRevocation, PastStep, PastTransfer
from reconciler.model.resource import PastResource, ResourceKind, ResourceOp
from reconciler.model.undo import PastUndone
from reconciler.text import Text

FORM = 2
"""Raised whenever a replay makes something else of the same records, attributes aside."""

Tree = dict[str, Any]

_DERIVED = frozenset({"_handlers", "handlers", "_shared"})
_ENUMS: dict[str, type[Enum]] = {kind.__name__: kind for kind in (Level, ResourceKind, ResourceOp)}
_VALUES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Call,
        KnownGroup,
        Heard,
        Written,
        Lease,
        PastStep,
        PastResource,
        PastTransfer,
        PastRemoval,
        PastMessage,
        PastRevocation,
        PastUndone,
        HeldCall,
    )
}
_PLAIN = (bool, int, str, type(None))


def carried_facts(replay: Replay) -> CarriedState:
    """The record that carries everything heard so far."""
    return {"type": "carried", "form": FORM, "state": _parts(replay)}


def is_current(record: Record) -> bool:
    """Whether a carried state holds what today's replay would make of the same records."""
    return record.get("form") == FORM and _has_all(Replay(), record["state"])


def restored(record: Record) -> Replay:
    """A replay that goes on from a carried state.

    Raises: KeyError, TypeError or ValueError for a state that no version of ours wrote.
    """
    replay = Replay()
    _restore(replay, record["state"])
    return replay


def _is_book(value: object) -> bool:
    """Parts of a replay are called so, and carried like it."""
    return type(value).__name__.endswith("Book")


def _held(owner: object) -> Tree:
    return {name: value for name, value in vars(owner).items() if name not in _DERIVED}


def _parts(owner: object) -> Tree:
    return {name: _parts(value) if _is_book(value) else _tree(value) for name, value in _held(owner).items()}


def _has_all(owner: object, tree: Tree) -> bool:
    held = _held(owner)
    return held.keys() == tree.keys() and all(
        _has_all(value, tree[name]) for name, value in held.items() if _is_book(value)
    )


def _restore(owner: object, tree: Tree) -> None:
    for name, value in _held(owner).items():
        if name not in tree:
            continue
        if _is_book(value):
            _restore(value, tree[name])
        else:
            setattr(owner, name, _value(tree[name]))


def _tree(value: object) -> object:
    """Mappings keep their order, sets are sorted."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return _tagged(type(value).__name__, value.value)
    if isinstance(value, datetime):
        return _tagged("at", value.isoformat())
    if isinstance(value, Mapping):
        return _tagged("map", [[_tree(key), _tree(each)] for key, each in value.items()])
    if isinstance(value, set | frozenset):
        return _tagged(type(value).__name__, sorted(_tree(each) for each in value))  # type: ignore[type-var]  # Sets hold ids, which sort as texts.
    if type(value).__name__ in _VALUES:
        return _tagged(type(value).__name__, {name: _tree(getattr(value, name)) for name in _names(value)})
    if isinstance(value, list | tuple | deque):
        return _tagged(type(value).__name__, [_tree(each) for each in value])
    name = type(value).__name__
    raise InternalError(Text(f"台账的状态里有不认识的 {name}。", f"The ledger's state holds an unknown {name}."))


def _tagged(kind: str, of: object) -> Tree:
    return {"~": kind, "of": of}


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, KnownGroup):
        return KnownGroup.CARRIED
    if is_dataclass(value):
        return tuple(field.name for field in fields(value))
    return tuple(getattr(value, "_fields", ()))


def _value(tree: Any) -> Any:
    if type(tree) in _PLAIN:
        return tree
    kind, of = tree["~"], tree["of"]
    if kind in _ENUMS:
        return _ENUMS[kind](of)
    if kind in _VALUES:
        return _VALUES[kind](**{name: _value(each) for name, each in of.items()})
    return _MADE[kind](of)


_MADE: dict[str, Callable[[Any], Any]] = {
    "at": datetime.fromisoformat,
    "map": lambda of: {_value(key): _value(each) for key, each in of},
    "set": lambda of: {_value(each) for each in of},
    "frozenset": lambda of: frozenset(_value(each) for each in of),
    "list": lambda of: [_value(each) for each in of],
    "tuple": lambda of: tuple(_value(each) for each in of),
    "deque": lambda of: deque(_value(each) for each in of),
}
