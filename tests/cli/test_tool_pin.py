"""Which commit is running: known, or not said."""

import pytest

from reconciler.cli import tool_pin
from reconciler.cli.tool_pin import pin_of
from reconciler.model.founding import ToolPin
from tests.packaging.company_repository import COMMIT


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://github.com/acme/tool.git", "acme/tool"),
        ("https://github.com/acme/tool", "acme/tool"),
        ("git@github.com:acme/tool.git", "acme/tool"),
        ("ssh://git@github.com/acme/tool.git", "acme/tool"),
        ("https://user:word@github.com/acme/tool", None),
        ("../tool.git", None),
        ("", None),
    ],
)
def test_the_address_of_a_remote_gives_the_repository(address: str, repository: str | None) -> None:
    expected = ToolPin(repository, COMMIT) if repository else None

    assert tool_pin._pin(address, COMMIT) == expected


@pytest.mark.parametrize("words", ["", "acme/tool", f"acme/..@{COMMIT}", f"acme/tool@{COMMIT[:39]}", f"a b/c@{COMMIT}"])
def test_what_is_no_pin_is_none(words: str) -> None:
    assert pin_of(words) is None
