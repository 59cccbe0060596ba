"""Messages to people: the lists of an answer decide who got them."""

from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest

from reconciler.errors import RejectedError, UnknownOutcomeError
from reconciler.model.ids import UserId
from reconciler.wecom.cards import ButtonCardShape, TextNoticeShape
from reconciler.wecom.gateway import WriteGateway
from reconciler.wecom.person_messages import PersonMessages, SentShape
from tests.wecom.wire import OK, Reply, ScriptedWecom, refusal, through

SEND, UPDATE = "message/send", "message/update_template_card"
NOTICE = TextNoticeShape(
    card_type="text_notice",
    main_title={"title": "群规 v3"},
    card_action={"type": 1, "url": "https://rules.example.com/v3"},
)
QUESTION = ButtonCardShape(
    card_type="button_interaction",
    task_id="ack-rules-v3",
    main_title={"title": "群规 v3 请确认"},
    button_list=[{"text": "我已阅读", "style": 1, "key": "ack:v3"}],
)


def say(wecom: ScriptedWecom, do: Callable[[PersonMessages], Coroutine[Any, Any, Any]]) -> Any:
    return through(wecom, lambda session: do(PersonMessages(WriteGateway(session), "1000002")))


def sent(reply: Reply) -> SentShape:
    shape: SentShape = say(
        ScriptedWecom({SEND: [reply]}), lambda messages: messages.send_text(["Lin", "Mei", "Tao"], "你好")
    )
    return shape


def test_text_goes_to_everybody_named() -> None:
    wecom = ScriptedWecom({SEND: [{**OK, "msgid": "m1"}]})

    shape = say(wecom, lambda messages: messages.send_text(["Lin", "Mei"], "你好"))

    assert shape == SentShape(msgid="m1", response_code="", refused=frozenset())
    assert wecom.bodies() == [
        {"touser": "Lin|Mei", "agentid": 1000002, "safe": 0, "msgtype": "text", "text": {"content": "你好"}}
    ]


@pytest.mark.parametrize(
    ("lists", "refused"),
    [
        pytest.param({}, set(), id="nobody"),
        pytest.param({"invaliduser": "", "unlicenseduser": None}, set(), id="empty"),
        pytest.param({"invaliduser": "lin|mei"}, {"lin", "mei"}, id="in-lower-case"),
        pytest.param({"invaliduser": "Lin"}, {"lin"}, id="as-asked"),
        pytest.param({"unlicenseduser": "tao", "invaliduser": "lin"}, {"lin", "tao"}, id="without-licence"),
    ],
)
def test_who_was_refused_is_told_by_the_lists(lists: dict[str, object], refused: set[str]) -> None:
    assert sent({**OK, "msgid": "m1", **lists})["refused"] == refused


def test_when_everybody_is_refused_everybody_is_told() -> None:
    shape = sent(refusal(81013))

    assert shape == SentShape(
        msgid="", response_code="", refused=frozenset({UserId("lin"), UserId("mei"), UserId("tao")})
    )


def test_any_other_refusal_is_an_error() -> None:
    with pytest.raises(RejectedError):
        sent(refusal(82001))


@pytest.mark.parametrize("card", [NOTICE, QUESTION])
def test_a_card_goes_out_whole_and_can_be_changed_by_its_code(card: TextNoticeShape | ButtonCardShape) -> None:
    wecom = ScriptedWecom({SEND: [{**OK, "msgid": "m1", "response_code": "r1"}]})

    shape = say(wecom, lambda messages: messages.send_card(["Lin"], card))

    assert shape["response_code"] == "r1"
    assert wecom.bodies() == [
        {"touser": "Lin", "agentid": 1000002, "safe": 0, "msgtype": "template_card", "template_card": card}
    ]


def test_a_card_without_callback_is_refused_for_itself_alone() -> None:
    wecom = ScriptedWecom({SEND: [refusal(43012)]})

    with pytest.raises(RejectedError) as raised:
        say(wecom, lambda messages: messages.send_card(["Lin"], QUESTION))

    assert raised.value.remedy is not None
    assert "接收消息" in raised.value.remedy.zh


def test_a_message_without_answer_is_unknown_and_sent_once() -> None:
    wecom = ScriptedWecom({SEND: [httpx.ReadError]})

    with pytest.raises(UnknownOutcomeError):
        say(wecom, lambda messages: messages.send_text(["Lin"], "你好"))

    assert wecom.count(SEND) == 1


def test_a_button_is_replaced_for_those_named() -> None:
    wecom = ScriptedWecom({UPDATE: [{**OK, "invaliduser": ["Mei"]}]})

    refused = say(wecom, lambda messages: messages.replace_button(["Lin", "Mei"], "r1", "已确认"))

    assert refused == {"mei"}
    assert wecom.bodies() == [
        {
            "userids": ["Lin", "Mei"],
            "agentid": 1000002,
            "response_code": "r1",
            "button": {"replace_name": "已确认"},
        }
    ]


def test_a_code_that_was_used_is_refused() -> None:
    wecom = ScriptedWecom({UPDATE: [refusal(42022)]})

    with pytest.raises(RejectedError):
        say(wecom, lambda messages: messages.replace_button(["Lin"], "r1", "已确认"))
