"""The answer to a form, as saved by `request --json`."""

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
