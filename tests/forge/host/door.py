"""The host's door in process."""

from collections.abc import Callable

import httpx

from tests.forge.host.world import Request

Answer = tuple[int, dict[str, str], bytes]


class Door(httpx.AsyncBaseTransport):
    """What `handle` answers at the address `base`; its lost connections are httpx's."""

    def __init__(self, handle: Callable[[Request, dict[str, str], str], Answer], base: str) -> None:
        self._handle, self._base = handle, base

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        headers = {key.lower(): value for key, value in request.headers.items()}
        path = request.url.raw_path.decode().partition("?")[0]
        asked = Request(request.method, path, request.url.query.decode(), body)
        try:
            status, said, content = self._handle(asked, headers, self._base)
        except ConnectionRefusedError as fault:
            raise httpx.ConnectError("refused", request=request) from fault
        except ConnectionError as fault:
            raise httpx.ReadError("reset", request=request) from fault
        return httpx.Response(status, headers=said, stream=httpx.ByteStream(content), request=request)
