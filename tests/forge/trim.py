"""GitHub's OpenAPI description, trimmed to the routes that the adapter uses: `python -m tests.forge.trim`.

Requests stay as published; answers are cut to their status, for the local host is no copy of GitHub's answers.
"""

import json
from pathlib import Path
from typing import Any

NODE = Path(__file__).parent / "node"
FULL = NODE / "node_modules/@octokit/openapi/generated/api.github.com.json"
TRIMMED = Path(__file__).parent / "github.openapi.json"

ROUTES = (
    ("get", "/"),
    ("get", "/repos/{owner}/{repo}/issues"),
    ("post", "/repos/{owner}/{repo}/issues"),
    ("patch", "/repos/{owner}/{repo}/issues/{issue_number}"),
    ("post", "/repos/{owner}/{repo}/issues/{issue_number}/assignees"),
    ("post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"),
    ("patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
    ("post", "/repos/{owner}/{repo}/issues/{issue_number}/labels"),
    ("delete", "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}"),
    ("post", "/repos/{owner}/{repo}/check-runs"),
    ("patch", "/repos/{owner}/{repo}/check-runs/{check_run_id}"),
    ("get", "/repos/{owner}/{repo}/commits/{ref}/check-runs"),
    ("get", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls"),
    ("get", "/repos/{owner}/{repo}/pulls"),
    ("post", "/repos/{owner}/{repo}/pulls"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("patch", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/files"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/commits"),
    ("get", "/repos/{owner}/{repo}/git/ref/{ref}"),
    ("post", "/repos/{owner}/{repo}/git/refs"),
    ("patch", "/repos/{owner}/{repo}/git/refs/{ref}"),
    ("get", "/repos/{owner}/{repo}/git/commits/{commit_sha}"),
    ("post", "/repos/{owner}/{repo}/git/commits"),
    ("post", "/repos/{owner}/{repo}/git/trees"),
    ("get", "/repos/{owner}/{repo}/git/trees/{tree_sha}"),
    ("get", "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"),
    ("get", "/repos/{owner}/{repo}/actions/runs/{run_id}"),
    ("get", "/repos/{owner}/{repo}/actions/runs/{run_id}/approvals"),
    ("get", "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts"),
    ("get", "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}"),
)

_WORDS = ("description", "summary", "x-github", "externalDocs", "tags", "examples", "example", "deprecated")


def trim(full: dict[str, Any]) -> dict[str, Any]:
    """The routes above with every component that their requests refer to."""
    paths: dict[str, Any] = {}
    for method, path in ROUTES:
        operation = full["paths"][path][method]
        kept = {key: operation[key] for key in ("operationId", "parameters", "requestBody") if key in operation}
        kept["responses"] = {status: {"description": status} for status in operation["responses"]}
        paths.setdefault(path, {})[method] = _plain(kept)
    components: dict[str, dict[str, Any]] = {}
    waiting = _references(paths)
    while waiting:
        _, _, section, name = waiting.pop().split("/")
        if name not in components.setdefault(section, {}):
            components[section][name] = _plain(full["components"][section][name])
            waiting |= _references(components[section][name])
    info = {"title": "GitHub REST API, trimmed", "version": full["info"]["version"]}
    return {"openapi": full["openapi"], "info": info, "paths": paths, "components": components}


def _plain(node: Any) -> Any:
    """Without words, which are nothing to be checked; a property may be called like one."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if key == "properties":
            kept[key] = {name: _plain(each) for name, each in value.items()}
        elif key not in _WORDS:
            kept[key] = _plain(value)
    return kept


def _references(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_references, node))
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
    return own.union(*map(_references, node.values()))


if __name__ == "__main__":
    trimmed = trim(json.loads(FULL.read_text(encoding="utf-8")))
    TRIMMED.write_text(json.dumps(trimmed, indent=1, sort_keys=True) + "\n", encoding="utf-8")
