"""appchat/send: payloads, limits, and what lies in the chat afterwards."""

import hashlib

import pytest

from reconciler.simulator import Simulator
from tests.simulator.scene import CORP, Wecom

ARTICLE = {"title": "t", "url": "https://example.com"}
CARD = {"title": "t", "description": "d", "url": "https://example.com"}
PAPER = {"title": "t", "thumb_media_id": "m", "content": "c"}


@pytest.mark.parametrize(
    ("msgtype", "payload", "code"),
    [
        pytest.param("text", {"content": "hi"}, 0, id="text"),
        pytest.param("text", {"content": "x" * 2048}, 0, id="text-2048-bytes"),
        pytest.param("text", {"content": "x" * 2046 + "群"}, 45002, id="text-2049-bytes"),
        pytest.param("text", {"content": ""}, 44004, id="text-empty"),
        pytest.param("text", None, 44004, id="text-missing"),
        pytest.param("text", "hi", 44004, id="text-of-the-wrong-type"),
        pytest.param("markdown", {"content": "**hi**"}, 0, id="markdown"),
        pytest.param("markdown", {"content": "群" * 683}, 45002, id="markdown-long"),
        pytest.param("image", {"media_id": "m"}, 0, id="image"),
        pytest.param("image", {}, 40007, id="image-without-media"),
        pytest.param("file", {"media_id": "m"}, 0, id="file"),
        pytest.param("video", {"media_id": "m", "title": "t", "description": "d"}, 0, id="video"),
        pytest.param("voice", {"media_id": "m"}, 0, id="voice"),
        pytest.param("textcard", {**CARD, "btntxt": "更多详情了"}, 0, id="textcard"),
        pytest.param("textcard", {"title": "t"}, 40058, id="textcard-half"),
        pytest.param("news", {"articles": [ARTICLE] * 8}, 0, id="news"),
        pytest.param("news", {"articles": [ARTICLE] * 9}, 45008, id="news-nine"),
        pytest.param("news", {"articles": []}, 45008, id="news-none"),
        pytest.param("news", {"articles": [{"title": "t"}]}, 40058, id="news-without-url"),
        pytest.param("mpnews", {"articles": [PAPER]}, 0, id="mpnews"),
        pytest.param("sticker", {"media_id": "m"}, 40008, id="unknown-type"),
        pytest.param("", {}, 40008, id="no-type"),
    ],
)
def test_payloads(wecom: Wecom, msgtype: str, payload: object, code: int) -> None:
    assert wecom.say(msgtype, payload) == code


@pytest.mark.parametrize(
    ("msgtype", "payload", "safe", "code"),
    [
        ("text", {"content": "x"}, 1, 0),
        ("text", {"content": "x"}, 2, 40058),
        ("news", {"articles": [ARTICLE]}, 1, 40074),
    ],
)
def test_safe(wecom: Wecom, msgtype: str, payload: object, safe: int, code: int) -> None:
    assert wecom.say(msgtype, payload, safe=safe) == code


def test_a_delivered_message_lies_in_the_chat(world: Simulator, wecom: Wecom) -> None:
    wecom.say(payload={"content": "开会 <@ann>", "mentioned_list": ["ann", "@all"]})

    (message,) = world.messages("c1", CORP)
    raw = "开会 <@ann>".encode()
    assert (message.text, message.size_bytes) == ("开会 <@ann>", len(raw))
    assert message.digest == hashlib.sha256(raw).hexdigest()
    assert (message.mentioned, message.readers, message.sent_at) == (("ann", "@all"), 3, world.now())


def test_a_refused_message_does_not_arrive(world: Simulator, wecom: Wecom) -> None:
    wecom.say(payload={"content": "x" * 3000})

    assert world.messages(corp=CORP) == ()


def test_long_titles_are_cut_between_characters(world: Simulator, wecom: Wecom) -> None:
    wecom.say("textcard", {**CARD, "title": "群" * 50})

    assert world.messages("c1", CORP)[0].text.splitlines()[0] == "群" * 42


def test_a_mention_list_of_the_wrong_type_is_lost_with_a_warning(world: Simulator, wecom: Wecom) -> None:
    body = {"chatid": "c1", "msgtype": "text", "text": {"content": "x", "mentioned_list": "ann"}}

    answer = wecom.post("appchat/send", body)

    assert answer == {"errcode": 0, "errmsg": "Warning: wrong json format. ok"}
    assert world.messages("c1", CORP)[0].mentioned == ()
