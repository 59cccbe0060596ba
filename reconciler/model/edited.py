"""What an edit of the desired state changes in the files."""

from dataclasses import dataclass

from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One file; `was` is None for a new one. Paths are posix, below the root."""

    file: str
    was: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Files that change, and what whoever asked should know; no file: everything was so already."""

    files: tuple[FileEdit, ...]
    notes: tuple[Text, ...] = ()
