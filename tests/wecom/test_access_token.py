"""The token: fetched once, renewed once, and a wrong secret is never tried twice."""

import asyncio
from collections.abc import Sequence

import pytest

from reconciler.errors import BusyError, CredentialError, ForbiddenError, ProtocolError, ProviderError, ThrottledError
from reconciler.wecom.contacts import LIST_TAGS
from reconciler.wecom.gateway import ReadGateway
from tests.wecom.wire import CORP, OK, SECRET, FakeTime, Reply, ScriptedWecom, a_session, refusal

TAGS: Reply = {**OK, "taglist": []}


def call_together(wecom: ScriptedWecom, calls: int) -> list[str]:
    """What became of `calls` reads started at once: `ok` or the error's name."""

    async def run() -> list[str]:
        async with a_session(wecom, FakeTime()) as session:
            gateway = ReadGateway(session)
            found = await asyncio.gather(*(gateway.read(LIST_TAGS) for _ in range(calls)), return_exceptions=True)
        return [type(each).__name__ if isinstance(each, BaseException) else "ok" for each in found]

    return asyncio.run(run())


def test_the_token_is_fetched_with_corp_and_secret_and_sent_in_the_query() -> None:
    wecom = ScriptedWecom({"tag/list": [TAGS]})

    call_together(wecom, 1)

    assert [str(request.url.query, "ascii") for request in wecom.asked] == [
        f"corpid={CORP}&corpsecret={SECRET}",
        "access_token=the-access-token-1",
    ]


def test_calls_started_together_fetch_one_token() -> None:
    wecom = ScriptedWecom({"tag/list": [TAGS]})

    assert call_together(wecom, 50) == ["ok"] * 50
    assert (wecom.count("gettoken"), wecom.count("tag/list")) == (1, 50)


@pytest.mark.parametrize("errcode", [40014, 42001])
def test_calls_that_find_the_token_stale_together_renew_it_once(errcode: int) -> None:
    wecom = ScriptedWecom({"tag/list": [refusal(errcode)] * 8 + [TAGS]})

    assert call_together(wecom, 8) == ["ok"] * 8
    assert (wecom.count("gettoken"), wecom.count("tag/list")) == (2, 16)


def test_a_token_refused_again_after_renewal_is_the_end() -> None:
    wecom = ScriptedWecom({"tag/list": [refusal(40014)]})

    assert call_together(wecom, 1) == ["CredentialError"]
    assert (wecom.count("gettoken"), wecom.count("tag/list")) == (2, 2)


def test_many_calls_with_refused_tokens_do_not_keep_renewing() -> None:
    wecom = ScriptedWecom({"tag/list": [refusal(42001)]})

    assert call_together(wecom, 100) == ["CredentialError"] * 100
    assert wecom.count("gettoken") == 2


def test_later_calls_do_not_renew_a_token_that_was_never_accepted() -> None:
    wecom = ScriptedWecom({"tag/list": [refusal(42001)]})

    async def run() -> list[str]:
        async with a_session(wecom) as session:
            gateway = ReadGateway(session)
            found = [await asyncio.gather(gateway.read(LIST_TAGS), return_exceptions=True) for _ in range(5)]
        return [type(each[0]).__name__ for each in found]

    assert asyncio.run(run()) == ["CredentialError"] * 5
    assert (wecom.count("gettoken"), wecom.count("tag/list")) == (2, 3)


def test_a_token_that_expires_again_later_is_renewed_again() -> None:
    wecom = ScriptedWecom({"tag/list": [TAGS, refusal(42001), TAGS, refusal(42001), TAGS]})

    async def run() -> None:
        async with a_session(wecom) as session:
            for _ in range(3):
                await ReadGateway(session).read(LIST_TAGS)

    asyncio.run(run())

    assert wecom.count("gettoken") == 3


@pytest.mark.parametrize(
    ("errcode", "error"),
    [
        (40001, CredentialError),
        (40013, CredentialError),
        (40091, CredentialError),
        (41004, CredentialError),
        (50003, CredentialError),
        (301007, CredentialError),
        (60020, ForbiddenError),
        (45009, ThrottledError),
    ],
)
def test_a_refused_secret_is_tried_once_however_many_calls_want_it(errcode: int, error: type[ProviderError]) -> None:
    wecom = ScriptedWecom({"gettoken": [refusal(errcode)], "tag/list": [TAGS]})

    assert call_together(wecom, 50) == [error.__name__] * 50
    assert (wecom.count("gettoken"), wecom.count("tag/list")) == (1, 0)


@pytest.mark.parametrize(
    ("replies", "error", "tries"),
    [
        pytest.param([refusal(-1)], BusyError, 3, id="busy"),
        pytest.param([{**OK}], ProtocolError, 1, id="no-token-in-the-answer"),
        pytest.param([{**OK, "access_token": ""}], ProtocolError, 1, id="empty-token"),
    ],
)
def test_trouble_while_fetching_is_told(replies: Sequence[Reply], error: type[ProviderError], tries: int) -> None:
    wecom = ScriptedWecom({"gettoken": replies})

    assert call_together(wecom, 1) == [error.__name__]
    assert wecom.count("gettoken") == tries
