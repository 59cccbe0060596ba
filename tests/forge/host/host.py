"""The host's face towards tests: what people and time do to a repository, and two doors for the adapter.

    host = Host(tmp_path)                      # repository o/r, with `main` holding one file
    number = host.open_pull_request("topic", {"groups/a.yaml": "a: 1\\n"}, author="ann")
    session = Session(host.place(), transport=host.transport())   # in process
    with host.serving() as url: ...                               # over a loopback socket, for other processes
    host.comment_as("bob", number, "hello"); host.merge(number); host.fault("after", "POST", "/comments")

Every request to it is held against GitHub's OpenAPI description; a wrong one is answered 599, kept in `complaints`, and
fails the test, whichever test it is (`tests/conftest.py`).
"""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.requests import Request as Asked
from starlette.responses import Response

from reconciler.model.code_host import CodeHostPlace
from reconciler.model.secret import Secret
from tests.forge.host import graphql, shapes
from tests.forge.host.door import Door
from tests.forge.host.faults import BEFORE
from tests.forge.host.openapi import complaints
from tests.forge.host.remote import Remote
from tests.forge.host.routes import RefusedError, Routes
from tests.forge.host.world import BOT, Comment, Fault, Request, Run, Thread, World

REPOSITORY = "o/r"
INSIDE = "http://host.test"
TOKEN = "t0ken"

UNDESCRIBED: list[str] = []
"""Complaints of every host there was since the last test: `tests/conftest.py` fails the test that brought them."""


