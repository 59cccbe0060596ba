"""The door in process: an httpx transport; the host of the request is ignored. The only module that knows httpx."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from reconciler.simulator.service import Reply, Service, Wire

Sleep = Callable[[float], Awaitable[None]]


class SimulatorTransport(httpx.AsyncBaseTransport):
    """Hands requests to the service. Slowness beyond the read timeout of the request is a timeout at once."""

    def __init__(self, service: Service, *, ip: str = "127.0.0.1", sleep: Sleep = asyncio.sleep) -> None:
        self._service = service
        self._ip = ip
        self._sleep = sleep

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request. Raises: httpx.ConnectError, httpx.ReadError or httpx.ReadTimeout where a fault says so."""
        wire = Wire(
            method=request.method,
            path=request.url.path,
            query=request.url.query.decode("ascii", "replace"),
            body=await request.aread(),
            ip=self._ip,
            door="in-process",
        )
        reply = self._service.handle(wire)
        if reply.cut == "refuse":
            raise httpx.ConnectError("connection refused", request=request)
        if reply.cut:
            raise httpx.ReadError("connection reset by peer", request=request)
        if reply.delay_s:
            await self._wait(request, reply)
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body, request=request)

    async def _wait(self, request: httpx.Request, reply: Reply) -> None:
        patience_s = request.extensions.get("timeout", {}).get("read")
        if patience_s is not None and reply.delay_s > patience_s:
            raise httpx.ReadTimeout("the answer is late", request=request)
        await self._sleep(reply.delay_s)
