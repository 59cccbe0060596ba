"""Runs of workflows: who let them into an environment, and the files they left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkflowRun:
    """One run.

    Attributes:
        head: the commit it is for; `repository` is where that commit comes from (a fork's name, too).
        path: the file of its workflow, perhaps with `@` and a branch behind it.
        home: the repository that the file and the run belong to.
        conclusion: None while it is under way.
    """

    id: int
    event: str
    head: str
    head_branch: str
    repository: str
    conclusion: str | None
    path: str = ""
    home: str = ""


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
