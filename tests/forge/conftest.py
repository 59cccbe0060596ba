"""A host for every test; at its end every request that the adapter made must have been a right one."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.forge.doors import Clocked
from tests.forge.host import Host


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test of this folder that is skipped has failed: it needs nothing that is not brought along."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
    return report


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path)
    yield made
    assert made.complaints == []


@pytest.fixture
def clocked(host: Host) -> Clocked:
    return Clocked(host)
