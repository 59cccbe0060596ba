"""Whoever switches a check off says which one and why."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

_SWITCHED_OFF = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no\s+(?:cover|branch))")
_WITH_REASON = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[a-z, -]+\]|pragma:\s*no\s+(?:cover|branch))"
    r"\s*(?:#|-|–|:)\s*\w.{5,}"
)

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("reconciler", "tests", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)


def test_every_ignore_carries_its_reason() -> None:
    unexplained = [f"{file}:{line}: {words}" for file in FILES for line, words in _comments(ROOT / file)]

    assert unexplained == []


@pytest.mark.parametrize(
    ("comment", "holds"),
    [
        pytest.param("# noqa: BLE001  # The last resort.", True, id="reason-in-a-comment-of-its-own"),
        pytest.param("# noqa: S608 - our own table names", True, id="reason-behind-a-dash"),
        pytest.param("# type: ignore[attr-defined]  # Ships no types.", True, id="type-ignore-with-reason"),
        pytest.param("# noqa", False, id="everything-switched-off"),
        pytest.param("# noqa: S608", False, id="no-reason"),
        pytest.param("# type: ignore[attr-defined]", False, id="type-ignore-without-reason"),
        pytest.param("# type: ignore  # Ships no types.", False, id="type-ignore-without-code"),
    ],
)
def test_reasons_are_told_from_their_absence(comment: str, holds: bool) -> None:
    assert bool(_WITH_REASON.search(comment)) is holds


def _comments(path: Path) -> Iterator[tuple[int, str]]:
    """Comments that switch something off and do not say why."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type != tokenize.COMMENT or not _SWITCHED_OFF.search(token.string):
            continue
        if not _WITH_REASON.search(token.string):
            yield token.start[0], token.string
