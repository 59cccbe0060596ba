"""Which commit of this tool is running, where that can be known; never guessed."""

import json
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

import reconciler
from reconciler.errors import LedgerError
from reconciler.ledger.git import Git, GitError
from reconciler.model.founding import ToolPin

_PIN: Final = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}@)[A-Za-z0-9._-]{1,100})@([0-9a-f]{40})")
_GITHUB: Final = re.compile(r"(?:https://|ssh://git@|git@)[\w.-]+[/:]([A-Za-z0-9-]+/[A-Za-z0-9._-]+?)(?:\.git)?/?")
_USED: Final = re.compile(r"^\s+uses: (\S+)$", re.MULTILINE)


def pin_of(words: str) -> ToolPin | None:
    """`owner/name@commit`, the commit in full; None for anything else."""
    found = _PIN.fullmatch(words)
    return ToolPin(found[1], found[2]) if found else None


def pin_in(workflow: str) -> ToolPin | None:
    """The commit that a generated workflow runs."""
    return next((pin for words in _USED.findall(workflow) if (pin := pin_of(words))), None)


def running_pin(variables: Mapping[str, str]) -> ToolPin | None:
    """The commit of what is running: the checkout it lies in, if the code host has it, or what pip was told."""
    return _of_checkout(Path(reconciler.__file__).resolve().parent, variables) or _of_installation()


def _of_checkout(package: Path, variables: Mapping[str, str]) -> ToolPin | None:
    git = Git(package, variables)
    try:
        if Path(git.run("rev-parse", "--show-toplevel").decode().strip()).resolve() != package.parent:
            return None
        if not git.run("branch", "--remotes", "--contains", "HEAD").strip():
            return None
        address = git.run("remote", "get-url", "origin").decode().strip()
        return _pin(address, git.run("rev-parse", "HEAD").decode().strip())
    except (GitError, LedgerError, UnicodeDecodeError):
        return None


def _of_installation() -> ToolPin | None:
    """What PEP 610 keeps of `pip install git+https://…@tag`."""
    try:
        kept = json.loads(distribution("wecom-reconciler").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    return _pin(str(kept.get("url", "")), str(kept.get("vcs_info", {}).get("commit_id", "")))


def _pin(address: str, commit: str) -> ToolPin | None:
    found = _GITHUB.fullmatch(address)
    return pin_of(f"{found[1]}@{commit}") if found else None
