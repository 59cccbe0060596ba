"""appchat/send [90248]: messages into an app group, kept in the world as a real chat would keep them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import Fields
from reconciler.simulator.groups.chats import own_chat
from reconciler.simulator.world.counters import SEND_HOUR, SEND_MINUTE

TEXT_BYTES = 2048
TITLE_BYTES = 128
DESCRIPTION_BYTES = 512
BUTTON_POINTS = 4


@dataclass(frozen=True, slots=True)
class Message:
    """What arrives in the chat."""

    text: str
    mentioned: tuple[str, ...] = ()


def send_message(call: Call) -> Answer:
    """appchat/send: errcode and errmsg only, no message id."""
    body = call.body
    chat_id, msgtype, safe = body.text("chatid"), body.text("msgtype"), body.number("safe", 0)
    chat = own_chat(call, chat_id)
    reader = READERS.get(msgtype)
    if reader is None:
        raise Refusal(40008)
    if safe not in (0, 1):
        raise Refusal(40058)
    if safe and msgtype == "news":
        raise Refusal(40074)
    payload = body.inner(msgtype)
    try:
        message = reader(payload)
    finally:
        body.adopt(payload)
    corp_id, readers = call.app.corp_id, len(chat.members)
    for rule in (SEND_MINUTE, SEND_HOUR):
        call.moment.counters.demand(rule, corp_id, readers)
    for rule in (SEND_MINUTE, SEND_HOUR):
        call.moment.counters.add(rule, corp_id, readers)
    deliver(call, chat.chat_id, msgtype, message, readers)
    return {}


def deliver(call: Call, chat_id: str, msgtype: str, message: Message, readers: int) -> None:
    """Put a message into a chat, where tests and people can read it."""
    raw = message.text.encode("utf-8")
    call.moment.connection.execute(
        "INSERT INTO messages (corp_id, chat_id, agent_id, sent_ms, msgtype, digest, size_bytes, mentioned, text,"
        " readers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            call.app.corp_id,
            chat_id,
            call.app.agent_id,
            call.moment.now_ms,
            msgtype,
            hashlib.sha256(raw).hexdigest(),
            len(raw),
            json.dumps(message.mentioned),
            message.text,
            readers,
        ),
    )
    call.applied = True


def cut_bytes(text: str, size_bytes: int) -> str:
    """The longest beginning that fits, never half a character."""
    return text.encode("utf-8")[:size_bytes].decode("utf-8", "ignore")


def _content(payload: Fields) -> str:
    content = payload.text("content")
    if not content:
        raise Refusal(44004)
    if len(content.encode("utf-8")) > TEXT_BYTES:
        raise Refusal(45002)
    return content


def _read_text(payload: Fields) -> Message:
    content = _content(payload)
    return Message(content, tuple(payload.texts("mentioned_list")))


def _read_markdown(payload: Fields) -> Message:
    return Message(_content(payload))


def _read_media(payload: Fields) -> Message:
    """Any media id that is not empty passes: the world keeps no media."""
    media_id = payload.text("media_id")
    if not media_id:
        raise Refusal(40007)
    title = cut_bytes(payload.text("title"), TITLE_BYTES)
    description = cut_bytes(payload.text("description"), DESCRIPTION_BYTES)
    return Message("\n".join(part for part in (media_id, title, description) if part))


def _read_textcard(payload: Fields) -> Message:
    title, description, url = _demanded(payload, "title", "description", "url")
    button = payload.text("btntxt")[:BUTTON_POINTS]
    parts = (cut_bytes(title, TITLE_BYTES), cut_bytes(description, DESCRIPTION_BYTES), url, button)
    return Message("\n".join(part for part in parts if part))


def _articles(required: tuple[str, ...]) -> Callable[[Fields], Message]:
    def read(payload: Fields) -> Message:
        articles = payload.inners("articles")
        if not 1 <= len(articles) <= 8:
            raise Refusal(45008)
        lines: list[str] = []
        for article in articles:
            title, *rest = _demanded(article, *required)
            lines.extend((cut_bytes(title, TITLE_BYTES), *rest))
        payload.adopt(*articles)
        return Message("\n".join(lines))

    return read


def _demanded(payload: Fields, *names: str) -> list[str]:
    values = [payload.text(name) for name in names]
    if not all(values):
        raise Refusal(40058)
    return values


READERS: dict[str, Callable[[Fields], Message]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "image": _read_media,
    "voice": _read_media,
    "video": _read_media,
    "file": _read_media,
    "textcard": _read_textcard,
    "news": _articles(("title", "url")),
    "mpnews": _articles(("title", "thumb_media_id", "content")),
}
