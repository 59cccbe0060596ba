"""The webhook of a group: no token, a key that stays hidden, nothing sent twice."""

import logging
import traceback
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest

from reconciler.errors import MissingError, ProviderError, ThrottledError, UnknownOutcomeError
from reconciler.model.secret import Secret
from reconciler.wecom.gateway import KeyedGateway
from reconciler.wecom.webhook import Webhook
from tests.wecom.wire import OK, Reply, ScriptedWecom, html, refusal, through

KEY, WORDS = "the-webhook-key", "周四维护"
SEND = "webhook/send"


def say(wecom: ScriptedWecom, do: Callable[[Webhook], Coroutine[Any, Any, None]]) -> None:
    through(wecom, lambda session: do(Webhook(KeyedGateway(session, Secret(KEY)))))


def test_text_goes_out_with_the_key_and_without_a_token() -> None:
    wecom = ScriptedWecom({SEND: [OK]})

    say(wecom, lambda webhook: webhook.send_text(WORDS, ["Lin", "@all"]))

    assert [(request.method, dict(request.url.params)) for request in wecom.asked] == [("POST", {"key": KEY})]
    assert wecom.bodies() == [{"msgtype": "text", "text": {"content": WORDS, "mentioned_list": ["Lin", "@all"]}}]


def test_text_that_mentions_nobody_says_nothing_of_it() -> None:
    wecom = ScriptedWecom({SEND: [OK]})

    say(wecom, lambda webhook: webhook.send_text(WORDS))

    assert wecom.bodies() == [{"msgtype": "text", "text": {"content": WORDS}}]


def test_markdown_goes_out() -> None:
    wecom = ScriptedWecom({SEND: [OK]})

    say(wecom, lambda webhook: webhook.send_markdown("**群规**"))

    assert wecom.bodies() == [{"msgtype": "markdown", "markdown": {"content": "**群规**"}}]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        pytest.param(refusal(93000), MissingError, id="removed"),
        pytest.param(refusal(45009), ThrottledError, id="too-often"),
        pytest.param(httpx.ReadError, UnknownOutcomeError, id="cut"),
        pytest.param(html(502), UnknownOutcomeError, id="gateway"),
    ],
)
def test_what_may_have_been_said_is_not_said_again(reply: Reply, kind: type[ProviderError]) -> None:
    wecom = ScriptedWecom({SEND: [reply]})

    with pytest.raises(kind):
        say(wecom, lambda webhook: webhook.send_text(WORDS))

    assert wecom.count(SEND) == 1


def test_what_was_certainly_not_said_is_said_again() -> None:
    wecom = ScriptedWecom({SEND: [httpx.ConnectError, refusal(-1), OK]})

    say(wecom, lambda webhook: webhook.send_text(WORDS))

    assert wecom.count(SEND) == 3


def test_a_removed_webhook_is_put_right_in_the_chat() -> None:
    with pytest.raises(MissingError) as raised:
        say(ScriptedWecom({SEND: [refusal(93000)]}), lambda webhook: webhook.send_text(WORDS))

    assert raised.value.remedy is not None
    assert "在群里重新添加" in raised.value.remedy.zh


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(httpx.ReadError, id="cut"),
        pytest.param(httpx.ConnectError, id="no-connection"),
        pytest.param(httpx.ReadTimeout, id="slow"),
        pytest.param(html(404), id="unknown-path"),
        pytest.param(refusal(93000, f"invalid webhook {KEY}"), id="key-refused"),
        pytest.param(refusal(40014, f"invalid {KEY}"), id="as-if-a-token-were-refused"),
    ],
)
def test_neither_log_nor_traceback_shows_key_or_words(reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "httpx")
    caplog.set_level(logging.DEBUG, "httpcore")

    with pytest.raises(ProviderError) as raised:
        say(ScriptedWecom({SEND: [reply]}), lambda webhook: webhook.send_text(WORDS))

    shown = "".join(traceback.format_exception(raised.value)) + caplog.text
    shown += f"{raised.value.what}{raised.value.remedy}"
    assert (KEY in shown, WORDS in shown) == (False, False)


def test_a_gateway_never_shows_its_key() -> None:
    gateway = through(ScriptedWecom(), lambda session: _made(KeyedGateway(session, Secret(KEY))))

    assert KEY not in f"{gateway!r}{vars(gateway)}"


async def _made(gateway: KeyedGateway) -> KeyedGateway:
    return gateway
