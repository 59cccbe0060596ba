"""CODEOWNERS as GitHub reads it: the last line that fits a path counts, and any one of its owners is enough.

Source: docs.github.com, *About code owners*: patterns as in .gitignore, but neither `!`, `[ ]` nor an escaped `#`; no
comments behind a pattern; a file of 3 MB or more is not loaded.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reconciler.model.ownership import OwnedPath, Ownership

LARGEST_BYTES: Final = 3_000_000
_HEAD: Final = """\
# 由 reconciler codeowners 生成，不要手改；改的是 company.yaml 和 department.yaml。
# Made by `reconciler codeowners`; change company.yaml and department.yaml instead.
# 后面的行优先；每行任何一人批准即可。按字段的要求由 reconciler check-approvals 核对。
# The last line that fits counts, and one of its owners is enough; `reconciler check-approvals` looks at fields.
"""
_UNSPEAKABLE: Final = re.compile(r"[\x00-\x1f\x7f#!\[\]*?\\\ud800-\udfff\u2028\u2029\x85\u00a0\u3000]")


def codeowners(ownership: Ownership, below: str) -> str:
    """The whole file, the same for the same documents, in whatever order they were read.

    Args:
        ownership: of one root, `has_owner`.
        below: the root's path in its repository with a slash at the end; empty for the repository itself.
    """
    first, *others = ownership.paths
    lines = [_line(pattern(below), first.owners), _line("/.github/", ownership.settings)]
    if not below:
        lines[0] = _line("*", first.owners)
    lines += [_line(pattern(below + each.path), each.owners) for each in _loose_first(others)]
    return _HEAD + "\n" + "".join(lines)


def pattern(path: str) -> str:
    """A path from the top of the repository as a pattern that fits it.

    Characters that GitHub gives a meaning and has no escape for become `?`, which fits any one of them.
    """
    return "/" + _UNSPEAKABLE.sub("?", path).replace(" ", "\\ ")


def _loose_first(paths: Sequence[OwnedPath]) -> Iterator[OwnedPath]:
    """Folders, then files with a `?`, then exact ones: what is exact is never taken by what is not."""
    folders = [each for each in paths if each.path.endswith("/")]
    yield from sorted(folders, key=lambda each: (each.path.count("/"), not _UNSPEAKABLE.search(each.path), each.path))
    files = [each for each in paths if not each.path.endswith("/")]
    yield from (each for each in files if _UNSPEAKABLE.search(each.path))
    yield from (each for each in files if not _UNSPEAKABLE.search(each.path))


def _line(where: str, owners: Sequence[str]) -> str:
    return f"{where} {' '.join(_owner(owner) for owner in owners)}\n"


def _owner(owner: str) -> str:
    """A team as it is written, an address of mail as it is, a login with `@`."""
    return owner if "@" in owner else f"@{owner}"
