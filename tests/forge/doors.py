"""The adapter at a test's host, with a clock that only waiting moves."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from reconciler.forge import GitHub, Session
from reconciler.forge.answer import Node
from reconciler.forge.endpoint import Call
from reconciler.forge.waiting import Patience, Timing
from tests.forge.host import Host

T = TypeVar("T")


class Clocked:
    """Runs one thing after the other; `waited` is every pause in seconds."""

    def __init__(self, host: Host, patience: Patience | None = None) -> None:
        self.host = host
        self.waited: list[float] = []
        self._patience = patience

    def run(self, do: Callable[[GitHub], Awaitable[T]]) -> T:
        """What `do` gives with the adapter in process."""

        return self._over(lambda session: do(GitHub(session)))

    def ask(self, call: Call) -> Node:
        """The answer to one request that no part of the adapter makes."""
        return self._over(lambda session: session.call(call))

    def _over(self, do: Callable[[Session], Awaitable[T]]) -> T:
        async def sleep(seconds: float) -> None:
            self.waited.append(seconds)

        async def inside() -> T:
            timing = Timing(clock=lambda: 1000.0, sleep=sleep)
            async with Session(
                self.host.place(), transport=self.host.transport(), timing=timing, patience=self._patience
            ) as session:
                return await do(session)

        return asyncio.run(inside())
