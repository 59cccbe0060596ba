"""Reads through the gateway: what is repeated, how long, and what comes of it."""

import asyncio
from collections.abc import Sequence

import httpx
import pytest

from reconciler.errors import (
    BusyError,
    ForbiddenError,
    MissingError,
    ProtocolError,
    ProviderError,
    SettingsError,
    ThrottledError,
    UnreachableError,
)
from reconciler.model.company import Connection
from reconciler.wecom.contacts import GET_USER
from reconciler.wecom.endpoint import ReadEndpoint
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.retry import Patience
from reconciler.wecom.shape import Fields
from tests.wecom.wire import OK, FakeTime, Reply, ScriptedWecom, a_session, html, refusal, through


def read(wecom: ScriptedWecom, time: FakeTime | None = None, patience: Patience | None = None) -> Fields:
    async def run() -> Fields:
        async with a_session(wecom, time, patience=patience) as session:
            return await ReadGateway(session).read(GET_USER, {"userid": "a&b 中"})

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("replies", "error", "slept"),
    [
        pytest.param([httpx.ConnectError], UnreachableError, [0.5, 1.0], id="no-connection"),
        pytest.param([httpx.ReadTimeout], UnreachableError, [0.5, 1.0], id="slow"),
        pytest.param([httpx.ReadError], UnreachableError, [0.5, 1.0], id="reset"),
        pytest.param([httpx.RemoteProtocolError], UnreachableError, [0.5, 1.0], id="garbled"),
        pytest.param([httpx.DecodingError], UnreachableError, [0.5, 1.0], id="damaged"),
        pytest.param([html(200)], ProtocolError, [0.5, 1.0], id="html"),
        pytest.param([html(503)], ProtocolError, [0.5, 1.0], id="gateway"),
        pytest.param([httpx.Response(200, content=b"")], ProtocolError, [0.5, 1.0], id="empty"),
        pytest.param([httpx.Response(200, content=b"\xff\xfe")], ProtocolError, [0.5, 1.0], id="not-utf8"),
        pytest.param([{"errcode": True}], ProtocolError, [0.5, 1.0], id="errcode-is-a-claim"),
        pytest.param([httpx.Response(404)], ProtocolError, [], id="unknown-path"),
        pytest.param([httpx.Response(301)], ProtocolError, [], id="plain-http"),
        pytest.param([refusal(-1)], BusyError, [0.5, 1.0], id="busy"),
        pytest.param([refusal(6000)], BusyError, [0.5, 1.0], id="version-conflict"),
        pytest.param([refusal(60111)], MissingError, [], id="no-such-person"),
        pytest.param([refusal(48002)], ForbiddenError, [], id="forbidden"),
    ],
)
def test_a_read_is_repeated_a_little(
    replies: Sequence[Reply], error: type[ProviderError], slept: Sequence[float]
) -> None:
    wecom, time = ScriptedWecom({"user/get": replies}), FakeTime()

    with pytest.raises(error) as raised:
        read(wecom, time)

    assert (type(raised.value), time.slept) == (error, slept)


def test_a_read_waits_for_the_window_and_gives_up_in_the_end() -> None:
    wecom, time = ScriptedWecom({"user/get": [refusal(45009)]}), FakeTime()

    with pytest.raises(ThrottledError) as raised:
        read(wecom, time, Patience(throttle_wait_s=150.0))

    assert (time.slept, wecom.count("user/get"), raised.value.retry_after_s) == ([60.0, 60.0], 3, 60.0)


def test_a_read_gets_through_when_the_window_has_passed() -> None:
    wecom, time = ScriptedWecom({"user/get": [refusal(45009), {**OK, "userid": "a"}]}), FakeTime()

    assert read(wecom, time).text("userid") == "a"
    assert time.slept == [60.0]


def test_a_crowded_read_backs_off_for_longer_and_gives_up_in_the_end() -> None:
    wecom, time = ScriptedWecom({"user/get": [refusal(45033)]}), FakeTime()

    with pytest.raises(ThrottledError):
        read(wecom, time, Patience(throttle_wait_s=10.0))

    assert time.slept == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    "replies",
    [
        pytest.param([httpx.ReadError, html(502), {"userid": "a"}], id="cut-then-gateway"),
        pytest.param([{"errcode": "0", "userid": "a"}], id="errcode-as-text"),
        pytest.param([httpx.Response(200, content=b'\xef\xbb\xbf{"userid":"a"}')], id="byte-order-mark"),
        pytest.param([{"errmsg": "Warning: wrong json format. ", "userid": "a"}], id="errmsg-is-not-read"),
    ],
)
def test_a_read_gets_through_after_trouble(replies: Sequence[Reply]) -> None:
    assert read(ScriptedWecom({"user/get": replies})).text("userid") == "a"


def test_questions_are_quoted() -> None:
    wecom = ScriptedWecom({"user/get": [{"userid": "a"}]})

    read(wecom)

    assert wecom.asked[-1].url.params["userid"] == "a&b 中"


def test_a_question_may_be_a_body_and_is_repeated_like_any_read() -> None:
    wecom = ScriptedWecom({"some/list": [httpx.ReadError, html(502), {**OK, "name": "群"}]})
    endpoint = ReadEndpoint("/cgi-bin/some/list", "1", method="POST")

    answer = through(wecom, lambda session: ReadGateway(session).read(endpoint, body={"名": "群"}))

    assert answer.text("name") == "群"
    assert [request.method for request in wecom.asked] == ["GET", "POST", "POST", "POST"]
    assert wecom.bodies() == [{"名": "群"}] * 3


def test_at_most_so_many_calls_run_side_by_side() -> None:
    running, most = 0, 0

    class Counting(ScriptedWecom):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            try:
                return await super().handle_async_request(request)
            finally:
                running -= 1

    wecom = Counting({"user/get": [{"userid": "a"}]})

    async def run() -> None:
        async with a_session(wecom, connection=Connection("https://wecom.invalid", concurrency=3)) as session:
            await asyncio.gather(*(ReadGateway(session).read(GET_USER) for _ in range(20)))

    asyncio.run(run())

    assert most == 3


@pytest.mark.parametrize(
    "connection",
    [
        pytest.param(Connection(base_url="::"), id="base-url"),
        pytest.param(Connection(proxy="gopher://u:pass-word@proxy"), id="proxy"),
    ],
)
def test_an_unusable_address_is_a_setting_to_mend_without_showing_it(connection: Connection) -> None:
    async def run() -> None:
        async with a_session(connection=connection) as session:
            await ReadGateway(session).read(GET_USER)

    with pytest.raises(SettingsError) as raised:
        asyncio.run(run())

    assert "pass-word" not in str(raised.value)
