"""What the operating system says reaches a person by one table only."""

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "reconciler"
SHOWN = re.compile(r"\.strerror\b(?!\()")  # an attribute of an error; os.strerror makes one
TABLE = PACKAGE / "system_errors.py"


def test_nobody_shows_the_words_of_the_system() -> None:
    shown = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != TABLE and SHOWN.search(path.read_text(encoding="utf-8"))
    ]

    assert shown == []
