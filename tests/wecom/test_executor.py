"""Writing: one action, one request, ids as the address book writes them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

import httpx
import pytest

from reconciler.errors import (
    AlreadyExistsError,
    BusyError,
    ForbiddenError,
    MissingError,
    ProtocolError,
    ProviderError,
    RejectedError,
    ThrottledError,
    UnknownOutcomeError,
    UnreachableError,
)
from reconciler.model.action import CreateGroup, SendMessage, UpdateGroup
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.wecom.executor import WecomExecutor
from reconciler.wecom.gateway import WriteGateway
from tests.wecom.wire import OK, Reply, ScriptedWecom, a_session, html, refusal

ANN, BOB = UserId("ann"), UserId("bob")
CREATE = CreateGroup(GroupKey("g"), ChatId("c1"), "平台“组”", ANN, (ANN, BOB))
UPDATE = UpdateGroup(GroupKey("g"), ChatId("c1"), joins=(ANN,))
SEND = SendMessage(GroupKey("g"), ChatId("c1"), "m1", "digest", 6, text="周四发布")


def written(user: UserId) -> str:
    return user.capitalize()


def execute(
    wecom: ScriptedWecom, act: Callable[[WecomExecutor], Awaitable[None]], *, root_in_range: bool = True
) -> None:
    async def run() -> None:
        async with a_session(wecom) as session:
            await act(WecomExecutor(WriteGateway(session), written, root_in_range=root_in_range))

    asyncio.run(run())


def test_create_sends_our_chat_id_and_ids_as_written() -> None:
    wecom = ScriptedWecom({"appchat/create": [{**OK, "chatid": "c1"}]})

    execute(wecom, lambda executor: executor.create(CREATE))

    assert wecom.bodies() == [{"chatid": "c1", "name": "平台“组”", "owner": "Ann", "userlist": ["Ann", "Bob"]}]


def test_chinese_goes_out_as_utf8_without_escapes() -> None:
    wecom = ScriptedWecom({"appchat/create": [OK]})

    execute(wecom, lambda executor: executor.create(CREATE))

    assert "平台“组”".encode() in wecom.asked[-1].content


@pytest.mark.parametrize(
    ("action", "body"),
    [
        pytest.param(UPDATE, {"chatid": "c1", "add_user_list": ["Ann"]}, id="only-joins"),
        pytest.param(
            UpdateGroup(GroupKey("g"), ChatId("c1"), name="新名", owner=ANN, joins=(ANN,), leaves=(BOB,)),
            {"chatid": "c1", "name": "新名", "owner": "Ann", "add_user_list": ["Ann"], "del_user_list": ["Bob"]},
            id="everything-in-one-call",
        ),
    ],
)
def test_update_sends_only_what_changes(action: UpdateGroup, body: Mapping[str, object]) -> None:
    wecom = ScriptedWecom({"appchat/update": [OK]})

    execute(wecom, lambda executor: executor.update(action))

    assert wecom.bodies() == [body]


def test_send_is_one_plain_text() -> None:
    wecom = ScriptedWecom({"appchat/send": [OK]})

    execute(wecom, lambda executor: executor.send(SEND))

    assert wecom.bodies() == [{"chatid": "c1", "msgtype": "text", "text": {"content": "周四发布"}, "safe": 0}]


def test_a_chat_that_exists_already_is_told_apart() -> None:
    wecom = ScriptedWecom({"appchat/create": [refusal(86215)]})

    with pytest.raises(AlreadyExistsError) as raised:
        execute(wecom, lambda executor: executor.create(CREATE))

    assert (raised.value.errcode, raised.value.bad_member) == (86215, False)


@pytest.mark.parametrize("errcode", [86216, 86007, 60111, 40003, 40031, 60011, 301021, 60021, 60030, 46004])
def test_refusals_about_a_person_say_so(errcode: int) -> None:
    wecom = ScriptedWecom({"appchat/update": [refusal(errcode)]})

    with pytest.raises(RejectedError) as raised:
        execute(wecom, lambda executor: executor.update(UPDATE))

    assert (raised.value.errcode, raised.value.bad_member) == (errcode, True)


def test_60011_is_about_the_application_when_its_range_is_not_the_root() -> None:
    wecom = ScriptedWecom({"appchat/update": [refusal(60011)]})

    with pytest.raises(ForbiddenError):
        execute(wecom, lambda executor: executor.update(UPDATE), root_in_range=False)


UNKNOWN_AFTER_ONE = (UnknownOutcomeError, 1)


@pytest.mark.parametrize(
    ("replies", "error", "tries"),
    [
        pytest.param([httpx.ReadTimeout], *UNKNOWN_AFTER_ONE, id="slow"),
        pytest.param([httpx.ReadError], *UNKNOWN_AFTER_ONE, id="reset"),
        pytest.param([httpx.WriteError], *UNKNOWN_AFTER_ONE, id="cut-while-sending"),
        pytest.param([httpx.RemoteProtocolError], *UNKNOWN_AFTER_ONE, id="garbled"),
        pytest.param([html(200)], *UNKNOWN_AFTER_ONE, id="html"),
        pytest.param([html(502)], *UNKNOWN_AFTER_ONE, id="gateway"),
        pytest.param([httpx.Response(200, content=b"[]")], *UNKNOWN_AFTER_ONE, id="no-object"),
        pytest.param([httpx.Response(200, content=b'{"errcode":')], *UNKNOWN_AFTER_ONE, id="cut-body"),
        pytest.param([{"errcode": "many"}], *UNKNOWN_AFTER_ONE, id="errcode-no-number"),
        pytest.param([httpx.Response(404)], ProtocolError, 1, id="unknown-path-was-not-carried-out"),
        pytest.param([httpx.Response(301)], ProtocolError, 1, id="plain-http-was-not-carried-out"),
        pytest.param([httpx.ConnectError], UnreachableError, 3, id="no-connection"),
        pytest.param([httpx.ConnectTimeout], UnreachableError, 3, id="connecting-timed-out"),
        pytest.param([httpx.ProxyError], UnreachableError, 3, id="proxy"),
        pytest.param([refusal(-1)], BusyError, 3, id="busy"),
        pytest.param([refusal(6000)], BusyError, 3, id="version-conflict"),
        pytest.param([refusal(45033)], ThrottledError, 3, id="too-many-at-once"),
        pytest.param([refusal(45009)], ThrottledError, 1, id="frequency-limit"),
        pytest.param([refusal(86003)], MissingError, 1, id="no-such-chat"),
        pytest.param([refusal(86006)], RejectedError, 1, id="size"),
        pytest.param([refusal(99999)], RejectedError, 1, id="unknown-code"),
    ],
)
def test_a_write_is_sent_again_only_when_it_was_not_carried_out(
    replies: Sequence[Reply], error: type[ProviderError], tries: int
) -> None:
    wecom = ScriptedWecom({"appchat/update": replies})

    with pytest.raises(error) as raised:
        execute(wecom, lambda executor: executor.update(UPDATE))

    assert (type(raised.value), wecom.count("appchat/update")) == (error, tries)
    assert raised.value.endpoint == "/cgi-bin/appchat/update"


@pytest.mark.parametrize(
    "replies",
    [
        pytest.param([refusal(-1), refusal(-1), OK], id="busy-twice"),
        pytest.param([httpx.ConnectError, OK], id="no-connection-once"),
        pytest.param([refusal(42001), OK], id="token-expired"),
        pytest.param([refusal(40014), refusal(-1), refusal(-1), OK], id="token-and-busy"),
        pytest.param([{}], id="errcode-missing"),
        pytest.param([{"errcode": "0"}], id="errcode-as-text"),
    ],
)
def test_a_write_gets_through_after_trouble(replies: Sequence[Reply]) -> None:
    wecom = ScriptedWecom({"appchat/update": replies})

    execute(wecom, lambda executor: executor.update(UPDATE))

    assert wecom.count("appchat/update") == len(replies)


def test_an_answer_with_another_chat_id_is_unknown() -> None:
    wecom = ScriptedWecom({"appchat/create": [{**OK, "chatid": "c2"}]})

    with pytest.raises(UnknownOutcomeError):
        execute(wecom, lambda executor: executor.create(CREATE))


@pytest.mark.parametrize(
    ("act", "path", "seconds"),
    [
        pytest.param(lambda executor: executor.create(CREATE), "appchat/create", 86400, id="create"),
        pytest.param(lambda executor: executor.update(UPDATE), "appchat/update", 3600, id="update"),
        pytest.param(lambda executor: executor.send(SEND), "appchat/send", 60, id="send"),
    ],
)
def test_a_used_up_quota_tells_how_long_wecom_blocks(
    act: Callable[[WecomExecutor], Awaitable[None]], path: str, seconds: float
) -> None:
    wecom = ScriptedWecom({path: [refusal(45009)]})

    with pytest.raises(ThrottledError) as raised:
        execute(wecom, act)

    assert raised.value.retry_after_s == seconds
