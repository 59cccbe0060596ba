"""What holds for every test: no environment of the machine leaks in, hypothesis is the same everywhere, and whatever is
asked of a code host is what GitHub describes."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

_NAMES = frozenset({"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "TERM", "LANG", "LANGUAGE", "TZ"})
_PROXIES = frozenset({"http_proxy", "https_proxy", "all_proxy", "no_proxy"})

settings.register_profile("dev", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(autouse=True)
def _scrubbed_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name in _NAMES or name.lower() in _PROXIES or name.startswith(("RECONCILER_", "LC_")):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _described_requests() -> Iterator[None]:
    """Every request to every code host of a test is one that GitHub's description knows."""
    yield
    host = sys.modules.get("tests.forge.host.host")
    if host is not None:
        said = list(host.UNDESCRIBED)
        host.UNDESCRIBED.clear()
        assert said == []
