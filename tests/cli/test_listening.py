"""The HTTP side of `listen`: what WeCom gets, and what everybody else gets, which is nothing."""

import asyncio
import socket

import httpx
import pytest

from reconciler.cli.listening import application, bound
from reconciler.errors import SettingsError
from reconciler.model.callback_event import CallbackEvent
from tests.wecom.test_callback import KEYS, NOW_S, body, query, sealed


def ask(method: str, path: str, params: object, content: bytes = b"") -> tuple[int, bytes, list[CallbackEvent]]:
    """One request: status, body, and the events that were heard."""
    heard: list[CallbackEvent] = []

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(application("/wecom", KEYS, lambda: NOW_S, heard.append))
        async with httpx.AsyncClient(transport=transport, base_url="http://listener") as client:
            return await client.request(method, path, params=params, content=content)  # type: ignore[arg-type]  # As given.

    answer = asyncio.run(send())
    return answer.status_code, answer.content, heard


def test_the_console_gets_its_echo_and_nothing_around_it() -> None:
    encrypted = sealed("1616140317555161061")

    answer = ask("GET", "/wecom", query(encrypted, echostr=encrypted))

    assert answer == (200, b"1616140317555161061", [])


def test_an_event_is_heard_and_answered_with_nothing() -> None:
    status, content, heard = ask("POST", "/wecom", query(sealed()), body(sealed()))

    assert (status, content, [event.name for event in heard]) == (200, b"", ["template_card_event"])


@pytest.mark.parametrize(
    ("method", "path", "params", "content", "status"),
    [
        pytest.param("GET", "/wecom", {}, b"", 403, id="no-signature"),
        pytest.param("GET", "/wecom", [*query("x", echostr="x").items(), ("nonce", "2")], b"", 403, id="twice"),
        pytest.param("POST", "/wecom", query(sealed()), b"nonsense", 403, id="malformed"),
        pytest.param("POST", "/wecom", query(sealed()), b"<" * 70_000, 413, id="huge"),
        pytest.param("POST", "/", query(sealed()), body(sealed()), 404, id="another-path"),
        pytest.param("PUT", "/wecom", query(sealed()), body(sealed()), 405, id="another-method"),
    ],
)
def test_everybody_else_learns_nothing(method: str, path: str, params: object, content: bytes, status: int) -> None:
    got, words, heard = ask(method, path, params, content)

    assert (got, heard) == (status, [])
    assert words in {b"", b"Not Found", b"Method Not Allowed"}


def test_a_port_that_is_taken_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingsError, match="Cannot listen"):
        bound("127.0.0.1", taken.getsockname()[1])
