"""Event files: GitHub's own examples are read, hostile ones refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from reconciler.errors import ForgeProtocolError
from reconciler.forge.events import LARGEST_BYTES, event_of, read_event
from reconciler.model.event import Event
from tests.forge.node_tools import EXAMPLES, node_modules

NAMES = ("pull_request", "push", "issues", "issue_comment", "workflow_run")
BASE: dict[str, Any] = {"repository": {"full_name": "o/r"}, "sender": {"login": "ann"}}


@pytest.fixture(scope="module")
def examples() -> dict[str, list[dict[str, Any]]]:
    told = json.loads((node_modules() / EXAMPLES).read_text(encoding="utf-8"))
    return {each["name"]: each["examples"] for each in told}


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_github_is_read(examples: dict[str, list[dict[str, Any]]], name: str) -> None:
    events = [event_of(name, payload) for payload in examples[name]]

    about: dict[str, list[int | str | None]] = {
        "pull_request": [event.pull_request and event.commit for event in events],
        "push": [event.commit for event in events],
        "issues": [event.issue for event in events],
        "issue_comment": [event.issue and event.comment_id for event in events],
        "workflow_run": [event.run_id and event.commit and event.run_event for event in events],
    }
    assert all(about[name])


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
