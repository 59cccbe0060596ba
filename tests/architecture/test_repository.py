"""What is in git is about the project and nobody's machine."""

import re
import subprocess

import pytest

from tests.architecture.sources import ROOT

# Folders that hold somebody's own things, on a desk or on a build machine.
_MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:home|Users|root|work|workspace|workspaces|mnt|media|srv)/[\w.-]+|\b[A-Z]:\\Users\\"
)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = [f"{file}: {path}" for file, text in _texts() for path in _MACHINE.findall(text)]

    assert found == []


def _texts() -> list[tuple[str, str]]:
    """Files in git, or about to be, as text."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [(name, text) for name in names if name and (text := _text(name)) is not None]


def _text(name: str) -> str | None:
    path = ROOT / name
    if path.is_symlink() or not path.is_file():
        return None
    data = path.read_bytes()
    return None if b"\0" in data else data.decode("utf-8")
