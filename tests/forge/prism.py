"""Stoplight's Prism as a second judge of requests, on loopback; it stops with the `with` block."""

import http.client
import json
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.forge.node_tools import NODE, node_modules
from tests.forge.trim import TRIMMED

_ENTRY = "@stoplight/prism-cli/dist/index.js"
_REF = re.compile(r"(?<=/git/ref/)heads/.+|(?<=/git/refs/)heads/.+")


@dataclass(frozen=True, slots=True)
class Prism:
    """A running one."""

    port: int

    def takes(self, method: str, path: str, query: str, body: bytes) -> bool:
        """Whether it finds a request to be as described.

        Slashes in the name of a ref are written as `%2F` here: OpenAPI has no words for a parameter that holds some.
        """
        path = _REF.sub(lambda found: found[0].replace("/", "%2F"), path)
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            headers = {"Content-Type": "application/json"} if body else {}
            connection.request(method, f"{path}?{query}" if query else path, body or None, headers)
            answer = connection.getresponse()
            status, said = answer.status, answer.read().decode()
        if status not in {200, 404, 405, 422}:
            raise AssertionError(f"{method} {path}: {status} {said[:300]}")
        return status == 200


@contextmanager
def prism(folder: Path) -> Iterator[Prism]:
    """Prism with the trimmed description, in which every answer is made one that Prism can give: `{}`."""
    description = folder / "answerable.json"
    description.write_text(json.dumps(_answerable()), encoding="utf-8")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(NODE), str(node_modules() / _ENTRY), "mock", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, str(description)], stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            assert any("is listening" in line for line in process.stdout)
            yield Prism(port)
        finally:
            process.terminate()


def _answerable() -> Any:
    description = json.loads(TRIMMED.read_text(encoding="utf-8"))
    answer = {"description": "ok", "content": {"application/json": {"example": {}}}}
    for operations in description["paths"].values():
        for operation in operations.values():
            operation["responses"] = {"200": answer}
    return _compilable(description)


def _compilable(node: Any) -> Any:
    """Without `nullable` where no type stands beside it: Prism takes any body for a schema that it cannot compile."""
    if isinstance(node, list):
        return [_compilable(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {key: _compilable(each) for key, each in node.items() if key != "nullable" or "type" in node}
