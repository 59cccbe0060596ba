"""What the code host is asked about a token."""

import asyncio

import pytest

from reconciler.cli.forging import token_rights
from reconciler.cli.settings import Environment
from reconciler.errors import ReconcilerError
from reconciler.model.checkup import Granted
from tests.forge.host import Host
from tests.forge.host.host import TOKEN


def asked(url: str, token: str = TOKEN) -> Granted:
    async def run() -> Granted:
        return await token_rights(Environment({"GITHUB_API_URL": url}))(token)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("token", "scopes", "granted"),
    [
        pytest.param(TOKEN, "repo, gist", Granted(True, ("repo", "gist")), id="classic"),
        pytest.param(TOKEN, "", Granted(True, ()), id="classic-without-scopes"),
        pytest.param(TOKEN, None, Granted(accepted=True), id="rights-not-listed"),
        pytest.param("ghp_other", "repo", Granted(accepted=False), id="refused"),
    ],
)
def test_the_host_says_what_a_token_may(host: Host, token: str, scopes: str | None, granted: Granted) -> None:
    host.scopes = scopes

    with host.serving() as url:
        assert asked(url, token) == granted

    assert [each.path for each in host.world.requests] == ["/"]


@pytest.mark.parametrize("kind", ["forbidden", "secondary", "502", "away"])
def test_a_host_in_trouble_says_nothing_of_the_token_and_is_asked_once(host: Host, kind: str) -> None:
    host.fault(kind, times=9)

    with host.serving() as url, pytest.raises(ReconcilerError):
        asked(url)

    assert len(host.world.requests) == 1


@pytest.mark.parametrize("token", ["ghp_Zq7", "ghp_Zq7\nX: y", "ghp_Zq7令"])
def test_no_answer_is_no_refusal_and_the_token_is_not_quoted(host: Host, token: str) -> None:
    with host.serving() as url:
        pass

    with pytest.raises(ReconcilerError) as raised:
        asked(url, token)

    assert "Zq7" not in f"{raised.value.what} {raised.value.__cause__} {raised.value.__context__}"
