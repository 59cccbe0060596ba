"""Mobile and id-card numbers of the mainland in a text, however they are written (G5, E5.1).

Digits may be full-width, a mobile number may have separators and a country code. What is found is told by its
position alone: the number itself never leaves this module.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from reconciler.text import Text


class NumberKind(Enum):
    """What kind of number was found."""

    MOBILE = Text("手机号", "a mobile number")
    ID_CARD = Text("身份证号", "an id-card number")


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number and where it begins; line and character count from 1, `start` and `end` are indices into the text."""

    kind: NumberKind
    line: int
    character: int
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


# One character for one, so that positions stay. NFKC would change lengths.
_NARROW: Final = {
    **{ord("０") + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−－－﹣"), "-"),
    **dict.fromkeys(map(ord, "．·•・‧∙"), "."),
    **dict.fromkeys(map(ord, "　\u00a0\u2002\u2003\u2009\u202f\t"), " "),
    ord("Ｘ"): "X",
    ord("ｘ"): "x",
    ord("＋"): "+",
}
_GAP: Final = r"[-. ]{0,3}"
_BEFORE: Final = r"(?<![0-9A-Fa-f])"  # a hexadecimal neighbour means a digest, not a number
_AFTER: Final = r"(?![0-9A-Fa-f])"
_COUNTRY: Final = rf"(?:(?:\+|00)?86{_GAP})?"
_MOBILE: Final = re.compile(
    rf"{_BEFORE}{_COUNTRY}(?:"
    rf"1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"  # 138 1234 5678
    r"|1[3-9]\d{2}[-. ]{1,3}\d{3}[-. ]{1,3}\d{4}"  # 1381 234 5678
    r"|1([-. ])[3-9](?:\1\d){9}(?!\1\d)"  # 1-3-8-1-…
    rf"){_AFTER}"
)
_ID_CARD: Final = re.compile(
    rf"(?<![0-9A-Za-z])(\d{{6}}){_GAP}((?:19|20)\d{{2}}){_GAP}(\d{{4}}){_GAP}(\d{{3}}[0-9Xx])(?![0-9A-Za-z])"
)

# GB 11643: the last character is a checksum over the other seventeen.
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"


def find_personal_numbers(text: str) -> tuple[PersonalNumber, ...]:
    """Every number, in the order of the text. An id-card number counts only with a real date and a right checksum."""
    narrow = text.translate(_NARROW)
    cards = [found for found in _ID_CARD.finditer(narrow) if _is_id_card("".join(found.groups()))]
    found = [(card.start(), card.end(), NumberKind.ID_CARD) for card in cards]
    found += [
        (mobile.start(), mobile.end(), NumberKind.MOBILE)
        for mobile in _MOBILE.finditer(narrow)
        if not any(card.start() < mobile.end() and mobile.start() < card.end() for card in cards)
    ]
    return tuple(
        PersonalNumber(kind, narrow.count("\n", 0, start) + 1, start - narrow.rfind("\n", 0, start), start, end)
        for start, end, kind in sorted(found, key=lambda one: one[0])
    )


def _is_id_card(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % len(_CHECKS)] == number[17].upper()
