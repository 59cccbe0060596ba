"""Composition for the code host: the adapter behind the engine's protocols."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from reconciler.cli.settings import Environment
from reconciler.engine.forge_ports import Forge


@asynccontextmanager
async def open_forge(environment: Environment) -> AsyncIterator[Forge]:
    """The code host that the environment names, with its token.

    Raises: SettingsError before anything is sent.
    """
    from reconciler.forge import GitHub, Session

    async with Session(environment.code_host()) as session:
        yield GitHub(session)
