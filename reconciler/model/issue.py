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
    """A comment; `ours`: this account wrote it; `hidden`: folded away as outdated, spam or the like."""

    id: int
    body: str
    author: str
    url: str
    ours: bool = False
    hidden: bool = False
