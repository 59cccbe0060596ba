"""The last gate: personal data that must not be seen, whatever text it came in with."""

import re

from reconciler.model.personal_numbers import find_personal_numbers

_MOBILE = re.compile(r"(?<![0-9A-Fa-f])(?:(?:\+|00)?86[-\s]?)?[1１][3-9３-９]\d(?:[-\s]?\d{4}){2}(?![0-9A-Fa-f])")
_ID_CARD = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_CREDENTIALS = r"(?:\w+_)?access_token|corpsecret|(?:\w+_)?ticket|encodingaeskey"
_IN_QUERY = re.compile(rf"((?:[?&;](?:key|code|secret|token)|\b(?:{_CREDENTIALS}))=)[^&\s\"'<>]+", re.IGNORECASE)
_IN_JSON = re.compile(rf"(\"(?:{_CREDENTIALS})\"\s*:\s*\")[^\"]*", re.IGNORECASE)

# GB 11643: the last character of an id-card number is a checksum over the other seventeen.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def redact(text: str) -> str:
    """The text without mainland mobile numbers, valid id-card numbers and secrets of a URL or a JSON answer.

    Digits inside a digest are left alone: a mobile number has no hexadecimal letter beside it.
    """
    for number in reversed(find_personal_numbers(text)):
        text = f"{text[: number.start]}***{text[number.end :]}"
    text = _ID_CARD.sub(_hide_id_card, text)
    text = _MOBILE.sub("***", text)
    return _IN_JSON.sub(r"\1***", _IN_QUERY.sub(r"\1***", text))


def _hide_id_card(found: re.Match[str]) -> str:
    number = found[0].upper()
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "***" if _CHECKS[total % 11] == number[17].translate(_NARROW) else found[0]


_NARROW = {ord("０") + digit: str(digit) for digit in range(10)}
