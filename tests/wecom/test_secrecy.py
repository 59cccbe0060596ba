"""Token and secret travel in the query; nothing that is logged or raised may hold them."""

import asyncio
import logging
import traceback

import httpx
import pytest

from reconciler.errors import ProviderError
from reconciler.wecom.contacts import GET_USER
from reconciler.wecom.gateway import ReadGateway
from tests.wecom.wire import OK, SECRET, TOKEN, Reply, ScriptedWecom, a_session, html, refusal

PERSON = "zhangsan"


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param({"user/get": [httpx.ReadError]}, id="cut"),
        pytest.param({"user/get": [httpx.ConnectError]}, id="no-connection"),
        pytest.param({"user/get": [httpx.ReadTimeout]}, id="slow"),
        pytest.param({"user/get": [html(502)]}, id="gateway"),
        pytest.param({"user/get": [refusal(40014, f"invalid {TOKEN}-1 {SECRET}")]}, id="token-refused"),
        pytest.param({"user/get": [refusal(60020, f"{TOKEN}-1 from ip: 1.2.3.4")]}, id="address-refused"),
        pytest.param({"gettoken": [httpx.ReadError]}, id="cut-while-fetching"),
        pytest.param({"gettoken": [refusal(40001, f"bad {SECRET}")]}, id="secret-refused"),
    ],
)
def test_neither_log_nor_traceback_shows_token_or_secret(
    trouble: dict[str, list[Reply]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "httpx")
    caplog.set_level(logging.DEBUG, "httpcore")

    async def run() -> None:
        async with a_session(ScriptedWecom(trouble)) as session:
            await ReadGateway(session).read(GET_USER, {"userid": PERSON})

    with pytest.raises(ProviderError) as raised:
        asyncio.run(run())

    shown = (
        "".join(traceback.format_exception(raised.value)) + caplog.text + f"{raised.value.what}{raised.value.remedy}"
    )
    assert (TOKEN in shown, SECRET in shown, PERSON in shown) == (False, False, False)


def test_nothing_is_logged_of_a_call_but_its_path(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def run() -> None:
        async with a_session(ScriptedWecom({"user/get": [{**OK, "userid": "a"}]})) as session:
            await ReadGateway(session).read(GET_USER, {"userid": PERSON})

    asyncio.run(run())

    assert "/cgi-bin/user/get" in caplog.text
    assert (TOKEN in caplog.text, SECRET in caplog.text, PERSON in caplog.text) == (False, False, False)
