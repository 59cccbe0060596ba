"""A host for every test."""

from collections.abc import Generator
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


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So has a module that skips itself."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
    return report


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


@pytest.fixture
def clocked(host: Host) -> Clocked:
    return Clocked(host)
