"""Records → entries: a confirm is told with its call, everything with its apply. Memory: the open calls."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from reconciler.ledger.records import Record
from reconciler.model.ledger_entry import LedgerEntry

_FINAL = frozenset({"applied", "failed"})


def entries_of(records: Iterable[Record]) -> Iterator[LedgerEntry]:
    """One entry for each record, in order; one in memory at a time."""
    calls: dict[int, LedgerEntry] = {}
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


def _evidence(record: Record) -> Record:
    """What happened; a carried state repeats it, with everybody in it."""
    return {name: value for name, value in record.items() if name != "state"} if record["type"] == "carried" else record
