"""GitHub's REST routes over what the host remembers. A handler answers (status, data)."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.forge.host import shapes
from tests.forge.host.remote import Remote
from tests.forge.host.world import Comment, Thread, World

Answer = tuple[int, Any]
LIMIT = 65_536


class RefusedError(Exception):
    """An answer outside 2xx."""

    def __init__(self, status: int, message: str, field: str = "") -> None:
        super().__init__(message)
        self.answer = {"message": message, "errors": [{"message": field}] if field else []}
        self.status = status


class Routes:
    """Everything that can be asked of one repository; `login` is the account of the token."""

    def __init__(self, world: World, remote: Remote, login: str) -> None:
        self._world, self._remote, self._login = world, remote, login
        found: dict[str, Callable[..., Answer]] = {
            r"GET /issues": self.issues,
            r"POST /issues": self.create_issue,
            r"PATCH /issues/(\d+)": self.change_thread,
            r"POST /issues/(\d+)/comments": self.comment,
            r"PATCH /issues/comments/(\d+)": self.change_comment,
            r"POST /issues/(\d+)/labels": self.label,
            r"DELETE /issues/(\d+)/labels/([^/]+)": self.unlabel,
            r"POST /issues/(\d+)/assignees": self.assign,
            r"POST /check-runs": self.create_check,
            r"PATCH /check-runs/(\d+)": self.change_check,
            r"GET /commits/(\w+)/check-runs": self.checks,
            r"GET /commits/(\w+)/pulls": self.pulls_of,
            r"GET /pulls": self.pulls,
            r"POST /pulls": self.create_pull,
            r"GET /pulls/(\d+)": self.pull,
            r"PATCH /pulls/(\d+)": self.change_thread,
            r"GET /pulls/(\d+)/reviews": self.reviews,
            r"GET /pulls/(\d+)/files": self.files,
            r"GET /pulls/(\d+)/commits": self.commits,
            r"GET /git/ref/(.+)": self.ref,
            r"POST /git/refs": self.create_ref,
            r"PATCH /git/refs/(.+)": self.move_ref,
            r"GET /git/commits/(\w+)": self.commit,
            r"POST /git/commits": self.create_commit,
            r"POST /git/trees": self.create_tree,
            r"GET /git/trees/(\w+)": self.show_tree,
            r"GET /actions/workflows/([\w.-]+)/runs": self.runs_of,
            r"GET /actions/runs/(\d+)": self.run,
            r"GET /actions/runs/(\d+)/approvals": self.approvals,
            r"GET /actions/runs/(\d+)/artifacts": self.artifacts,
        }
        self._routes = [(re.compile(pattern), handler) for pattern, handler in found.items()]

    def answer(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Answer:
        """Raises RefusedError; `path` begins below the repository."""
        for pattern, handler in self._routes:
            if found := pattern.fullmatch(f"{method} {path}"):
                return handler(
                    *map(unquote, found.groups()), **({"query": query} if method == "GET" else {"body": body})
                )
        raise RefusedError(404, "Not Found")

    def _thread(self, number: str) -> Thread:
        if int(number) not in self._world.threads:
            raise RefusedError(404, "Not Found")
        return self._world.threads[int(number)]

    def issues(self, query: dict[str, str]) -> Answer:
        found = [each for each in reversed(self._world.threads.values()) if query["labels"] in each.labels]
        found = [each for each in found if query["state"] == "all" or each.is_open == (query["state"] == "open")]
        return 200, [shapes.issue(each) for each in found]

    def create_issue(self, body: dict[str, Any]) -> Answer:
        self._check(body)
        number = self._world.next()
        made = Thread(number, body["title"], body.get("body", ""), self._login, list(body.get("labels", [])))
        self._world.threads[number] = made
        return 201, shapes.issue(made)

    def change_thread(self, number: str, body: dict[str, Any]) -> Answer:
        self._check(body)
        thread = self._thread(number)
        thread.title, thread.body = body.get("title", thread.title), body.get("body", thread.body)
        thread.is_open = body["state"] == "open" if "state" in body else thread.is_open
        return 200, shapes.issue(thread)

    def comment(self, number: str, body: dict[str, Any]) -> Answer:
        self._check(body)
        made = Comment(self._world.next(), self._thread(number).number, self._login, body["body"])
        self._world.comments[made.id] = made
        return 201, shapes.comment(made)

    def change_comment(self, comment_id: str, body: dict[str, Any]) -> Answer:
        self._check(body)
        found = self._world.comments.get(int(comment_id))
        if found is None:
            raise RefusedError(404, "Not Found")
        found.body = body["body"]
        return 200, shapes.comment(found)

    def label(self, number: str, body: dict[str, Any]) -> Answer:
        labels = self._thread(number).labels
        labels += [each for each in body["labels"] if each not in labels]
        return 200, [{"name": each} for each in labels]

    def unlabel(self, number: str, name: str, body: dict[str, Any]) -> Answer:
        if name not in self._thread(number).labels:
            raise RefusedError(404, "Label does not exist")
        self._thread(number).labels.remove(name)
        return 200, []

    def assign(self, number: str, body: dict[str, Any]) -> Answer:
        assignees = self._thread(number).assignees
        assignees += [each for each in body["assignees"] if each not in assignees]
        return 201, shapes.issue(self._thread(number))

    def create_check(self, body: dict[str, Any]) -> Answer:
        number = self._world.next()
        self._world.checks[number] = {**body, "id": number, "annotations": [], "html_url": f"{shapes.SITE}/k/{number}"}
        return 201, self._output(number, body)

    def change_check(self, number: str, body: dict[str, Any]) -> Answer:
        self._world.checks[int(number)].update({key: body[key] for key in ("status", "conclusion") if key in body})
        return 200, self._output(int(number), body)

    def _output(self, number: int, body: dict[str, Any]) -> dict[str, Any]:
        """Annotations of each request are added to those before."""
        output, check = body.get("output", {}), self._world.checks[number]
        added = output.get("annotations", [])
        if len(added) > 50 or any(len((output.get(key) or "").encode()) > LIMIT - 1 for key in ("summary", "text")):
            raise RefusedError(422, "Invalid request.")
        check["annotations"] += added
        check["shown"] = {**check.get("shown", {}), **output}
        return self._check_run(check)

    def _check_run(self, check: dict[str, Any]) -> dict[str, Any]:
        shown = {key: check[key] for key in ("id", "status", "external_id", "html_url")}
        return {**shown, "output": {"annotations_count": len(check["annotations"])}}

    def checks(self, commit: str, query: dict[str, str]) -> Answer:
        found = [each for each in self._world.checks.values() if each["head_sha"] == commit]
        return 200, {"check_runs": [self._check_run(each) for each in found if each["name"] == query["check_name"]]}

    def _pulls(self) -> list[Thread]:
        return [each for each in self._world.threads.values() if each.head is not None]

    def pulls_of(self, commit: str, query: dict[str, str]) -> Answer:
        found = [each for each in self._pulls() if commit in each.merged_as]
        return 200, [shapes.pull(each, self._remote) for each in found]

    def pulls(self, query: dict[str, str]) -> Answer:
        owner, _, branch = query["head"].partition(":")
        found = [each for each in self._pulls() if each.head == branch and each.is_open and each.fork == (owner != "o")]
        return 200, [shapes.pull(each, self._remote) for each in found]

    def create_pull(self, body: dict[str, Any]) -> Answer:
        self._check(body)
        if any(each.head == body["head"] and each.is_open for each in self._pulls()):
            raise RefusedError(422, "Validation Failed", f"A pull request already exists for o:{body['head']}.")
        number = self._world.next()
        made = Thread(number, body["title"], body["body"], self._login, head=body["head"], base=body["base"])
        self._world.threads[number] = made
        return 201, shapes.pull(made, self._remote)

    def pull(self, number: str, query: dict[str, str]) -> Answer:
        if self._thread(number).head is None:
            raise RefusedError(404, "Not Found")
        return 200, shapes.pull(self._thread(number), self._remote)

    def reviews(self, number: str, query: dict[str, str]) -> Answer:
        return 200, self._thread(number).reviews

    def files(self, number: str, query: dict[str, str]) -> Answer:
        shown = shapes.pull(self._thread(number), self._remote)
        words = {"A": "added", "M": "modified", "D": "removed"}
        changes = self._remote.changes(shown["base"]["sha"], shown["head"]["sha"])
        return 200, [{"filename": path, "status": words[letter]} for letter, path in changes]

    def commits(self, number: str, query: dict[str, str]) -> Answer:
        """Who is behind a commit: see `Host.push`."""
        names = [
            (name, self._world.writers.get(name, (self._thread(number).author,) * 2)) for name in self._commits(number)
        ]
        return 200, [
            {
                "sha": name,
                "author": shapes.user(people[0]),
                "committer": shapes.user(people[1]),
                "parents": [{"sha": each} for each in self._remote.git("rev-parse", f"{name}^@").split()],
            }
            for name, people in names
        ]

    def _commits(self, number: str) -> list[str]:
        return shapes.commits(self._thread(number), self._remote)

    def ref(self, name: str, query: dict[str, str]) -> Answer:
        commit = self._remote.tip(f"refs/{name}")
        if commit is None:
            raise RefusedError(404, "Not Found")
        return 200, {"ref": f"refs/{name}", "object": {"sha": commit, "type": "commit"}}

    def create_ref(self, body: dict[str, Any]) -> Answer:
        if self._remote.tip(body["ref"]) is not None:
            raise RefusedError(422, "Reference already exists")
        self._remote.git("update-ref", body["ref"], body["sha"])
        return 201, {"ref": body["ref"]}

    def move_ref(self, name: str, body: dict[str, Any]) -> Answer:
        behind = self._remote.git("rev-list", f"{body['sha']}..refs/{name}")
        if behind and not body.get("force"):
            raise RefusedError(422, "Update is not a fast forward")
        self._remote.git("update-ref", f"refs/{name}", body["sha"])
        return 200, {"ref": f"refs/{name}"}

    def commit(self, sha: str, query: dict[str, str]) -> Answer:
        return 200, {"sha": sha, "tree": {"sha": self._remote.git("rev-parse", f"{sha}^{{tree}}")}}

    def create_commit(self, body: dict[str, Any]) -> Answer:
        return 201, {"sha": self._remote.commit(body["message"], body["tree"], body["parents"])}

    def show_tree(self, sha: str, query: dict[str, str]) -> Answer:
        lines = self._remote.git(
            "-c", "core.quotepath=off", "ls-tree", *(["-r", "-t"] if query.get("recursive") else []), sha
        ).splitlines()
        rows = [(*line.partition("\t")[0].split(), line.partition("\t")[2]) for line in lines]
        shown = [{"mode": mode, "type": kind, "sha": name, "path": path} for mode, kind, name, path in rows]
        return 200, {"sha": sha, "tree": shown, "truncated": False}

    def create_tree(self, body: dict[str, Any]) -> Answer:
        blobs = {each["path"]: each["sha"] for each in body["tree"] if each.get("sha")}
        files = {each["path"]: each.get("content") for each in body["tree"] if each["path"] not in blobs}
        return 201, {"sha": self._remote.tree(body["base_tree"], files, blobs)}

    def run(self, number: str, query: dict[str, str]) -> Answer:
        return 200, shapes.run(self._world.runs[int(number)])

    def runs_of(self, file: str, query: dict[str, str]) -> Answer:
        found = [each for each in reversed(self._world.runs.values()) if each.path.endswith(f"/{file}")]
        asked = (("branch", "branch"), ("event", "event"), ("head", "head_sha"))
        found = [
            each
            for each in found
            if all(getattr(each, own) == query.get(key, getattr(each, own)) for own, key in asked)
        ]
        return 200, {"workflow_runs": [shapes.run(each) for each in found]}

    def approvals(self, number: str, query: dict[str, str]) -> Answer:
        return 200, self._world.runs[int(number)].approvals

    def artifacts(self, number: str, query: dict[str, str]) -> Answer:
        found = self._world.runs[int(number)].artifacts.items()
        shown = [
            {"id": k, "name": name, "size_in_bytes": len(data), "expired": k in self._world.expired}
            for k, (name, data) in found
        ]
        return 200, {"artifacts": shown}

    def _check(self, body: dict[str, Any]) -> None:
        if len(body.get("body") or "") > LIMIT:
            raise RefusedError(422, "Validation Failed", f"body is too long (maximum is {LIMIT} characters)")
