"""Where a ledger begins: with its first record, or behind what was pruned.

A `pruned` record stands third in the segment that pruning began, after the seal and the carried state. It says which
segments are gone, how their chain ended, and everything that later records still hang on.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from reconciler.ledger.carried import restored
from reconciler.ledger.codec import DamagedLineError, decode
from reconciler.ledger.records import Record
from reconciler.ledger.replay import Replay
from reconciler.ledger.store import Store


def beginning_of(store: Store) -> Record | None:
    """The newest `pruned` record; None where nothing was pruned. It is believed only as far as the chain holds."""
    numbers = store.segments()
    for number in pointed(store, numbers):
        lines = [_decoded(line) for line in islice(store.lines(number), 1, 3)]
        if len(lines) > 1 and lines[1].get("type") == "pruned":
            return lines[1]
        home = _home(lines[0]) if lines and lines[0].get("type") == "carried" else None
        if home == 0:
            return None
        if home in numbers:
            found = _decoded(next(islice(store.lines(home), 2, None), b""))
            if found.get("type") == "pruned":
                return found
    return None


def pointed(store: Store, numbers: tuple[int, ...]) -> Iterator[int]:
    """Segments that begin with a carried state, the newest first, as seals name them; then, where some are missing at
    the front, every segment: a seal may have been torn.
    """
    for last in numbers[:-3:-1]:
        number = _decoded(next(iter(store.lines(last)), b"")).get("carry", 0)
        if number in numbers:
            yield number
            break
    if numbers and numbers[0] != 1:
        yield from reversed(numbers)


def replay_from(beginning: Record | None) -> Replay:
    """A replay that has heard what is not kept any more.

    Raises: KeyError, TypeError or ValueError for a state that no version of ours wrote.
    """
    return Replay() if beginning is None else restored(beginning)


def _home(carried: Record) -> Any:  # Of any version.
    try:
        return carried["state"]["carried"]["_home"]
    except (KeyError, TypeError):
        return None


def _decoded(line: bytes) -> Record:
    try:
        return decode(line)
    except DamagedLineError:
        return {}
