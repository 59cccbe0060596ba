"""A scripted WeCom on the other side of httpx's transport, and time that only moves when somebody sleeps."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from reconciler.model.company import Connection
from reconciler.model.secret import Secret
from reconciler.wecom.gateway import Session
from reconciler.wecom.retry import Patience
from reconciler.wecom.throttle import Timing

CORP, SECRET, TOKEN = "ww0001", "the-application-secret", "the-access-token"
OK: Mapping[str, object] = {"errcode": 0, "errmsg": "ok"}

Result = TypeVar("Result")
Reply = Mapping[str, object] | httpx.Response | type[Exception]


def refusal(errcode: int, errmsg: str = "no, from ip: 10.9.8.7, more info at https://example.invalid") -> Reply:
    """WeCom's no."""
    return {"errcode": errcode, "errmsg": errmsg}


def html(status: int) -> httpx.Response:
    """An answer of some gateway in between."""
    return httpx.Response(status, content=b"<html>gateway</html>")


@dataclass
class FakeTime:
    """A clock that stands still until somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Seconds."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(seconds)
        self.now += seconds

    @property
    def timing(self) -> Timing:
        """For the session."""
        return Timing(self.clock, self.sleep)


class ScriptedWecom(httpx.AsyncBaseTransport):
    """Answers by path, in order; the last answer of a path is repeated. `asked` keeps what came over the wire."""

    def __init__(self, answers: Mapping[str, Sequence[Reply]] | None = None) -> None:
        self._answers: dict[str, list[Reply]] = {path: list(replies) for path, replies in (answers or {}).items()}
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        await asyncio.sleep(0)  # lets the calls side by side overtake one another
        self.asked.append(request)
        path = request.url.path.removeprefix("/cgi-bin/")
        replies = self._answers.get(path)
        if replies is None and path == "gettoken":
            return httpx.Response(200, json={**OK, "access_token": f"{TOKEN}-{self.count(path)}", "expires_in": 7200})
        if replies is None:
            return httpx.Response(404)
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(reply, httpx.Response):
            return httpx.Response(reply.status_code, content=reply.content)
        if isinstance(reply, type):
            raise reply(f"trouble with {request.url}")
        return httpx.Response(200, content=json.dumps(reply, ensure_ascii=False).encode())

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(request.url.path == f"/cgi-bin/{path}" for request in self.asked)

    def paths(self) -> list[str]:
        """Every path asked for, without the token's."""
        found = [request.url.path.removeprefix("/cgi-bin/") for request in self.asked]
        return [path for path in found if path != "gettoken"]

    def bodies(self) -> list[object]:
        """Every body sent."""
        return [json.loads(request.content) for request in self.asked if request.content]


def a_session(
    transport: httpx.AsyncBaseTransport | None = None,
    time: FakeTime | None = None,
    *,
    connection: Connection | None = None,
    patience: Patience | None = None,
) -> Session:
    """A session with the scripted WeCom, in fake time."""
    return Session(
        connection or Connection(base_url="https://wecom.invalid"),
        CORP,
        Secret(SECRET),
        transport=transport,
        timing=(time or FakeTime()).timing,
        patience=patience,
    )


def through(transport: httpx.AsyncBaseTransport, do: Callable[[Session], Coroutine[Any, Any, Result]]) -> Result:
    """What `do` makes of one session."""

    async def run() -> Result:
        async with a_session(transport) as session:
            return await do(session)

    return asyncio.run(run())
