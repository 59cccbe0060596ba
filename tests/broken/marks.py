"""What a file says of itself: `# ✗ rule` at the end of a line, one name for each finding there."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_MARK = re.compile(r"^[^#].*# ✗ ([a-z -]+)$")

Spot = tuple[str, int, str]
"""File below the root, line, rule."""


def marked(root: Path) -> Counter[Spot]:
    """Every finding that the files below a root announce."""
    return Counter(spot for path in sorted(root.rglob("*.yaml")) for spot in _in_file(path, root))


def told(report: dict[str, Any]) -> Counter[Spot]:
    """Every finding of `validate --json`."""
    return Counter((found["file"], found["line"], found["rule"]) for found in report["findings"])


def _in_file(path: Path, root: Path) -> Iterator[Spot]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark = _MARK.match(line)
        for rule in mark[1].split() if mark else ():
            yield path.relative_to(root).as_posix(), number, rule
