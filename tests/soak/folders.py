"""Folders that are made and thrown away by the thousand."""

import os
import tempfile
from pathlib import Path

_MEMORY = "/dev/shm"  # noqa: S108  # What is killed here is a process, never the machine: no sync matters.


def a_folder(prefix: str) -> Path:
    """A fresh folder, in memory where the system has such a place."""
    return Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
