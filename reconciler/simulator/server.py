"""The door on a loopback socket: the same service behind uvicorn, for clients in other processes and languages."""

import asyncio
import ipaddress
import re
import socket
import struct
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from reconciler.simulator.errors import DoorError
from reconciler.simulator.service import Reply, Service, Wire
from reconciler.simulator.simulator import Simulator

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

START_TIMEOUT_S = 10.0
KEEP_ALIVE_S = 75  # As web servers do: clients that keep connections in a pool lose a request when one closes early.
UPGRADE = re.compile(rb"(?<=\r\n)upgrade(?=:)", re.IGNORECASE)
RAW_BYTE = re.compile(rb"[\x80-\xff]")
RESET = struct.pack("ii", 1, 0)  # Linger of zero seconds: closing sends RST, not FIN.


class Protocol(HttpToolsProtocol):
    """HTTP as clients in use speak it where httptools is too strict.

    Java's own client offers HTTP/2 with every plain request; httptools takes any `Upgrade` for the end of HTTP and
    drops the body, so the offer is not shown to it. Go and curl send the bytes of a query as they are written.
    """

    def data_received(self, data: bytes) -> None:
        """Mend the head of a request; bodies stay as they are."""
        if self.cycle is None or self.cycle.response_complete:  # type: ignore[redundant-expr]  # None before the first
            head, gap, body = data.partition(b"\r\n\r\n")
            line, end, fields = head.partition(b"\r\n")
            line = RAW_BYTE.sub(lambda byte: b"%%%02X" % byte[0][0], line)
            data = line + UPGRADE.sub(b"Offered", end + fields) + gap + body
        super().data_received(data)


class LoopbackServer(uvicorn.Server):
    """uvicorn over one world. It ends by itself when idle, and quietly on SIGTERM and SIGINT."""

    def __init__(
        self,
        service: Service,
        host: str = "127.0.0.1",
        port: int = 0,
        idle_timeout_s: float | None = None,
        announce: Callable[[str], None] | None = None,
    ) -> None:
        """`port` 0 takes a free one; `announce` hears the base address, like `http://127.0.0.1:41873`."""
        _demand_loopback(host)
        config = uvicorn.Config(
            self._app, host=host, port=port, loop="asyncio", http=Protocol, ws="none", lifespan="off",
            interface="asgi3", log_config=None, log_level="critical", access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=1, timeout_keep_alive=KEEP_ALIVE_S,
        )  # fmt: skip
        super().__init__(config)
        self._service = service
        self._idle_timeout_s = idle_timeout_s
        self._announce = announce
        self._last_request_s = time.monotonic()

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """Listen, then say where."""
        await super().startup(sockets)
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        self._last_request_s = time.monotonic()
        if self._announce is not None:
            self._announce(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: end when nobody asked for long enough."""
        idle_s = time.monotonic() - self._last_request_s
        if self._idle_timeout_s is not None and idle_s >= self._idle_timeout_s:
            self.should_exit = True
        return await super().on_tick(counter)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal ends the server, not the process: uvicorn would raise the signal again afterwards."""
        del sig, frame
        self.should_exit = True

    async def _app(self, scope: Message, receive: Receive, send: Send) -> None:
        self._last_request_s = time.monotonic()
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
        client = scope.get("client") or ("127.0.0.1", 0)
        wire = Wire(
            scope["method"],
            scope["path"],
            scope["query_string"].decode("ascii", "replace"),
            body,
            client[0],
            "loopback",
        )
        reply = self._service.handle(wire)
        if reply.cut:
            await self._cut(client, receive)
            return
        if reply.delay_s:
            await asyncio.sleep(reply.delay_s)
        await _send(reply, send)
        self._last_request_s = time.monotonic()

    async def _cut(self, client: tuple[str, int], receive: Receive) -> None:
        """Break the connection under the request with a reset, as a dead load balancer would."""
        for connection in self.server_state.connections:
            if isinstance(connection, Protocol) and connection.client == tuple(client):
                connection.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                connection.transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def _send(reply: Reply, send: Send) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    headers.append((b"content-length", str(len(reply.body)).encode("ascii")))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


def _demand_loopback(host: str) -> None:
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise DoorError(f"模拟器只在回环地址上服务，不在 {host} 上", f"the simulator serves loopback only, not {host}")


def serve(
    directory: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    idle_timeout_s: float | None = None,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve the world in a directory until it has been idle long enough, or until SIGTERM or SIGINT; then return.

    Raises: DoorError when the host is not loopback, WorldMissingError when there is no world.
    """
    with Simulator.open(directory) as simulator:
        LoopbackServer(simulator.service, host, port, idle_timeout_s, announce).run()


@contextmanager
def loopback(directory: Path) -> Iterator[str]:
    """For tests: serve from a thread while the block runs; gives the base address."""
    addresses: list[str] = []
    started = threading.Event()

    def announce(address: str) -> None:
        addresses.append(address)
        started.set()

    with Simulator.open(directory) as simulator:
        server = LoopbackServer(simulator.service, announce=announce)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        if not started.wait(START_TIMEOUT_S):
            raise DoorError("模拟器没有启动", "the simulator did not start")
        try:
            yield addresses[0]
        finally:
            server.should_exit = True
            thread.join()
