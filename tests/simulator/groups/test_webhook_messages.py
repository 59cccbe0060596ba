"""What a webhook may say, type by type."""

import base64
import hashlib
from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from tests.simulator.rooms import ROOMS, a_webhook
from tests.simulator.scene import make_world

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
LINK = {"type": 1, "url": "https://example.com"}
ARTICLE = {"title": "标题", "description": "说明", "url": "https://example.com"}
NOTICE = {"card_type": "text_notice", "main_title": {"title": "值班"}, "card_action": LINK}
PICTURE = {"card_type": "news_notice", "main_title": {"title": "值班"}, "card_action": LINK, "card_image": {"url": "u"}}


@pytest.fixture
def rooms(tmp_path: Path) -> Simulator:
    """The world of rooms."""
    return make_world(tmp_path, ROOMS)


def image(raw: bytes, md5: str = "") -> dict[str, str]:
    """The payload of an image."""
    digest = hashlib.md5(raw, usedforsecurity=False).hexdigest()
    return {"base64": base64.b64encode(raw).decode(), "md5": md5 or digest}


@pytest.mark.parametrize(
    ("msgtype", "payload", "code"),
    [
        pytest.param("text", {"content": "群" * 682 + "xx"}, 0, id="text-2048-bytes"),
        pytest.param("text", {"content": "群" * 683}, 40058, id="text-too-long"),
        pytest.param("text", {"content": ""}, 44004, id="text-empty"),
        pytest.param("markdown", {"content": "x" * 4096}, 0, id="markdown"),
        pytest.param("markdown_v2", {"content": "x" * 4097}, 40058, id="markdown-too-long"),
        pytest.param("image", image(PNG), 0, id="image"),
        pytest.param("image", image(PNG, "0" * 32), 40058, id="image-digest"),
        pytest.param("image", image(b"GIF89a"), 40058, id="image-kind"),
        pytest.param("image", {"base64": "?", "md5": "x"}, 40058, id="image-base64"),
        pytest.param("image", {}, 40058, id="image-missing"),
        pytest.param("image", image(PNG + b"x" * 2 * 1024 * 1024), 93018, id="image-too-big"),
        pytest.param("news", {"articles": [ARTICLE] * 8}, 0, id="news"),
        pytest.param("news", {"articles": [ARTICLE] * 9}, 45008, id="news-nine"),
        pytest.param("news", {"articles": [{"title": "x"}]}, 40058, id="news-without-url"),
        pytest.param("voice", {"media_id": "x"}, 40007, id="voice-unknown"),
        pytest.param("template_card", NOTICE, 0, id="card"),
        pytest.param("template_card", PICTURE, 0, id="card-with-picture"),
        pytest.param("template_card", {**PICTURE, "card_image": {}}, 42044, id="card-picture-missing"),
        pytest.param("template_card", {**NOTICE, "card_type": "vote_interaction"}, 42031, id="card-kind"),
        pytest.param("template_card", {**NOTICE, "card_action": {"type": 1}}, 42028, id="card-action"),
        pytest.param("template_card", {**NOTICE, "jump_list": [LINK] * 4}, 42042, id="card-jumps"),
        pytest.param("mpnews", {}, 40008, id="no-such-type"),
    ],
)
def test_types_and_their_limits(rooms: Simulator, msgtype: str, payload: object, code: int) -> None:
    assert a_webhook(rooms).push(msgtype, payload) == code


def test_everybody_can_be_mentioned_by_phone_list(rooms: Simulator) -> None:
    a_webhook(rooms).push("text", {"content": "x", "mentioned_mobile_list": ["@all"]})

    assert rooms.messages("wrA")[0].mentioned == ("@all",)
