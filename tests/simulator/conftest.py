"""Fixtures of the simulator's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.customer_scene import a_customer_world
from tests.simulator.scene import Wecom, a_caller, make_world

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh small world."""
    with make_world(tmp_path) as simulator:
        yield simulator


@pytest.fixture
def wecom(world: Simulator) -> Wecom:
    """The app that owns c1, logged in."""
    return a_caller(world)


@pytest.fixture
def customers(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh small world with customer groups."""
    with a_customer_world(tmp_path) as simulator:
        yield simulator


@pytest.fixture
def seller(customers: Simulator) -> Wecom:
    """An app that may call customer contact and sees everybody."""
    return a_caller(customers, "s-wide")
