"""Distinct types for the ids we handle, each parsed once where it enters."""

import hashlib
import re
from typing import NewType

GroupKey = NewType("GroupKey", str)  # the name in git, never changes
ChatId = NewType("ChatId", str)  # the id at WeCom
UserId = NewType("UserId", str)  # case-folded; WeCom ignores case [90196]

CHAT_ID_LENGTH = 32  # appchat/create: at most 32 of 0-9 a-z A-Z [90245]
READABLE_LENGTH = 14

_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Za-z]")


def user_id(written: str) -> UserId:
    """The one form in which user ids are compared. Source: user ids ignore case [90196]."""
    return UserId(written.strip().casefold())


def text_digest(text: str) -> str:
    """What stands for a text where the text itself must not: 16 hexadecimal digits; spaces at the ends do not count."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def derive_chat_id(corp_id: str, key: GroupKey, generation: int) -> ChatId:
    """The chat id of an app group: readable at the front, digest at the end, always the same.

    Args:
        corp_id: the company's id at WeCom.
        key: the group's key in git.
        generation: 1 for the first group of that key, 2 for the one that replaces it, …

    Returns: 32 characters of 0-9 a-z, so that creation can be repeated safely (86215 then means "ours already").
    Source: appchat/create [90245]; design §4.
    """
    front = _NOT_ALPHANUMERIC.sub("", key).lower()[:READABLE_LENGTH]
    digest = hashlib.sha256(f"{corp_id}\n{key}\n{generation}".encode()).hexdigest()
    return ChatId(front + digest[: CHAT_ID_LENGTH - len(front)])
