"""Composition for the code host: the adapter behind the engine's protocols."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from reconciler.cli.settings import Environment
from reconciler.engine.forge_ports import Forge
from reconciler.model.checkup import Granted

_LOOK_S = 5.0


@asynccontextmanager
async def open_forge(environment: Environment) -> AsyncIterator[Forge]:
    """The code host that the environment names, with its token.

    Raises: SettingsError before anything is sent.
    """
    from reconciler.forge import GitHub, Session

    async with Session(environment.code_host()) as session:
        yield GitHub(session)


def token_rights(environment: Environment) -> Callable[[str], Awaitable[Granted]]:
    """Asks the code host, once and not for long, about a token; it needs no repository.

    Raises (when asked): SettingsError for a text that is no token, ForgeError without a verdict.
    """

    async def ask(token: str) -> Granted:
        from reconciler.forge import Patience, Session, granted

        once = Patience(limit_wait_s=0.0, tries=1, timeout_s=_LOOK_S)
        async with Session(environment.code_host_without_repository(token), patience=once) as session:
            return await granted(session)

    return ask
