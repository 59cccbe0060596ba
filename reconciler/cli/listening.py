"""The HTTP side of `listen`: one address, two methods, and no word about anything that is not from WeCom."""

import asyncio
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from reconciler.cli.settings import Environment
from reconciler.errors import SettingsError
from reconciler.model.callback_event import CallbackEvent
from reconciler.model.company import Callback
from reconciler.model.secret import Secret
from reconciler.system_errors import why
from reconciler.text import Text
from reconciler.wecom.callback import LARGEST_BODY_BYTES, CallbackKeys, open_event, verify_address

BODY_S = 5.0  # WeCom itself waits no longer for an answer [90930]
REFUSED, TOO_LARGE = 403, 413


def callback_keys(environment: Environment, callback: Callback, corp_id: str) -> CallbackKeys:
    """Token and key of the callback. Raises: SettingsError if a variable is not set or holds no key."""
    page = Text(
        "照抄后台 应用 → API 接收消息 里的 Token 和 EncodingAESKey。",
        "Copy Token and EncodingAESKey of the console: the application, API 接收消息 (receive messages).",
    )
    token, key = (Secret(environment.secret(name, page)) for name in (callback.token_env, callback.key_env))
    return CallbackKeys.of(token, key, corp_id)


def application(
    path: str, keys: CallbackKeys, now_s: Callable[[], float], hear: Callable[[CallbackEvent], None]
) -> Starlette:
    """GET answers the console's check; POST hears an event and answers at once with nothing."""

    async def check(request: Request) -> Response:
        query = _query(request)
        echo = verify_address(keys, query, now_s()) if query is not None else None
        if echo is None:
            return Response(status_code=REFUSED)
        return Response(echo, media_type="text/plain")

    async def take(request: Request) -> Response:
        query = _query(request)
        try:
            body = await asyncio.wait_for(_body(request), BODY_S)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=REFUSED)
        if body is None:
            return Response(status_code=TOO_LARGE)
        event = open_event(keys, query, body, now_s()) if query is not None else None
        if event is None:
            return Response(status_code=REFUSED)
        hear(event)
        return Response()

    return Starlette(
        routes=[Route(path, check, methods=["GET"], include_in_schema=False), Route(path, take, methods=["POST"])]
    )


def _query(request: Request) -> dict[str, str] | None:
    """Each parameter once; None where one is given twice."""
    pairs = request.query_params.multi_items()
    query = dict(pairs)
    return query if len(query) == len(pairs) else None


async def _body(request: Request) -> bytes | None:
    """The whole body, None as soon as it is too large."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY_BYTES:
            return None
    return body


def bound(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises: SettingsError where that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            Text(
                f"不能在 {host}:{port} 上接收：{why(error).zh}。", f"Cannot listen on {host}:{port}: {why(error).en}."
            ),
            Text("换一个 --host 或 --port。", "Choose another --host or --port."),
        ) from error


class CallbackServer(uvicorn.Server):
    """uvicorn without a log; a signal ends it, and `ended_by` says which."""

    def __init__(self, app: Starlette, announce: Callable[[str], None]) -> None:
        """`announce` hears the base address once it listens."""
        config = uvicorn.Config(
            app, loop="asyncio", ws="none", lifespan="off", log_config=None, log_level="critical", access_log=False,
            server_header=False, proxy_headers=False, timeout_graceful_shutdown=3,
        )  # fmt: skip
        super().__init__(config)
        self._announce = announce
        self.ended_by: signal.Signals | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say where."""
        await super().startup(sockets)
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        self._announce(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal ends the server, not the process: uvicorn would raise the signal again afterwards."""
        del frame
        self.ended_by = self.ended_by or signal.Signals(sig)
        self.should_exit = True
