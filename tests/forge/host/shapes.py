"""How the host shows what it remembers: the fields of GitHub's answers that are read."""

from typing import Any

from tests.forge.host.remote import Remote
from tests.forge.host.world import Comment, Run, Thread

SITE = "https://code.example"


def user(login: str) -> dict[str, Any] | None:
    """An account; None for one that is gone."""
    return {"login": login, "type": "Bot" if login.endswith("[bot]") else "User"} if login else None


def comment(each: Comment) -> dict[str, Any]:
    return {"id": each.id, "body": each.body, "user": user(each.author), "html_url": f"{SITE}/c/{each.id}"}


def issue(each: Thread) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "number": each.number,
        "title": each.title,
        "body": each.body,
        "user": user(each.author),
        "html_url": f"{SITE}/{each.number}",
        "state": "open" if each.is_open else "closed",
        "labels": [{"name": name} for name in each.labels],
        "assignees": [user(name) for name in each.assignees],
    }
    return shown if each.head is None else {**shown, "pull_request": {"url": f"{SITE}/{each.number}"}}


def pull(each: Thread, remote: Remote) -> dict[str, Any]:
    head = remote.tip(f"refs/heads/{each.head}") or remote.tip(f"refs/pull/{each.number}/head")
    base = remote.tip(f"refs/heads/{each.base}")
    return {
        **issue(each),
        "merged_at": "2026-01-01T00:00:00Z" if each.merge_commit else None,
        "merged_by": user(each.merged_by),
        "merge_commit_sha": each.merge_commit or "0" * 40,
        "head": {"sha": head, "ref": each.head, "repo": {"id": 2 if each.fork else 1}},
        "base": {"sha": base, "ref": each.base, "repo": {"id": 1}},
        "changed_files": len(remote.changes(str(base), str(head))),
        "commits": len(commits(each, remote)),
    }


def commits(each: Thread, remote: Remote) -> list[str]:
    """The commits of a pull request, oldest first: those that its base lacked."""
    head = remote.tip(f"refs/heads/{each.head}") or remote.tip(f"refs/pull/{each.number}/head")
    base = f"{each.merge_commit}^1" if each.merge_commit else f"refs/heads/{each.base}"
    return remote.git("rev-list", "--reverse", str(head), f"^{base}").split()


def run(each: Run) -> dict[str, Any]:
    return {
        "id": each.id,
        "event": each.event,
        "head_sha": each.head,
        "head_branch": each.branch,
        "path": each.path,
        "head_repository": {"full_name": each.repository},
        "repository": {"full_name": each.home},
        "conclusion": each.conclusion,
    }
