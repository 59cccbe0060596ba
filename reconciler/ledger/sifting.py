"""Which lines may be about a group, a person or an apply, told from their bytes: quick, and never one too few.

A value stands in a line as a JSON string, quotes included, so a line without those bytes is not about it. Two things
hang on other lines: a confirm is about what its call is about, and what is written during an apply belongs to it.
"""

import json
from collections.abc import Iterable, Iterator

from reconciler.ledger.records import Record
from reconciler.model.ledger_entry import EntryFilter

_BEGUN = b'"type":"apply-begun"'
_MARKS = (_BEGUN, b'"type":"apply-ended"', b'"type":"lease-taken"')
_RESERVE = b'"type":"reserve"'
_UNKNOWN = b'"status":"unknown"'
_SEQ = b'"seq":'


class EntrySieve:
    """See `Sieve`; lets pass what holds one of some strings, and what hangs on it.

    Args:
        folds: the strings are in lower case, and upper case is the same.
        spans_applies: an `apply-begun` that passes takes everything with it until its apply ends.
    """

    def __init__(self, *needles: bytes, folds: bool = False, spans_applies: bool = False) -> None:
        self._needles = needles
        self._folds = folds
        self._spans_applies = spans_applies
        self._is_within = False
        self._awaited: dict[int, int] = {}  # calls that passed, without a final confirm → where to look from

    def sift(self, content: bytes) -> Iterator[bytes]:
        """See `Sieve`."""
        text = content.lower() if self._folds else content
        marks = {start for mark in _MARKS for start in _starts(content, mark)}
        found = {start for needle in self._needles for start in _starts(text, needle)}
        if self._spans_applies:
            found |= set(self._spans(content, found, sorted(marks)))
        for start in found:
            if content.find(_RESERVE, start, _end(content, start)) >= 0:
                self._awaited[_number(content, _SEQ, start)] = start
        found |= marks | set(self._confirms(content))
        for start in sorted(found):
            yield content[start : _end(content, start)]

    def hear(self, record: Record) -> None:
        """See `Sieve`."""
        kind = record["type"]
        if kind == "reserve":
            self._awaited[record["seq"]] = 0
        elif kind == "confirm" and record["status"] != "unknown":
            self._awaited.pop(record["reserve"], None)
        elif kind in {"apply-begun", "apply-ended", "lease-taken"}:
            self._is_within = kind == "apply-begun"

    def _confirms(self, content: bytes) -> Iterator[int]:
        """Lines that confirm calls which passed."""
        for seq, position in list(self._awaited.items()):
            self._awaited[seq] = 0
            for start in _starts(content, b'"reserve":%d,' % seq, position):
                yield start
                if content.find(_UNKNOWN, start, _end(content, start)) < 0:
                    del self._awaited[seq]
                    break

    def _spans(self, content: bytes, found: set[int], marks: list[int]) -> Iterator[int]:
        """Lines of applies that are asked for."""
        position = 0
        for mark in [*marks, len(content)]:
            while self._is_within and position < mark:
                yield position
                position = _end(content, position)
            if mark < len(content):
                begins = content.find(_BEGUN, mark, _end(content, mark)) >= 0
                position, self._is_within = mark, begins and mark in found


def chats_sieve(chats: Iterable[str]) -> EntrySieve:
    """What lets everything about some chats pass."""
    return EntrySieve(*(b'"chat_id":' + _string(chat) for chat in chats))


def sieve_for(wanted: EntryFilter) -> EntrySieve | None:
    """What lets entries pass that a filter may admit; None where every line has to be looked at."""
    if wanted.group is not None:
        return EntrySieve(b'"group":' + _string(wanted.group))
    if wanted.person is not None and wanted.person.isascii():
        return EntrySieve(_string(wanted.person).lower(), folds=True)
    if wanted.apply_id:
        return EntrySieve(b'"apply_id":' + _string(wanted.apply_id)[:-1], spans_applies=True)
    return None


def _string(value: str) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _starts(content: bytes, needle: bytes, position: int = 0) -> Iterator[int]:
    """Beginnings of the lines in which some bytes stand."""
    position = content.find(needle, position)
    while position >= 0:
        yield content.rfind(b"\n", 0, position) + 1
        position = content.find(needle, _end(content, position))


def _end(content: bytes, position: int) -> int:
    return content.index(b"\n", position) + 1


def _number(content: bytes, name: bytes, start: int) -> int:
    begin = content.index(name, start) + len(name)
    return int(content[begin : content.index(b",", begin)])
