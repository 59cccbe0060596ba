"""Payloads of message/send where they differ from those of appchat/send [90236]."""

from collections.abc import Callable

from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import Fields
from reconciler.simulator.groups.messages import READERS, TEXT_BYTES, TITLE_BYTES, Message, cut_bytes


def _read_text(payload: Fields) -> Message:
    """Cut at 2048 bytes, not refused."""
    content = payload.text("content")
    if not content:
        raise Refusal(44004)
    return Message(cut_bytes(content, TEXT_BYTES))


def _read_news(payload: Fields) -> Message:
    """1 to 8 articles, each of which opens a page or a mini program."""
    articles, lines = payload.inners("articles"), list[str]()
    if not 1 <= len(articles) <= 8:
        raise Refusal(45008)
    for article in articles:
        title, url = article.text("title"), article.text("url")
        if not title or not (url or (article.text("appid") and article.text("pagepath"))):
            raise Refusal(40058)
        lines.extend((cut_bytes(title, TITLE_BYTES), url or article.text("pagepath")))
    payload.adopt(*articles)
    return Message("\n".join(lines))


def _read_mini_program(payload: Fields) -> Message:
    """A title, and up to 10 lines of key and value."""
    title, items = payload.text("title"), payload.inners("content_item")
    if not title or not payload.text("appid") or len(items) > 10:
        raise Refusal(40058)
    lines = [f"{item.text('key')} {item.text('value')}".strip() for item in items]
    payload.adopt(*items)
    return Message("\n".join([title, *lines]))


PERSON_READERS: dict[str, Callable[[Fields], Message]] = {
    **READERS,
    "text": _read_text,
    "news": _read_news,
    "miniprogram_notice": _read_mini_program,
}
