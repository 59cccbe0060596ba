"""Records → entries: a confirm is told with its call, everything with its apply. Memory: the open calls."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from reconciler.ledger.records import Record
from reconciler.model.ledger_entry import LedgerEntry

_FINAL = frozenset({"applied", "failed"})


def entries_of(records: Iterable[Record], calls_before: Iterable[Record] = ()) -> Iterator[LedgerEntry]:
    """One entry for each record, in order; one in memory at a time.

    `calls_before` are calls that are not among the records any more, and whose end may be.
    """
    calls = {call["seq"]: _call(call) for call in calls_before}
    current = ""
    for record in records:
        kind, seq = record["type"], record["seq"]
        call = calls.get(record["reserve"]) if kind == "confirm" else None
        if kind in {"apply-begun", "lease-taken"}:
            current = record.get("apply_id", "")
        entry = LedgerEntry(
            seq=seq,
            at=datetime.fromisoformat(record["at"]),
            kind=kind,
            facts=_evidence(record),
            call=call.facts if call else {},
            apply_id=call.apply_id if call else record.get("apply_id", current),
        )
        if kind == "reserve":
            calls[seq] = entry
        elif call is not None and record["status"] in _FINAL:
            del calls[call.seq]
        elif kind == "apply-ended":
            current = ""
        yield entry


def _call(record: Record) -> LedgerEntry:
    return LedgerEntry(
        seq=record["seq"],
        at=datetime.fromisoformat(record["at"]),
        kind=record["type"],
        facts=record,
        call={},
        apply_id=record.get("apply_id", ""),
    )


def _evidence(record: Record) -> Record:
    """What happened; a carried state repeats it, with everybody in it."""
    if record["type"] not in {"carried", "pruned"}:
        return record
    return {name: value for name, value in record.items() if name not in {"state", "calls", "presences"}}
