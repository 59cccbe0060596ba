"""What the doctor needs from outside, as protocols; every method raises ReconcilerError for what it cannot find out."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from reconciler.errors import LedgerError
from reconciler.model.checkup import Granted, Probed
from reconciler.model.ledger_report import Pruning
from reconciler.model.live import ApplicationState
from reconciler.model.record import Past

Variable = Callable[[str], str]
"""The value of an environment variable, empty where it is not set; looked at, never kept or shown."""

CodeHost = Callable[[str], Awaitable[Granted]]
"""Asks the code host what it thinks of a token."""


class Line(Protocol):
    """The way to WeCom, without any secret."""

    async def resolve(self, host: str) -> int:
        """How many addresses a name has."""

    async def connect(self, host: str, port: int) -> None:
        """Open a connection and close it again."""

    async def probe(self) -> Probed:
        """One harmless request without token, once."""


class Access(Protocol):
    """WeCom as one secret opens it. A refused secret is tried once and never again."""

    async def token(self) -> None:
        """Exchange the secret for a token."""

    async def application(self) -> ApplicationState:
        """Our own application."""

    async def customer_groups(self) -> None:
        """Read one customer group's id at most."""

    async def archive(self) -> int:
        """How many people are archived."""


class CheckedLedger(Protocol):
    """The ledger, looked at and never written to."""

    def read(self) -> Past:
        """Replay to the end."""

    def broken_at(self) -> LedgerError | None:
        """The first thing wrong with the chain; None if everything hangs together."""

    def prunable(self, before: datetime) -> Pruning:
        """Sealed segments all older than that day."""

    def check_writable(self) -> None:
        """Raises LedgerError where nothing could be written."""
