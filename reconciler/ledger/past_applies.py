"""What earlier applies leave behind: the commit whose documents were applied last."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from reconciler.ledger.values import word


class ApplyBook:
    """Hears of applies as they begin."""

    def __init__(self) -> None:
        self.commit = ""
        self.handlers: dict[str, Callable[[dict[str, Any], datetime], None]] = {"apply-begun": self._begun}

    def _begun(self, record: dict[str, Any], _at: datetime) -> None:
        """An apply from no repository, or of an older version, leaves what was known."""
        origin = record.get("origin")
        if origin is not None and "head" in origin:
            self.commit = word(origin["head"])
