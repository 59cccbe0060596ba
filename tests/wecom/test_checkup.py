"""What the doctor asks WeCom, over the wire, and the way there."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx
import pytest

from reconciler.errors import CredentialError, ForbiddenError, ReconcilerError, UnreachableError
from reconciler.model.checkup import Probed
from reconciler.model.live import ApplicationState
from reconciler.wecom.checkup import WecomAccess, WecomLine
from tests.wecom.wire import OK, FakeTime, Reply, ScriptedWecom, a_session, refusal

T = TypeVar("T")

AGENT: Reply = {**OK, "name": "群管家", "close": 1, "allow_partys": {"partyid": [1]}}


def with_access(wecom: ScriptedWecom, ask: Callable[[WecomAccess], Awaitable[T]]) -> T:
    async def run() -> T:
        async with a_session(wecom) as session:
            return await ask(WecomAccess(session, "1000002"))

    return asyncio.run(run())


def with_line(wecom: ScriptedWecom, ask: Callable[[WecomLine], Awaitable[T]], time: FakeTime | None = None) -> T:
    async def run() -> T:
        async with a_session(wecom, time) as session:
            return await ask(WecomLine(session, 5.0))

    return asyncio.run(run())


def test_the_application_is_read_as_it_is() -> None:
    wecom = ScriptedWecom({"agent/get": [AGENT]})

    assert with_access(wecom, WecomAccess.application) == ApplicationState("群管家", enabled=False, root_in_range=True)


def test_customer_groups_are_asked_for_with_room_for_one() -> None:
    wecom = ScriptedWecom({"externalcontact/groupchat/list": [{**OK, "group_chat_list": [], "next_cursor": ""}]})

    with_access(wecom, WecomAccess.customer_groups)

    assert wecom.bodies() == [{"status_filter": 0, "limit": 1}]


def test_the_archive_says_whom_it_covers() -> None:
    wecom = ScriptedWecom({"msgaudit/get_permit_user_list": [{**OK, "ids": ["ann", "bob"]}]})

    assert with_access(wecom, WecomAccess.archive) == 2


def test_a_refusal_is_passed_on() -> None:
    wecom = ScriptedWecom({"externalcontact/groupchat/list": [refusal(48002)]})

    with pytest.raises(ForbiddenError) as raised:
        with_access(wecom, WecomAccess.customer_groups)

    assert raised.value.errcode == 48002


def test_a_wrong_secret_is_tried_once_however_often_one_asks() -> None:
    wecom = ScriptedWecom({"gettoken": [refusal(40001)]})

    async def ask_twice(access: WecomAccess) -> None:
        for _ in range(2):
            with pytest.raises(CredentialError):
                await access.token()

    with_access(wecom, ask_twice)

    assert wecom.count("gettoken") == 1


def test_the_probe_needs_no_token_and_shows_the_address() -> None:
    wecom = ScriptedWecom({"get_api_domain_ip": [refusal(41001)]})

    probed = with_line(wecom, WecomLine.probe)

    assert probed == Probed(200, is_wecom=True, seen_from="10.9.8.7")
    assert [str(request.url) for request in wecom.asked] == ["https://wecom.invalid/cgi-bin/get_api_domain_ip"]


@pytest.mark.parametrize("fault", [httpx.ConnectError, httpx.ReadTimeout])
def test_the_probe_is_not_repeated(fault: type[Exception]) -> None:
    wecom, time = ScriptedWecom({"get_api_domain_ip": [fault]}), FakeTime()

    with pytest.raises(UnreachableError):
        with_line(wecom, WecomLine.probe, time)

    assert (wecom.count("get_api_domain_ip"), time.slept) == (1, [])


def test_an_address_resolves() -> None:
    assert with_line(ScriptedWecom(), lambda line: line.resolve("127.0.0.1")) == 1


def test_a_name_that_is_none_does_not_resolve() -> None:
    with pytest.raises(UnreachableError):
        with_line(ScriptedWecom(), lambda line: line.resolve("x" * 64 + ".invalid"))


def test_a_proxy_takes_a_connection_or_does_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        taken = with_line(ScriptedWecom(), lambda line: _outcome(line, port))
    refused = with_line(ScriptedWecom(), lambda line: _outcome(line, port))

    assert (taken, type(refused)) == (None, UnreachableError)


async def _outcome(line: WecomLine, port: int) -> ReconcilerError | None:
    try:
        await line.connect("127.0.0.1", port)
    except ReconcilerError as error:
        return error
    return None
