"""A host for every test; at its end every request that the adapter made must have been a right one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forge.doors import Clocked
from tests.forge.host import Host


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path)
    yield made
    assert made.complaints == []


@pytest.fixture
def clocked(host: Host) -> Clocked:
    return Clocked(host)