class Host:
    """One code host with one repository, `o/r`; `login` is the account of its only token."""

    def __init__(self, directory: Path, login: str = BOT) -> None:
        self.world = World()
        self.remote = Remote(directory / "remote.git")
        self.remote.write("main", {"README.md": "hello\n"}, "Begin")
        self.complaints: list[str] = []
        self.scopes: str | None = None
        self.login = login
        self.page_limit = 100
        self.commit_limit = 250
        self._routes = Routes(self.world, self.remote, login)

    def open_pull_request(
        self, branch: str, files: dict[str, str | None], *, author: str = "ann", fork: bool = False
    ) -> int:
        """A pull request of that branch against main, with one commit; its number."""
        self.remote.write(branch, files, f"Change {branch}")
        number = self.world.next()
        self.world.threads[number] = Thread(number, branch, "", author, head=branch, fork=fork)
        self.remote.git("update-ref", f"refs/pull/{number}/head", f"refs/heads/{branch}")
        return number

    def push(
        self, number: int, files: dict[str, str | None], author: str | None = None, committer: str | None = None
    ) -> str:
        """One more commit on a pull request's branch, by its author or others ("": nobody with an account)."""
        commit = self.remote.write(str(self.world.threads[number].head), files, "More")
        if author is not None:
            self.world.writers[commit] = (author, author if committer is None else committer)
        self.remote.git("update-ref", f"refs/pull/{number}/head", commit)
        return commit

    def update_branch(self, number: int, by: str) -> str:
        """The button of that name: the base is merged into the branch, by the code host in somebody's name."""
        branch, head = str(self.world.threads[number].head), self.head(number)
        tree = self.remote.git("merge-tree", "--write-tree", head, "main").splitlines()[0]
        commit = self.remote.commit("Merge main", tree, [head, self.remote.git("rev-parse", "main")])
        self.remote.git("update-ref", f"refs/heads/{branch}", commit)
        self.world.writers[commit] = (by, "web-flow")
        return commit

    def head(self, number: int) -> str:
        """The commit at the tip of a pull request."""
        return self.remote.git("rev-parse", f"refs/heads/{self.world.threads[number].head}")

    def merge(self, number: int, by: str = "meg", way: str = "merge") -> str:
        """Merge it into main; the last commit that this makes there. `way`: `merge`, `squash` or `rebase`."""
        thread, head = self.world.threads[number], self.head(number)
        base = self.remote.git("rev-parse", "main")
        if way == "rebase":
            thread.merged_as = self._rebased(head)
        else:
            tree = self.remote.git("merge-tree", "--write-tree", base, head).splitlines()[0]
            parents = [base, head] if way == "merge" else [base]
            thread.merged_as = [self.remote.commit(f"Merge #{number}", tree, parents)]
            self.remote.git("update-ref", "refs/heads/main", thread.merged_as[0])
        thread.merge_commit = thread.merged_as[-1]
        thread.is_open, thread.merged_by = False, by
        return thread.merge_commit

    def _rebased(self, head: str) -> list[str]:
        """Each commit of a branch once more, on top of main."""
        made = []
        for step in self.remote.git("rev-list", "--reverse", f"main..{head}").split():
            before, after = self.remote.files(f"{step}^"), self.remote.files(step)
            names = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
            made.append(self.remote.write("main", {name: after.get(name) for name in names}, f"Rebase {step}"))
        return made

    def open_issue(self, author: str, title: str, body: str, labels: tuple[str, ...] = ()) -> int:
        """An issue by somebody; its number."""
        number = self.world.next()
        self.world.threads[number] = Thread(number, title, body, author, list(labels))
        return number

    def comment_as(self, author: str, number: int, body: str, association: str = "NONE") -> int:
        """A comment by somebody; its id."""
        made = Comment(self.world.next(), number, author, body, association=association)
        self.world.comments[made.id] = made
        return made.id

    def edit_comment(self, comment_id: int, body: str) -> None:
        """Somebody who may edits a comment; its author stays."""
        self.world.comments[comment_id].body = body

    def delete_comment(self, comment_id: int) -> None:
        """It is gone."""
        del self.world.comments[comment_id]

    def visible(self, number: int) -> list[Comment]:
        """Comments that are not folded away, oldest first."""
        return [each for each in self.world.comments.values() if each.thread == number and not each.hidden]

    def review_as(self, author: str, number: int, state: str = "APPROVED") -> None:
        """A review of the present head."""
        at = None if state == "PENDING" else "2026-11-02T08:00:00Z"
        review = {
            "user": shapes.user(author),
            "state": state,
            "commit_id": self.head(number),
            "submitted_at": at,
        }
        self.world.threads[number].reviews.append(review)

    def run(
        self,
        head: str,
        *,
        event: str = "push",
        repository: str = REPOSITORY,
        workflow: str = "validate.yml",
        branch: str = "topic",
    ) -> int:
        """A finished workflow run; its id."""
        number = self.world.next()
        self.world.runs[number] = Run(number, head, event, repository, f".github/workflows/{workflow}", branch)
        return number

    def approve_run(self, run: int, user: str, environment: str, state: str = "approved") -> None:
        """Somebody lets a run into an environment."""
        shown = {"user": shapes.user(user), "state": state, "comment": "", "environments": [{"name": environment}]}
        self.world.runs[run].approvals.append(shown)

    def leave_artifact(self, run: int, name: str, packed: bytes) -> int:
        """A run leaves a zip archive behind; its id."""
        number = self.world.next()
        self.world.runs[run].artifacts[number] = (name, packed)
        return number

    def fault(self, kind: str, method: str = "", path: str = "", times: int = 1) -> None:
        """Trouble for the next matching requests: see `world.Fault`."""
        self.world.faults.append(Fault(kind, method, path, times))

    def place(self, base: str = INSIDE) -> CodeHostPlace:
        """What the adapter is told of this host."""
        return CodeHostPlace(base, f"{base}/graphql", base, REPOSITORY, Secret(TOKEN))

    def transport(self) -> httpx.AsyncBaseTransport:
        """The door in process."""
        return Door(self.handle, INSIDE)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The door on loopback; its base address."""
        server = uvicorn.Server(uvicorn.Config(self._app, port=0, log_level="error", lifespan="off", interface="asgi3"))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        try:
            port = server.servers[0].sockets[0].getsockname()[1]
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        asked = Asked(scope, receive)
        headers = {key.lower(): value for key, value in asked.headers.items()}
        raw = (scope.get("raw_path") or scope["path"].encode()).decode().partition("?")[0]
        request = Request(asked.method, raw, scope["query_string"].decode(), await asked.body())
        try:
            answer = self.handle(request, headers, str(asked.base_url).rstrip("/"))
        except ConnectionError:
            answer = (502, {}, b"")
        await Response(answer[2], answer[0], answer[1])(scope, receive, send)

    def handle(self, request: Request, headers: dict[str, str], base: str) -> tuple[int, dict[str, str], bytes]:
        """One request; raises ConnectionError where the fault is a lost connection."""
        self.world.requests.append(request)
        if request.path.startswith("/elsewhere/"):
            return self._elsewhere(request, headers)
        wrong = self._wrong(request, headers)
        if wrong:
            self._complain(*wrong)
            return 599, {}, json.dumps({"message": "; ".join(wrong)}).encode()
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, {}, b'{"message": "Bad credentials"}'
        fault = self._fault(request)
        if fault in BEFORE:
            return BEFORE[fault]
        if fault == "before":
            raise ConnectionRefusedError
        if fault == "moved":
            return 307, {"location": f"{base}{request.path}?{request.query}".rstrip("?")}, b""
        answer = self._answer(request, base)
        if fault == "after":
            raise ConnectionResetError
        return (502, {}, b"") if fault == "502-after" else answer

    def _wrong(self, request: Request, headers: dict[str, str]) -> list[str]:
        said = [] if headers.get("x-github-api-version") == "2022-11-28" else ["no API version"]
        if request.path == "/graphql":
            return said
        return said + complaints(request.method, request.path, request.query, request.body)

    def _complain(self, *words: str) -> None:
        self.complaints += words
        UNDESCRIBED.extend(words)

    def _fault(self, request: Request) -> str | None:
        for fault in self.world.faults:
            where = request.path + (request.body.decode() if request.path == "/graphql" else "")
            if fault.times and request.method.startswith(fault.method) and fault.path in where:
                fault.times -= 1
                return fault.kind
        return None

    def _answer(self, request: Request, base: str) -> tuple[int, dict[str, str], bytes]:
        body = json.loads(request.body) if request.body else {}
        if request.path == "/graphql":
            return 200, {}, json.dumps(graphql.answer(self.world, self.login, body)).encode()
        path = request.path.removeprefix(f"/repos/{REPOSITORY}")
        if path.startswith("/actions/artifacts/"):
            return 302, {"location": f"{base}/elsewhere/{path.split('/')[3]}"}, b""
        if request.path == "/":
            return 200, {} if self.scopes is None else {"x-oauth-scopes": self.scopes}, b"{}"
        query = dict(parse_qsl(request.query))
        try:
            status, data = self._routes.answer(request.method, path, query, body)
        except RefusedError as refused:
            return refused.status, {}, json.dumps(refused.answer).encode()
        data = data[: self.commit_limit] if path.startswith("/pulls/") and path.endswith("/commits") else data
        data, link = self._page(data, query, f"{base}{request.path}")
        return status, link, json.dumps(data).encode()

    def _page(self, data: Any, query: dict[str, str], url: str) -> tuple[Any, dict[str, str]]:
        """A list, or the one list in an object, is given out in pages where the request asks for pages."""
        if "per_page" not in query:
            return data, {}
        key = next(iter(data)) if isinstance(data, dict) else None
        items = data[key] if key else data
        size, page = min(int(query["per_page"]), self.page_limit), int(query.get("page", "1"))
        part = items[(page - 1) * size : page * size]
        more = httpx.URL(url).copy_merge_params({**query, "page": str(page + 1)})
        link = {"link": f'<{more}>; rel="next"'} if page * size < len(items) else {}
        return ({key: part} if key else part), link

    def _elsewhere(self, request: Request, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Where archives lie: a token that comes here is a leak."""
        if "authorization" in headers:
            self._complain("the token was sent elsewhere")
        wanted = int(request.path.rsplit("/", 1)[1])
        found = [run.artifacts[wanted][1] for run in self.world.runs.values() if wanted in run.artifacts]
        return 200, {}, found[0]
