"""What an in-process transport cannot show: cut connections, slowness and proxies, over a real loopback socket."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest

from reconciler.errors import ProviderError, UnknownOutcomeError, UnreachableError
from reconciler.model.company import Connection
from reconciler.wecom.appchat import UPDATE_CHAT
from reconciler.wecom.contacts import GET_USER
from reconciler.wecom.gateway import ReadGateway, Session, WriteGateway
from tests.wecom.wire import SECRET, TOKEN, a_session

Act = Callable[["Server", asyncio.StreamWriter], Awaitable[None]]


async def answer(writer: asyncio.StreamWriter, fields: dict[str, object]) -> None:
    body = json.dumps(fields).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


class Server:
    """A raw server: gives tokens, and does `act` for anything else. Keeps what was asked."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.lines: list[str] = []
        self.bodies: list[bytes] = []
        self.connections = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                line, *headers = head.decode().split("\r\n")
                sizes = [int(each.split(":")[1]) for each in headers if each.lower().startswith("content-length:")]
                self.bodies.append(await reader.readexactly(sizes[0] if sizes else 0))
                self.lines.append(line)
                if "/gettoken" in line:
                    await answer(writer, {"errcode": 0, "access_token": TOKEN, "expires_in": 7200})
                else:
                    await self.act(self, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def count(self, path: str) -> int:
        return sum(path in line for line in self.lines)


@asynccontextmanager
async def serving(act: Act) -> AsyncIterator[tuple[Server, int]]:
    server = Server(act)
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    try:
        yield server, listener.sockets[0].getsockname()[1]
    finally:
        listener.close()
        await listener.wait_closed()


async def cut(_: Server, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def cut_in_the_body(_: Server, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"errcode":0,')
    await writer.drain()
    writer.close()


async def slow(_: Server, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.3)
    await answer(writer, {"errcode": 0})


async def fine(_: Server, writer: asyncio.StreamWriter) -> None:
    await answer(writer, {"errcode": 0, "userid": "a"})


def against(act: Act, do: Callable[[Session], Coroutine[Any, Any, object]], timeout_s: float = 5.0) -> Server:
    """Run `do` against a server; what it raises is raised, with the server on it as `server`."""

    async def run() -> Server:
        async with serving(act) as (server, port):
            connection = Connection(f"http://127.0.0.1:{port}", timeout_s=timeout_s)
            async with a_session(connection=connection) as session:
                try:
                    await do(session)
                except ProviderError as error:
                    error.add_note(str(server.count("/update") + server.count("/user/get")))
                    raise
            return server

    return asyncio.run(run())


async def write(session: Session) -> object:
    return await WriteGateway(session).write(UPDATE_CHAT, {"chatid": "c1", "name": "新"})


async def read(session: Session) -> object:
    return await ReadGateway(session).read(GET_USER, {"userid": "a"})


@pytest.mark.parametrize(
    ("act", "timeout_s"),
    [
        pytest.param(cut, 5.0, id="cut-after-sending"),
        pytest.param(cut_in_the_body, 5.0, id="cut-in-the-answer"),
        pytest.param(slow, 0.1, id="slower-than-the-timeout"),
    ],
)
def test_a_write_without_an_answer_is_unknown_and_never_resent(act: Act, timeout_s: float) -> None:
    with pytest.raises(UnknownOutcomeError) as raised:
        against(act, write, timeout_s)

    assert raised.value.__notes__ == ["1"]


def test_a_read_without_an_answer_is_tried_three_times() -> None:
    with pytest.raises(UnreachableError) as raised:
        against(cut, read)

    assert raised.value.__notes__ == ["3"]


@pytest.mark.parametrize("do", [pytest.param(write, id="write"), pytest.param(read, id="read")])
def test_nobody_listening_means_certainly_not_arrived(do: Callable[[Session], Coroutine[Any, Any, object]]) -> None:
    async def run() -> None:
        async with serving(fine) as (_, port):
            pass
        async with a_session(connection=Connection(f"http://127.0.0.1:{port}")) as session:
            await do(session)

    with pytest.raises(UnreachableError):
        asyncio.run(run())


def test_one_connection_is_kept_for_calls_after_one_another() -> None:
    async def thrice(session: Session) -> None:
        for _ in range(3):
            await read(session)

    server = against(fine, thrice)

    assert (server.connections, server.count("/user/get")) == (1, 3)


def test_the_wire_carries_the_token_and_unescaped_chinese() -> None:
    server = against(fine, write)

    assert server.lines[-1] == f"POST /cgi-bin/appchat/update?access_token={TOKEN} HTTP/1.1"
    assert server.bodies[-1] == '{"chatid": "c1", "name": "新"}'.encode()


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    server = against(fine, read)

    assert server.count("/user/get") == 1


def test_the_proxy_of_the_settings_is_used() -> None:
    async def run() -> Server:
        async with serving(fine) as (server, port):
            connection = Connection("http://wecom.invalid", proxy=f"http://127.0.0.1:{port}")
            async with a_session(connection=connection) as session:
                await read(session)
            return server

    server = asyncio.run(run())

    assert server.lines[-1].startswith("GET http://wecom.invalid/cgi-bin/user/get?")


def test_no_log_shows_token_or_secret_on_a_real_connection(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    against(fine, write)

    assert "httpcore" in caplog.text or "httpx" in caplog.text
    assert (TOKEN in caplog.text, SECRET in caplog.text) == (False, False)
