"""Pages of a list: opaque cursors that belong to one question, limits that fall back to their default."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal

T = TypeVar("T")


def page(call: Call, rows: Sequence[T], most: int, default: int, question: str) -> tuple[list[T], str]:
    """The rows after the caller's `cursor`, at most `limit`, and the next cursor ("" at the end).

    A limit over `most`, or of no rows, falls back to the default [93338]. Raises: Refusal `code_bad_cursor`.
    """
    limit = call.body.number("limit", default)
    if not 1 <= limit <= most:
        limit = default
    start = _place(call, question)
    end = start + limit
    return list(rows[start:end]), _cursor(end, question) if end < len(rows) else ""


def _place(call: Call, question: str) -> int:
    cursor = call.body.text("cursor")
    if not cursor:
        return 0
    digits = cursor.partition("_")[0]
    place = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else 0
    if cursor != _cursor(place, question):
        raise Refusal(call.code("code_bad_cursor"))
    return place


def _cursor(place: int, question: str) -> str:
    return f"{place}_{hashlib.sha256(f'{question}/{place}'.encode()).hexdigest()[:24]}"
