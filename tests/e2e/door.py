"""A door to a simulated WeCom on loopback, in a thread of the test, which hears of every request before its answer."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from reconciler.simulator.service import Wire
from tests.e2e.town import SECRET, VARIABLE, Town

Heard = Callable[[str, int], None]
"""Told the path's end and how often it was asked for, once the request took effect and before it is answered."""


def silent(_path: str, _number: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Door:
    """An open door."""

    url: str
    variables: Mapping[str, str]


@contextmanager
def open_door(town: Town, heard: Heard = silent, *, timeout_s: float = 10.0) -> Iterator[Door]:
    """Serve a town's world, and write company.yaml so that the command finds it: the real mode over a real socket."""
    counts: dict[str, int] = {}
    turn = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_request(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            end = path.removeprefix("/cgi-bin/")
            with turn:
                reply = town.world.service.handle(Wire(self.command, path, query, body, "127.0.0.1", "loopback"))
                counts[end] = counts.get(end, 0) + 1
                heard(end, counts[end])
            self.send_response(reply.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST = handle_request  # noqa: N815  # The names that http.server looks for.

        def log_message(self, *_words: object) -> None:
            """Nothing: the journal knows."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    connect(town, url, timeout_s)
    try:
        yield Door(url, {VARIABLE: SECRET})
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def connect(town: Town, url: str, timeout_s: float) -> None:
    """company.yaml for the real mode, at that address."""
    town.set_company(wecom={"base_url": url, "timeout_s": timeout_s}, apply={"unreviewed": "allow"})
