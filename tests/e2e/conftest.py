"""Makes towns and lets go of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.town import Town

MakeTown = Callable[..., Town]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is measured on the first row of each table below this folder: the others walk the same lines, and
    measuring makes them half as slow again.
    """
    seen = set()
    for item in items:
        if item.path.is_relative_to(HERE):
            table = item.nodeid.partition("[")[0]
            if table in seen:
                item.add_marker(pytest.mark.no_cover)
            seen.add(table)


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
