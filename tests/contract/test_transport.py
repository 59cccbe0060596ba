"""HTTP as clients of other languages speak it, byte by byte, over the loopback socket."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from reconciler.simulator import Simulator
from reconciler.simulator.server import loopback
from tests.simulator.rooms import KEY, ROOMS
from tests.simulator.scene import CORP, OURS, make_world

BODY = '{"msgtype":"text","text":{"content":"十二点开饭"}}'.encode()
PUSH = f"/cgi-bin/webhook/send?key={KEY}"
TOKEN = f"/cgi-bin/gettoken?corpid={CORP}&corpsecret={OURS}"
LENGTH = f"Content-Length: {len(BODY)}"
CHUNKS = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (BODY[:20], BODY[20:])) + b"0\r\n\r\n"
H2C = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA"


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Simulator]:
    """The world of rooms."""
    with make_world(tmp_path, ROOMS) as simulator:
        yield simulator


@pytest.fixture
def wire(rooms: Simulator) -> Iterator[socket.socket]:
    """A connection to the served world."""
    with loopback(rooms.directory) as base:
        address = urlsplit(base)
        with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
            yield connection


def exchange(wire: socket.socket, line: str, *fields: str, body: bytes = b"") -> str:
    """The whole answer to one request, headers and all."""
    head = "\r\n".join([f"{line} HTTP/1.1", "Host: qyapi.weixin.qq.com", *fields, "", ""])
    wire.sendall(head.encode() + body)
    return received(wire)


def received(wire: socket.socket) -> str:
    """One answer, as long as its Content-Length says."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += wire.recv(65536)
    head, _, rest = heard.partition(b"\r\n\r\n")
    size = next((int(line[16:]) for line in head.split(b"\r\n") if line.startswith(b"content-length: ")), 0)
    while len(rest) < size:
        rest += wire.recv(65536)
    return (head + b"\r\n\r\n" + rest).decode()


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        pytest.param([LENGTH, "Content-Type: application/x-www-form-urlencoded"], BODY, id="another-content-type"),
        pytest.param([LENGTH, "Accept-Encoding: gzip, deflate, br"], BODY, id="accepts-gzip"),
        pytest.param(["Transfer-Encoding: chunked"], CHUNKS, id="chunked"),
        pytest.param([LENGTH, *H2C.split("\r\n")], BODY, id="java-offers-http-2"),
        pytest.param([LENGTH, "connection: upgrade", "upgrade: h2c"], BODY, id="in-lower-case"),
    ],
)
def test_a_body_arrives_whole(rooms: Simulator, wire: socket.socket, fields: list[str], body: bytes) -> None:
    answer = exchange(wire, f"POST {PUSH}", *fields, body=body)

    assert answer.endswith('\r\n\r\n{"errcode":0,"errmsg":"ok"}')
    assert [message.text for message in rooms.messages("wrA")] == ["十二点开饭"]


def test_a_careful_client_is_told_to_go_on(wire: socket.socket) -> None:
    told = exchange(wire, f"POST {PUSH}", LENGTH, "Expect: 100-continue")
    wire.sendall(BODY)

    assert told.startswith("HTTP/1.1 100 ")
    assert received(wire).endswith('{"errcode":0,"errmsg":"ok"}')


def test_a_body_keeps_lines_that_look_like_headers(rooms: Simulator, wire: socket.socket) -> None:
    body = b'{"msgtype":"text",\r\n\r\n"text":{"content":"a\\r\\nUpgrade: h2c"}}'

    exchange(wire, f"POST {PUSH}", f"Content-Length: {len(body)}", body=body)

    assert [message.text for message in rooms.messages("wrA")] == ["a\r\nUpgrade: h2c"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(f"GET {TOKEN}&debug=1", id="debug"),
        pytest.param(f"GET http://qyapi.weixin.qq.com{TOKEN}", id="through-a-proxy"),
        pytest.param(f"GET /{TOKEN}", id="doubled-slash"),
        pytest.param(f"GET {TOKEN}&name=%E7%BE%A4&raw=群", id="chinese-in-the-query"),
    ],
)
def test_a_token_is_given_out(wire: socket.socket, line: str) -> None:
    assert '"expires_in":7200' in exchange(wire, line)


def test_one_connection_serves_many_requests(wire: socket.socket) -> None:
    answers = [exchange(wire, f"GET {TOKEN}", *H2C.split("\r\n")) for _ in range(3)]

    assert len({answer.partition("\r\n\r\n")[2] for answer in answers}) == 1


def test_a_get_may_have_a_body(wire: socket.socket) -> None:
    first = exchange(wire, f"GET {TOKEN}", "Content-Length: 2", body=b"{}")

    assert '"errcode":0' in first
    assert '"errcode":0' in exchange(wire, f"GET {TOKEN}")


def test_head_has_headers_only(wire: socket.socket) -> None:
    wire.sendall(f"HEAD {TOKEN} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    heard = b"".join(iter(lambda: wire.recv(65536), b""))

    assert b"error-code: 0" in heard
    assert heard.endswith(b"\r\n\r\n")


def test_a_byte_order_mark_is_bad_json_and_breaks_nothing(wire: socket.socket) -> None:
    answer = exchange(wire, f"POST {PUSH}", f"Content-Length: {len(BODY) + 3}", body=b"\xef\xbb\xbf" + BODY)

    assert '"errcode":40058' in answer
    assert '"errcode":0' in exchange(wire, f"POST {PUSH}", LENGTH, body=BODY)
