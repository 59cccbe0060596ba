"""Workflow runs. Source: docs.github.com/en/rest/actions/workflow-runs and docs.github.com/en/rest/actions/artifacts"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from reconciler.forge.answer import Node
from reconciler.forge.archive import ArchiveLimits, hostile, read_archive
from reconciler.forge.endpoint import read
from reconciler.forge.session import Session
from reconciler.model.workflow_run import Approval, Artifact, WorkflowRun

_PERMISSION = "actions"
_NEWEST = 30


class GitHubRuns:
    """Workflow runs of one repository."""

    def __init__(self, session: Session, limits: ArchiveLimits | None = None) -> None:
        self._session = session
        self._limits = limits or ArchiveLimits()

    async def get(self, run_id: int) -> WorkflowRun:
        """One of them."""
        found = await self._session.call(read(f"{{repo}}/actions/runs/{run_id}", _PERMISSION))
        return _run(found)

    async def of_workflow(self, file: str, branch: str) -> tuple[WorkflowRun, ...]:
        """The newest finished runs of a workflow's file on a branch, at most thirty, the newest first."""
        call = read(
            f"{{repo}}/actions/workflows/{file}/runs",
            _PERMISSION,
            branch=branch,
            status="completed",
            per_page=str(_NEWEST),
        )
        found = await self._session.call(call)
        return tuple(_run(item) for item in found.items("workflow_runs"))

    async def for_commit(self, file: str, event: str, head: str) -> tuple[WorkflowRun, ...]:
        """Runs of one workflow for an event and a commit; the newest has the highest number."""
        path = f"{{repo}}/actions/workflows/{quote(file, safe='')}/runs"
        call = read(path, _PERMISSION, event=event, head_sha=head)
        found = [_run(item) async for item in self._session.pages(call, "workflow_runs")]
        return tuple(sorted(found, key=lambda run: run.id, reverse=True))

    async def approvals(self, run_id: int) -> tuple[Approval, ...]:
        """Who let the run into environments; the code host gives them in one piece."""
        found = await self._session.call(read(f"{{repo}}/actions/runs/{run_id}/approvals", _PERMISSION))
        return tuple(_approval(item) for item in found.items())

    async def artifacts(self, run_id: int) -> tuple[Artifact, ...]:
        """What it left behind."""
        call = read(f"{{repo}}/actions/runs/{run_id}/artifacts", _PERMISSION)
        return tuple([_artifact(item) async for item in self._session.pages(call, "artifacts")])

    async def download(self, artifact: Artifact, most_bytes: int | None = None) -> Mapping[str, bytes]:
        """Its files by path, in memory; `most_bytes`, packed and unpacked, for another limit than that of a session."""
        limits = self._limits
        if most_bytes is not None:
            limits = replace(limits, packed_bytes=most_bytes, unpacked_bytes=most_bytes)
        if artifact.expired:
            raise hostile("已过期", "it has expired")
        if artifact.size_bytes > limits.packed_bytes:
            raise hostile("太大", "too large")
        call = read(f"{{repo}}/actions/artifacts/{artifact.id}/zip", _PERMISSION)
        return read_archive(await self._session.fetch(call, limits.packed_bytes), limits)


def _run(found: Node) -> WorkflowRun:
    return WorkflowRun(
        id=found.number("id"),
        event=found.text("event"),
        head=found.text("head_sha"),
        head_branch=found.text_or("", "head_branch"),
        repository=found.text_or("", "head_repository", "full_name"),
        conclusion=found.maybe("conclusion"),
        path=found.text_or("", "path"),
        home=found.text_or("", "repository", "full_name"),
    )


def _approval(item: Node) -> Approval:
    return Approval(
        user=item.text_or("", "user", "login"),
        approved=item.text("state") == "approved",
        environments=tuple(each.text("name") for each in item.items("environments")),
        comment=item.text_or("", "comment"),
    )


def _artifact(item: Node) -> Artifact:
    return Artifact(item.number("id"), item.text("name"), item.number("size_in_bytes"), item.flag("expired"))
