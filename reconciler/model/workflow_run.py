"""Runs of workflows: who let them into an environment, and the files they left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkflowRun:
    """One run; `head` is the commit it is for and `repository` where that commit comes from (a fork's name, too).

    `path` is the workflow's file, perhaps with `@` and a branch behind it.
    """

    id: int
    event: str
    head: str
    head_branch: str
    repository: str
    conclusion: str | None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody let a run into environments, or refused."""

    user: str
    approved: bool
    environments: tuple[str, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A packed set of files that a run left behind."""

    id: int
    name: str
    size_bytes: int
    expired: bool
