"""An application that listens: a loopback server in a thread, which checks, decrypts and answers."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

from reconciler.simulator import Simulator
from reconciler.simulator.callbacks.crypto import decrypt, encrypt, signature

TOKEN, KEY = "SimToken01", "simulatorKeysimulatorKeysimulatorKeysimulaA"


@dataclass
class Receiver:
    """What came in; `statuses` are given out first, then 200; `answer` is the body; `stall` makes callers wait."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    answer: bytes = b""
    stall: threading.Event | None = None
    queries: list[dict[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    envelopes: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)

    def take(self, query: dict[str, str], body: str) -> None:
        """Check the signature and keep the plaintext."""
        found = re.search(r"<Encrypt><!\[CDATA\[(.+)\]\]></Encrypt>", body)
        assert found is not None
        encrypted = found.group(1)
        assert query["msg_signature"] == signature(TOKEN, query["timestamp"], query["nonce"], encrypted)
        message, receiver = decrypt(KEY, encrypted)
        self.queries.append(query)
        self.bodies.append(body)
        self.envelopes.append(body.replace(encrypted, "…"))
        self.messages.append(message)
        self.receivers.append(receiver)

    def fields(self) -> list[dict[str, str]]:
        """Every message as names and texts; items of a list are joined with commas."""
        return [
            {each.tag: ",".join(item.text or "" for item in each) if len(each) else each.text or "" for each in tree}
            for tree in map(ET.fromstring, self.messages)
        ]


def echoed(query: dict[str, str]) -> bytes:
    """The answer to the check of an address."""
    assert query["msg_signature"] == signature(TOKEN, query["timestamp"], query["nonce"], query["echostr"])
    return decrypt(KEY, query["echostr"])[0].encode()


def passive_reply(message: str, corp: str) -> bytes:
    """An encrypted passive reply."""
    encrypted = encrypt(KEY, message, corp, b"0123456789abcdef")
    return f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature>s</MsgSignature></xml>".encode()


@contextmanager
def listening(world: Simulator, *agents: int, query: str = "") -> Iterator[Receiver]:
    """A receiver that these apps call back; it ends with the block."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, receiver.answer or echoed(self._query()))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status = receiver.statuses.pop(0) if receiver.statuses else 200
            if receiver.stall is not None:
                receiver.stall.wait(10)
            if status == 200:
                receiver.take(self._query(), body)
            self._answer(status, receiver.answer)

        def _query(self) -> dict[str, str]:
            return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}

        def _answer(self, status: int, body: bytes) -> None:
            with suppress(ConnectionError):  # Who lost patience has gone.
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/wecom{query}"
    for agent in agents:
        world.hands.set_callback(agent, receiver.url, TOKEN, KEY)
    try:
        yield receiver
    finally:
        if receiver.stall is not None:
            receiver.stall.set()
        server.shutdown()
        thread.join()
        server.server_close()
