"""Issues of a code host, and comments below issues and pull requests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as the code host shows it."""

    number: int
    title: str
    body: str
    author: str
    url: str
    is_open: bool
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment.

    Attributes:
        ours: this account wrote it.
        hidden: folded away as outdated, spam or the like.
        collaborator: its author owns the repository, is of its organisation, or was let in.
    """

    id: int
    body: str
    author: str
    url: str
    ours: bool = False
    hidden: bool = False
    collaborator: bool = False
