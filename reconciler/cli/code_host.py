"""Asks GitHub whether it takes a token, for `doctor`: one request that reads nothing but headers."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from reconciler.cli.settings import Environment
from reconciler.errors import ReconcilerError, UnreachableError
from reconciler.model.checkup import Granted
from reconciler.text import Text

GITHUB = "https://api.github.com"
TIMEOUT_S = 5.0

Connect = Callable[..., HTTPConnection]


def code_host(environment: Environment, connect: Connect = HTTPSConnection) -> Callable[[str], Awaitable[Granted]]:
    """What is asked for a token; GITHUB_API_URL names another host, reached by https all the same.

    Raises (when asked): UnreachableError without the token in its words.
    """
    host = urlsplit(environment.variables.get("GITHUB_API_URL") or GITHUB)

    def ask(token: str) -> Granted:
        try:
            with closing(connect(host.hostname or "", host.port, timeout=TIMEOUT_S)) as connection:
                connection.request(
                    "GET",
                    f"{host.path.rstrip('/')}/",
                    headers={"Authorization": f"Bearer {token}", "User-Agent": "wecom-reconciler"},
                )
                with connection.getresponse() as answer:
                    status, scopes = answer.status, answer.headers.get("X-OAuth-Scopes")
        except (OSError, HTTPException, ValueError):  # a header that is none would be quoted in the error's words
            raise _silent(host.hostname or "") from None
        if status not in {200, 401}:  # 403 is a limit, not a verdict
            raise _silent(host.hostname or "")
        return Granted(
            accepted=status == 200,
            scopes=None if scopes is None else tuple(scope.strip() for scope in scopes.split(",") if scope.strip()),
        )

    async def granted(token: str) -> Granted:
        return await asyncio.to_thread(ask, token)

    return granted


def _silent(host: str) -> ReconcilerError:
    return UnreachableError(Text(f"{host} 没有给出可用的应答。", f"{host} gave no usable answer."))
