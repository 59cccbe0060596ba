"""Records that stand for what was before them."""

from typing import Any, Literal, TypedDict


class CarriedState(TypedDict):
    """What all records before this segment come to (`carried.py`), so that reading may begin here."""

    type: Literal["carried"]
    form: int
    state: dict[str, Any]


class Pruned(TypedDict):
    """Segments up to that one were taken out, from record `first` to `last`, whose hash was `seal`.

    `home` is the segment this record is in, `until` the newest time of what is gone. The rest is what later records
    hang on: the state then, calls without an end as they were reserved, who was where.
    """

    type: Literal["pruned"]
    corp_id: str
    segment: int
    first: int
    last: int
    seal: str
    home: int
    before: str
    until: str
    by: str
    reason: str
    form: int
    state: dict[str, Any]
    calls: list[dict[str, Any]]
    presences: list[dict[str, Any]]
