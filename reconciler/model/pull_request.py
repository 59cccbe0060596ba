"""Pull requests of a code host, and what is read of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

OWN_BRANCHES = "reconciler/"
"""Branches that begin so are ours to write to; no other branch is ever moved."""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as the code host shows it.

    Attributes:
        head: commit at its tip; `merge_commit` is what it became on `base_branch`, None before.
        from_fork: its head lies in another repository, or in one that is gone.
        merged_by: login of who merged it; empty before.
    """

    number: int
    title: str
    body: str
    author: str
    url: str
    is_open: bool
    merged: bool
    head: str
    head_branch: str
    base_branch: str
    from_fork: bool
    merge_commit: str | None = None
    labels: tuple[str, ...] = ()
    merged_by: str = ""


class Verdict(StrEnum):
    """What a reviewer said."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    COMMENTED = "commented"
    DISMISSED = "dismissed"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Review:
    """One review and the commit it is for (None once that is gone); `author` is empty for a deleted account."""

    author: str
    verdict: Verdict
    commit: str | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """One file of a pull request; `was` is its path before a move."""

    path: str
    status: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Files to be proposed as a pull request; a content of None takes the file away.

    `branch` begins with `OWN_BRANCHES`.
    """

    branch: str
    base: str
    title: str
    body: str
    message: str
    files: Mapping[str, str | None]
    labels: tuple[str, ...] = ()
