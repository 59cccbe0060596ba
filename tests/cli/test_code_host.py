"""What GitHub is asked about a token, over loopback."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from reconciler.cli.code_host import code_host
from reconciler.cli.settings import Environment
from reconciler.errors import UnreachableError
from reconciler.model.checkup import Granted

TOKEN = "ghp_Zq7"


@contextmanager
def answering(status: int, headers: Mapping[str, str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A host that answers everything alike, and what it was asked."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("Authorization", "")))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api/v3/", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask(url: str, token: str = TOKEN) -> Granted:
    host = code_host(Environment({"GITHUB_API_URL": url}), HTTPConnection)

    async def run() -> Granted:
        return await host(token)

    return asyncio.run(run())


@pytest.mark.parametrize(("status", "headers", "granted"), [
    pytest.param(200, {"X-OAuth-Scopes": "repo, gist"}, Granted(True, ("repo", "gist")), id="classic"),
    pytest.param(200, {"X-OAuth-Scopes": ""}, Granted(True, ()), id="classic-without-scopes"),
    pytest.param(200, {}, Granted(accepted=True), id="rights-not-listed"),
    pytest.param(401, {}, Granted(accepted=False), id="refused"),
])  # fmt: skip
def test_the_host_says_what_a_token_may(status: int, headers: Mapping[str, str], granted: Granted) -> None:
    with answering(status, headers) as (url, asked):
        found = ask(url)

    assert (found, asked) == (granted, [("/api/v3/", f"Bearer {TOKEN}")])


def test_a_host_in_trouble_says_nothing_of_the_token() -> None:
    with answering(403, {}) as (url, _), pytest.raises(UnreachableError):
        ask(url)


@pytest.mark.parametrize("token", [TOKEN, "ghp_Zq7\nX: y"])
def test_no_answer_is_no_refusal_and_the_token_is_not_quoted(token: str) -> None:
    with answering(200, {}) as (url, _):
        pass

    with pytest.raises(UnreachableError) as raised:
        ask(url, token)

    assert "Zq7" not in f"{raised.value.what} {raised.value.__cause__}"
