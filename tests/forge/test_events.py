"""Event files: GitHub's own examples are read, hostile ones refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from reconciler.errors import ForgeProtocolError
from reconciler.forge.events import LARGEST_BYTES, event_of, read_event
from reconciler.model.event import Event
from tests.forge.node_tools import EXAMPLES, node_modules

BASE: dict[str, Any] = {"repository": {"full_name": "o/r"}, "sender": {"login": "ann"}}


@pytest.fixture(scope="module")
def examples() -> dict[str, list[dict[str, Any]]]:
    told = json.loads((node_modules() / EXAMPLES).read_text(encoding="utf-8"))
    return {each["name"]: each["examples"] for each in told}


READ = {
    "pull_request": ("pull_request", "commit"),
    "push": ("commit", "before", "branch"),
    "issues": ("issue",),
    "issue_comment": ("issue", "comment_id"),
    "workflow_run": ("run_id", "commit", "run_event", "branch"),
}
"""What is read of each kind of event, by the name of the field here …"""
PLACE = {
    ("pull_request", "pull_request"): "pull_request.number",
    ("pull_request", "commit"): "pull_request.head.sha",
    ("push", "commit"): "after",
    ("push", "before"): "before",
    ("push", "branch"): "ref",
    ("issues", "issue"): "issue.number",
    ("issue_comment", "issue"): "issue.number",
    ("issue_comment", "comment_id"): "comment.id",
    ("workflow_run", "run_id"): "workflow_run.id",
    ("workflow_run", "commit"): "workflow_run.head_sha",
    ("workflow_run", "run_event"): "workflow_run.event",
    ("workflow_run", "branch"): "workflow_run.head_branch",
}
"""… and its place in GitHub's payload."""


@pytest.mark.parametrize("name", READ)
def test_every_example_of_github_is_read_field_by_field(examples: dict[str, list[dict[str, Any]]], name: str) -> None:
    for payload in examples[name]:
        event = event_of(name, payload)

        wanted = {field: _below(payload, PLACE[name, field]) for field in READ[name]}
        assert {field: getattr(event, field) for field in READ[name]} == wanted
        assert event.repository == payload["repository"]["full_name"]
        assert (event.sender, event.action) == (payload["sender"]["login"], payload.get("action"))


def test_every_other_example_is_read_or_refused_and_never_stumbled_over(
    examples: dict[str, list[dict[str, Any]]],
) -> None:
    refused = set()
    for name, payloads in examples.items():
        for payload in payloads:
            try:
                event_of(name, payload)
            except ForgeProtocolError:
                refused.add(name)

    assert refused.isdisjoint(READ)
    assert len(examples) > 40


def _below(payload: dict[str, Any], way: str) -> Any:
    found: Any = payload
    for key in way.split("."):
        found = found[key]
    if way != "ref":
        return found
    return found.removeprefix("refs/heads/") if found.startswith("refs/heads/") else None


def test_a_comment_below_a_pull_request_tells_its_number() -> None:
    payload = {**BASE, "action": "created", "issue": {"number": 7, "pull_request": {}}, "comment": {"id": 9}}

    event = event_of("issue_comment", payload)

    assert event == Event("issue_comment", "o/r", "ann", "created", pull_request=7, issue=7, comment_id=9)


@pytest.mark.parametrize(("ref", "branch"), [("refs/heads/a/b", "a/b"), ("refs/tags/v1", None)])
def test_a_push_tells_its_branch(ref: str, branch: str | None) -> None:
    event = event_of("push", {**BASE, "ref": ref, "before": "b" * 40, "after": "a" * 40})

    assert (event.branch, event.before, event.commit) == (branch, "b" * 40, "a" * 40)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        pytest.param("pull_request", {"pull_request": {"number": "7; rm -rf"}}, id="number"),
        pytest.param("pull_request", {"pull_request": {"number": -7}}, id="negative"),
        pytest.param("pull_request", {"pull_request": {"number": 7, "head": {"sha": "$(id)"}}}, id="commit"),
        pytest.param("push", {"ref": "refs/heads/a\nb"}, id="branch-with-a-newline"),
        pytest.param("workflow_run", {"workflow_run": {"head_branch": "--upload-pack=x"}}, id="branch-like-an-option"),
        pytest.param("issues", {"sender": {"login": "<b>"}}, id="login"),
        pytest.param("issues", {"sender": None}, id="nobody"),
        pytest.param("issues", {"repository": {"full_name": "../x"}}, id="repository"),
        pytest.param("issues", {"action": ["opened"]}, id="action"),
    ],
)
def test_a_hostile_event_is_refused(name: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(ForgeProtocolError):
        event_of(name, {**BASE, **wrong})


@pytest.mark.parametrize(
    "text", [pytest.param("[]", id="list"), pytest.param("{", id="no-json"), pytest.param("[" * 100_000, id="deep")]
)
def test_a_file_that_is_no_event_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "event.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ForgeProtocolError):
        read_event(file, "push")


def test_a_file_is_read_and_one_that_is_too_large_or_gone_refused(tmp_path: Path) -> None:
    file, large = tmp_path / "event.json", tmp_path / "large.json"
    file.write_text(json.dumps(BASE), encoding="utf-8")
    large.write_bytes(b" " * (LARGEST_BYTES + 1))

    assert read_event(file, "issues").sender == "ann"
    for wrong in (large, tmp_path / "gone.json"):
        with pytest.raises(ForgeProtocolError):
            read_event(wrong, "issues")
