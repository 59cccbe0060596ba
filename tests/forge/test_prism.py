"""Two judges, one verdict: our own reading of GitHub's description against Prism's."""

import io
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from reconciler.forge import GitHub
from reconciler.forge.endpoint import read
from reconciler.model.check_run import Annotation, CheckRun, Conclusion, Level
from reconciler.model.pull_request import Proposal
from tests.forge.doors import Clocked
from tests.forge.host.openapi import complaints, route_of
from tests.forge.host.world import Request
from tests.forge.prism import prism
from tests.forge.trim import ROUTES

R = "/repos/o/r"
BROKEN = (
    ("GET", f"{R}/nothing", "", b""),
    ("PUT", f"{R}/issues/7/labels", "", b'{"labels": ["a"]}'),
    ("GET", f"{R}/issues", "state=half", b""),
    ("GET", f"{R}/issues", "per_page=many", b""),
    ("POST", f"{R}/issues", "", b'{"labels": ["a"]}'),
    ("POST", f"{R}/issues", "", b'{"title": ["a"]}'),
    ("PATCH", f"{R}/issues/7", "", b'{"state": "half"}'),
    ("POST", f"{R}/issues/7/comments", "", b"{}"),
    ("PATCH", f"{R}/issues/comments/7", "", b'{"body": 7}'),
    ("POST", f"{R}/check-runs", "", b'{"head_sha": "a"}'),
    ("PATCH", f"{R}/check-runs/7", "", b'{"output": {"title": "no summary"}}'),
    ("POST", f"{R}/pulls", "", b'{"title": "a", "head": "b"}'),
    ("POST", f"{R}/git/refs", "", b'{"ref": "refs/heads/a"}'),
    ("PATCH", f"{R}/git/refs/heads/a", "", b'{"sha": 7}'),
    ("POST", f"{R}/git/commits", "", b'{"message": "a"}'),
    ("POST", f"{R}/git/trees", "", b'{"tree": [{"mode": "1"}]}'),
)
OURS_ALONE = (
    ("POST", f"{R}/issues", "", b'{"title": "a", "asignees": ["ann"]}'),
    ("GET", f"{R}/issues", "stat=open", b""),
)
"""Allowed by the description and a slip of ours all the same: a field or parameter that it does not know."""


@pytest.fixture
def made(clocked: Clocked) -> list[Request]:
    """One request of every kind that the adapter makes."""
    host = clocked.host
    number = host.open_pull_request("topic", {"a.yaml": "a: 1\n"})
    run, commit = host.run("a" * 40), host.head(number)
    with zipfile.ZipFile(archive := io.BytesIO(), "w") as packed:
        packed.writestr("a", b"a")
    host.leave_artifact(run, "plan", archive.getvalue())
    for do in (*_talk(number), *_look(number, run, commit), *_write(commit)):
        clocked.run(do)
    host.merge(number)
    clocked.run(lambda forge: forge.pull_requests.of_commit(host.remote.git("rev-parse", "main"), "main"))
    clocked.ask(read("/", "metadata"))
    return [each for each in host.world.requests if not each.path.startswith(("/graphql", "/elsewhere"))]


Step = Callable[[GitHub], Awaitable[Any]]


def _talk(number: int) -> tuple[Step, ...]:
    return (
        lambda forge: forge.comments.put_sticky(number, "<!-- m -->", ("one",)),
        lambda forge: forge.comments.put_sticky(number, "<!-- m -->", ("two",)),
        lambda forge: forge.issues.put("drift", "<!-- d -->", "title", ("one",)),
        lambda forge: forge.issues.put("drift", "<!-- d -->", "title", ("two",)),
        lambda forge: forge.issues.label(number, add=("a b",)),
        lambda forge: forge.issues.label(number, remove=("a b",)),
        lambda forge: forge.issues.assign(number, "ann"),
        lambda forge: forge.pull_requests.writers(number),
    )


def _look(number: int, run: int, commit: str) -> tuple[Step, ...]:
    async def download(forge: GitHub) -> None:
        for artifact in await forge.runs.artifacts(run):
            await forge.runs.download(artifact)

    return (
        lambda forge: forge.pull_requests.get(number),
        lambda forge: forge.pull_requests.reviews(number),
        lambda forge: forge.pull_requests.files(number),
        lambda forge: forge.runs.get(run),
        lambda forge: forge.runs.approvals(run),
        lambda forge: forge.runs.of_workflow("validate.yml", "topic"),
        lambda forge: forge.trees.files(commit, ""),
        download,
    )


def _write(commit: str) -> tuple[Step, ...]:
    notes = tuple(Annotation("a.yaml", n, n, Level.WARNING, "m") for n in range(1, 61))
    check = CheckRun("plan", commit, Conclusion.SUCCESS, "title", ("summary",), annotations=notes)
    first, second = (
        Proposal("reconciler/x", "main", title, "body", "message", {"b.yaml": title}, ("adopt",)) for title in "ab"
    )
    return (
        lambda forge: forge.checks.put(check),
        lambda forge: forge.pull_requests.propose(first),
        lambda forge: forge.pull_requests.propose(second),
    )


def test_both_judges_agree_on_what_the_adapter_sends_and_on_what_is_broken(made: list[Request], tmp_path: Path) -> None:
    kinds = {(each.method, _template(each)): (each.method, each.path, each.query, each.body) for each in made}
    assert {(method.upper(), path) for method, path in ROUTES} == set(kinds), "every route that is described is used"

    with prism(tmp_path) as other:
        verdicts = {each: (not complaints(*each), other.takes(*each)) for each in (*kinds.values(), *BROKEN)}
        stricter = {each: (not complaints(*each), other.takes(*each)) for each in OURS_ALONE}

    assert {each for each, verdict in verdicts.items() if verdict == (True, True)} == set(kinds.values())
    assert {each for each, verdict in verdicts.items() if verdict == (False, False)} == set(BROKEN)
    assert set(stricter.values()) == {(False, True)}


def _template(request: Request) -> str:
    found = route_of(request.method, request.path)
    return found[0] if found else ""
