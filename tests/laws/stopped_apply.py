"""An apply that dies at one of its writes, just before it or just after it took effect; and every state in between."""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import Phase

from reconciler.cli.settings import Environment
from reconciler.cli.wiring import open_tenant
from reconciler.engine.apply import Applied, Apply, apply
from reconciler.engine.ports import Executor
from reconciler.model.action import CreateGroup, SendMessage, TellPerson, TransferOwner, UpdateGroup, WriteResource
from reconciler.model.resource import Made
from reconciler.source.load import load
from tests.e2e.town import CORP, Town

QUICK = (Phase.explicit, Phase.generate)
"""A failing company is small already; making it smaller would take minutes."""


Answer = TypeVar("Answer")


class Stopped(BaseException):
    """The process is gone: nothing that handles errors may see this."""


@dataclass(slots=True)
class Dying:
    """An executor that dies at its `last` write (counted from 0), before or after it took effect."""

    inner: Executor
    last: int
    afterwards: bool
    done: int = field(default=0)

    async def create(self, action: CreateGroup) -> None:
        """See `Executor`."""
        await self._do(self.inner.create(action))

    async def update(self, action: UpdateGroup) -> None:
        """See `Executor`."""
        await self._do(self.inner.update(action))

    async def send(self, action: SendMessage) -> None:
        """See `Executor`."""
        await self._do(self.inner.send(action))

    async def transfer(self, action: TransferOwner) -> None:
        """See `Executor`."""
        await self._do(self.inner.transfer(action))

    async def tell(self, action: TellPerson) -> None:
        """See `Executor`."""
        await self._do(self.inner.tell(action))

    async def write_resource(self, action: WriteResource) -> Made:
        """See `Executor`."""
        return await self._do(self.inner.write_resource(action))

    async def _do(self, call: Awaitable[Answer]) -> Answer:
        dies = self.done == self.last
        self.done += 1
        if dies and not self.afterwards:
            asyncio.ensure_future(call).cancel()
            raise Stopped
        answer = await call
        if dies:
            raise Stopped
        return answer


def stop_apply(town: Town, last: int, *, afterwards: bool) -> bool:
    """Apply without a saved plan, dying at a write; whether it died (and did not end before)."""
    try:
        asyncio.run(_apply(town, lambda inner: Dying(inner, last, afterwards)))
    except Stopped:
        return True
    return False


async def _apply(town: Town, wrap: Callable[[Executor], Executor]) -> Applied:
    loaded = load(town.root)
    assert loaded.desired is not None
    tenant = open_tenant(town.root, loaded.desired, loaded.findings, Environment({}), town.home)
    with closing(tenant):
        async with tenant.writer(lambda _what, _done, _total: None) as (observer, executor_for):
            return await apply(
                Apply(
                    setting=tenant.setting,
                    observer=observer,
                    executor_for=lambda directory: wrap(executor_for(directory)),
                    ledger=tenant.ledger,
                    by="law",
                    asked_to_stop=lambda: False,
                    progress=lambda _what, _done, _total: None,
                )
            )


class Film:
    """Every state that any chat was ever in since the last `cut`, taken by the database itself."""

    def __init__(self, town: Town) -> None:
        self._connection = sqlite3.connect(town.home / "world.sqlite", isolation_level=None, timeout=60)
        self._connection.executescript(
            """
            CREATE TABLE film (chat_id TEXT, owner TEXT, members TEXT);
            CREATE TRIGGER film_insert AFTER INSERT ON chats
              BEGIN INSERT INTO film VALUES (new.chat_id, new.owner, new.members); END;
            CREATE TRIGGER film_update AFTER UPDATE ON chats
              BEGIN INSERT INTO film VALUES (new.chat_id, new.owner, new.members); END;
            """
        )

    def cut(self) -> None:
        """Forget what was seen: people may do to their chats what they like."""
        self._connection.execute("DELETE FROM film")

    def states(self) -> list[tuple[str, str, set[str]]]:
        """Chat id, owner and members after every write."""
        rows = self._connection.execute("SELECT chat_id, owner, members FROM film ORDER BY rowid").fetchall()
        return [(chat_id, owner, set(json.loads(members))) for chat_id, owner, members in rows]

    def check(self, cap: int = 1999) -> None:
        """Owner among the members, two people at least, the cap at most, after every single write."""
        for chat_id, owner, members in self.states():
            assert owner in members, (chat_id, owner, members)
            assert 2 <= len(members) <= cap, (chat_id, len(members))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


__all__ = ["CORP", "Dying", "Film", "Stopped", "stop_apply"]
