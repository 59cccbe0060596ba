"""Edits for a pull request as saved: answers to forms (`request --json`), drift to be kept (`drift --edits`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What is to be said in an issue and, for an edit, what is to be proposed; `files` are texts by path below root."""

    issue: int
    outcome: str
    reply: str
    title: Text | None
    body: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SavedEdits:
    """The text of a pull request, and whole files by path below the root."""

    body: str
    files: Mapping[str, str]
