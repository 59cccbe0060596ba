"""Makes towns and lets go of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.town import Town

MakeTown = Callable[..., Town]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[MakeTown]:
    """`Town` in a folder of this test."""
    made: list[Town] = []

    def make(*groups: Any, **more: Any) -> Town:
        made.append(Town(tmp_path / f"town{len(made)}", groups, **more))
        return made[-1]

    yield make
    for each in made:
        each.close()
