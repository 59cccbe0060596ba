"""What a webhook may say [91770]: each type with its limits, read as the one text that lies in the chat."""

import base64
import hashlib
from collections.abc import Callable

from reconciler.simulator.app_messages.cards import read_card
from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import Fields
from reconciler.simulator.groups.messages import DESCRIPTION_BYTES, TITLE_BYTES, Message, cut_bytes

TEXT_BYTES = 2048
MARKDOWN_BYTES = 4096
IMAGE_BYTES = 2 * 1024 * 1024
MEDIA_LIFE_MS = 3 * 24 * 3600 * 1000
IMAGES = (b"\xff\xd8", b"\x89PNG\r\n\x1a\n")
CARDS = ("text_notice", "news_notice")

Reader = Callable[[Call, Fields], Message]


def _content(call: Call, payload: Fields, most_bytes: int) -> str:
    content = payload.text("content")
    if not content:
        raise Refusal(44004)
    if len(content.encode("utf-8")) > most_bytes:
        raise Refusal(call.code("code_webhook_too_long"))
    return content


def _read_text(call: Call, payload: Fields) -> Message:
    """Nobody has a phone here, so phones in `mentioned_mobile_list` reach nobody; `@all` there counts."""
    content, mentioned = _content(call, payload, TEXT_BYTES), payload.texts("mentioned_list")
    everybody = "@all" in payload.texts("mentioned_mobile_list") and "@all" not in mentioned
    return Message(content, (*mentioned, *(["@all"] if everybody else [])))


def _read_markdown(call: Call, payload: Fields) -> Message:
    return Message(_content(call, payload, MARKDOWN_BYTES))


def _read_image(call: Call, payload: Fields) -> Message:
    del call
    words, md5 = payload.text("base64"), payload.text("md5")
    if not words or not md5:
        raise Refusal(40058)
    try:
        raw = base64.b64decode(words, validate=True)
    except ValueError as error:
        raise Refusal(40058) from error
    if len(raw) > IMAGE_BYTES:
        raise Refusal(93018)
    digest = hashlib.md5(raw, usedforsecurity=False).hexdigest()
    if digest != md5.lower() or not raw.startswith(IMAGES):
        raise Refusal(40058)
    return Message(digest)


def _read_news(call: Call, payload: Fields) -> Message:
    del call
    articles = payload.inners("articles")
    if not 1 <= len(articles) <= 8:
        raise Refusal(45008)
    lines: list[str] = []
    for article in articles:
        title, url = article.text("title"), article.text("url")
        if not title or not url:
            raise Refusal(40058)
        lines += [cut_bytes(title, TITLE_BYTES), cut_bytes(article.text("description"), DESCRIPTION_BYTES), url]
    payload.adopt(*articles)
    return Message("\n".join(line for line in lines if line))


def _read_media(call: Call, payload: Fields) -> Message:
    """Only what this webhook has uploaded in the last three days."""
    media_id = payload.text("media_id")
    row = call.moment.connection.execute(
        "SELECT created_ms FROM webhook_media WHERE media_id = ? AND key = ?", (media_id, call.query.get("key", ""))
    ).fetchone()
    if row is None or row[0] + MEDIA_LIFE_MS <= call.moment.now_ms:
        raise Refusal(40007)
    return Message(media_id)


def _read_card(call: Call, payload: Fields) -> Message:
    """Notices only: nobody can press anything on a webhook's card. Raises: Refusal 42031 and those of `cards`."""
    del call
    if payload.text("card_type") not in CARDS:
        raise Refusal(42031)
    return Message(read_card(payload).text)


READERS: dict[str, Reader] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "markdown_v2": _read_markdown,
    "image": _read_image,
    "news": _read_news,
    "file": _read_media,
    "voice": _read_media,
    "template_card": _read_card,
}
