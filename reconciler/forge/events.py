"""The file with the event that started a run: somebody else's words, so little is read and nothing believed.

Source: docs.github.com/en/webhooks/webhook-events-and-payloads
"""

import json
import re
from pathlib import Path

from reconciler.errors import ForgeProtocolError
from reconciler.forge.answer import Node
from reconciler.model.event import Event
from reconciler.text import Text

LARGEST_BYTES = 25_000_000  # GitHub sends none that is larger
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NAME = re.compile(r"[A-Za-z0-9_.\-\[\]]{1,100}")
_REPOSITORY = re.compile(r"[A-Za-z0-9_-]{1,100}/[A-Za-z0-9._-]{1,100}")
_BRANCH = re.compile(r"(?!-)[^\x00-\x20\x7f~^:?*\[\\]{1,255}")
_WORD = re.compile(r"[a-z_]{1,50}")


def read_event(path: Path, name: str) -> Event:
    """The event of that name (GITHUB_EVENT_NAME) in a file (GITHUB_EVENT_PATH).

    Raises: ForgeProtocolError if the file is no event, or a field of it is not what it must be.
    """
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_BYTES + 1)
        payload = json.loads(text) if len(text) <= LARGEST_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        raise _no_event() from error
    if not isinstance(payload, dict):
        raise _no_event()
    return event_of(name, payload)


def event_of(name: str, payload: dict[str, object]) -> Event:
    """The event of that name in a payload. Raises: ForgeProtocolError."""
    root = Node(payload, "event")
    issue, run = root.at("issue"), root.at("workflow_run")
    number = _number(issue, "number")
    below_pull_request = issue.at("pull_request").value is not None
    return Event(
        name=name,
        repository=_like(_REPOSITORY, root, "repository", "full_name") or root.at("repository").refuse(),
        sender=_like(_NAME, root, "sender", "login") or root.at("sender").refuse(),
        action=_like(_WORD, root, "action"),
        pull_request=number if below_pull_request else _number(root, "pull_request", "number"),
        issue=number,
        commit=_commit(name, root),
        before=_like(_COMMIT, root, "before") if name == "push" else None,
        branch=_branch(name, root),
        run_id=_number(run, "id"),
        run_event=_like(_WORD, run, "event"),
        comment_id=_number(root, "comment", "id"),
    )


def _commit(name: str, root: Node) -> str | None:
    match name:
        case "push":
            return _like(_COMMIT, root, "after")
        case "workflow_run":
            return _like(_COMMIT, root, "workflow_run", "head_sha")
        case _:
            return _like(_COMMIT, root, "pull_request", "head", "sha")


def _branch(name: str, root: Node) -> str | None:
    """The branch of a push (None for a tag) or of a run."""
    if name != "push":
        return _like(_BRANCH, root, "workflow_run", "head_branch")
    ref = _like(_BRANCH, root, "ref")
    return ref.removeprefix("refs/heads/") if ref is not None and ref.startswith("refs/heads/") else None


def _like(pattern: re.Pattern[str], node: Node, *keys: str) -> str | None:
    found = node.maybe(*keys)
    if found is not None and not pattern.fullmatch(found):
        node.at(*keys).refuse()
    return found


def _number(node: Node, *keys: str) -> int | None:
    if node.at(*keys).value is None:
        return None
    number = node.number(*keys)
    return number if number > 0 else node.at(*keys).refuse()


def _no_event() -> ForgeProtocolError:
    return ForgeProtocolError(
        Text("事件文件读不出来。", "The event file cannot be read."),
        Text("检查 GITHUB_EVENT_PATH 指向的文件。", "Check the file that GITHUB_EVENT_PATH names."),
    )
