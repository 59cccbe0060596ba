"""The code host is opened from the environment alone."""

import asyncio

import pytest

from reconciler.cli.forging import open_forge
from reconciler.cli.settings import Environment
from reconciler.errors import SettingsError
from reconciler.forge import GitHub

ACTIONS = {
    "GITHUB_TOKEN": "t0ken",
    "GITHUB_REPOSITORY": "o/r",
    "GITHUB_API_URL": "https://ghe.example/api/v3/",
    "GITHUB_GRAPHQL_URL": "https://ghe.example/api/graphql",
    "GITHUB_RUN_ID": "7",
    "GITHUB_EVENT_PATH": "event.json",
}


def test_a_run_on_an_enterprise_server_is_understood_and_its_token_masked() -> None:
    place = Environment(ACTIONS).code_host()

    assert (place.api_url, place.graphql_url) == ("https://ghe.example/api/v3", "https://ghe.example/api/graphql")
    assert (place.repository, place.run_id, place.event_path) == ("o/r", 7, "event.json")
    assert "t0ken" not in repr(place)


def test_an_enterprise_server_known_by_its_interface_alone_has_its_other_addresses_where_they_are() -> None:
    place = Environment({**ACTIONS, "GITHUB_GRAPHQL_URL": ""}).code_host()

    assert (place.graphql_url, place.server_url) == ("https://ghe.example/api/graphql", "https://ghe.example")


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"GITHUB_TOKEN": ""}, id="no-token"),
        pytest.param({"GITHUB_REPOSITORY": "o/r/../x"}, id="no-repository"),
        pytest.param({"GITHUB_REPOSITORY": "o/.."}, id="leads-elsewhere"),
        pytest.param({"GITHUB_API_URL": "http://ghe.example"}, id="without-https"),
    ],
)
def test_a_setting_that_is_wrong_is_said(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        Environment({**ACTIONS, **wrong}).code_host()


def test_the_adapter_is_opened_and_closed() -> None:
    async def opened() -> bool:
        async with open_forge(Environment({**ACTIONS, "GITHUB_RUN_ID": ""})) as forge:
            return isinstance(forge, GitHub)

    assert asyncio.run(opened())
