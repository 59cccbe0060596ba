"""What earlier applies leave behind: which commits were applied, and which not to the end."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from reconciler.ledger.values import word
from reconciler.model.outcome import Status


class ApplyBook:
    """Hears of applies as they begin and end.

    A commit of the default branch is unfinished from the begin of its apply until one ends in which everything was
    applied: what was put off, failed or broke off is done by the same reviewed plan later.
    """

    def __init__(self) -> None:
        self.commit = ""
        self.merged = ""
        self.merged_base = ""
        self.unfinished: dict[str, datetime] = {}
        self.due: dict[str, datetime] = {}
        self._running: dict[str, str] = {}  # the commit by apply
        self.handlers: dict[str, Callable[[dict[str, Any], datetime], None]] = {
            "apply-begun": self._begun,
            "apply-ended": self._ended,
        }

    def _begun(self, record: dict[str, Any], at: datetime) -> None:
        """An apply from no repository, or of an older version, leaves what was known."""
        origin = record.get("origin")
        if origin is not None and "head" in origin:
            self.commit = word(origin["head"])
        merged = word(record.get("review", {}).get("merge_commit", ""))
        if not merged:
            return
        self.commit = merged
        if merged not in self.unfinished:  # one that is gone on with is an older one
            self.merged, self.merged_base = merged, word((origin or {}).get("base", ""))
        self.unfinished[merged] = at
        self.due.pop(merged, None)
        self._running = {record["apply_id"]: merged}

    def _ended(self, record: dict[str, Any], _at: datetime) -> None:
        merged = self._running.pop(record["apply_id"], "")
        if merged and not any(number for status, number in record["counts"].items() if status != Status.APPLIED):
            self.unfinished.pop(merged, None)
        elif merged and "due" in record:
            self.due[merged] = datetime.fromisoformat(record["due"])
