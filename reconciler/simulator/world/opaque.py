"""Ids that the vendor makes up: opaque to the caller, the same for the same world."""

import base64
import hashlib


def opaque(size: int, *words: object) -> str:
    """`size` (at most 86) letters, digits, `-` and `_`, the same for the same words."""
    digest = hashlib.sha512("/".join(map(str, words)).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")[:size]
