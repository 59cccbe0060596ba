"""Marks of secrecy in a text: 【保密】, 密级：机密, a line that begins 机密★ … (F5.2.2).

Only marks count: a notice about 保密制度 or 保密培训 is no secret.
"""

import re
from typing import Final

_LEVELS: Final = r"绝密|机密|秘密|保密|商密|confidential|top secret|secret"
_BRACKETED: Final = re.compile(
    rf"[【\[［（(〔〖「『]\s*(?:内部|商业|公司|核心|普通)?\s*({_LEVELS})\s*(?:★[^】\]］）)〕〗」』\n]*)?[】\]］）)〕〗」』]",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(rf"(?:密级|保密等级|保密级别|classification)\s*[:：]\s*({_LEVELS})", re.IGNORECASE)
_LEADING: Final = re.compile(rf"^\s*(?:内部|商业|公司)?({_LEVELS})\s*(?:[:：★|｜!！]|$)", re.IGNORECASE | re.MULTILINE)


def secrecy_mark(text: str) -> str | None:
    """The first mark in a text, as its word alone (`机密`), or None."""
    found = [match for pattern in (_BRACKETED, _LABELLED, _LEADING) if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start())[1] if found else None
