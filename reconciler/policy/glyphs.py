"""Characters that look like others or like nothing at all, and the plain form of a name (C2.2).

Source: Unicode TR39 confusables, cut down to what is met in Chinese and Latin names; the compatibility characters are
folded by NFKC.
"""

import re
import unicodedata
from typing import Final

CYRILLIC: Final = dict(zip("АВЕЅІЈКМНОРСТУХаеорсухѕіјԛԝһ", "ABESIJKMHOPCTYXaeopcyxsijqwh", strict=True))
GREEK: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοκν", "ABEZHIKMNOPTYXokv", strict=True))
LATIN_LOOKALIKES: Final = CYRILLIC | GREEK
DASHES: Final = dict.fromkeys("‐‑‒–—―−﹘﹣－⁃˗", "-")
KANA: Final = dict(zip("エカニロハトタオセチミムリ", "工力二口八卜夕才七千三厶刂", strict=True))
STROKES: Final = dict(zip("㇐㇑㇒㇏ㄧㄚㄟ○〡", "一丨丿乀一丫乁〇丨", strict=True))

SPACES: Final = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # they have a width and show nothing
JOINER, EMOJI_STYLE = "\u200d", "\ufe0f"

_ORDINARY: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9_-]+(?: [\u4e00-\u9fffA-Za-z0-9_-]+)*")
_COMPATIBLE: Final = (
    (0x2E80, 0x2FDF),  # radicals
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFF10, 0xFF19),  # full-width digits
    (0xFF21, 0xFF3A),  # full-width capitals
    (0xFF3F, 0xFF3F),  # full-width low line
    (0xFF41, 0xFF5A),  # full-width small letters
    (0xFF65, 0xFF9F),  # half-width katakana
    (0x1D400, 0x1D7FF),  # mathematical letters and digits
    (0x2F800, 0x2FA1F),  # compatibility ideographs, supplement
)


def is_invisible(name: str, index: int) -> bool:
    """Whether a character shows nothing: zero-width, filler, control, private, a mark of direction.

    Joiners and style marks that belong to an emoji are part of what is seen.
    """
    character = name[index]
    if character in {JOINER, EMOJI_STYLE}:
        return index == 0 or not _in_emoji(name[index - 1])
    if "\ufe00" <= character <= "\ufe0e":
        return True
    return character in BLANKS or unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def lookalike(name: str, index: int) -> str | None:
    """What a character is easily taken for, None where it is what it seems; depends on its neighbours."""
    character = name[index]
    if character < "\u00a0":
        return None
    if character in DASHES:
        return DASHES[character]
    if character in STROKES:
        return STROKES[character]
    if character in LATIN_LOOKALIKES:
        return LATIN_LOOKALIKES[character] if _disguised(_word_around(name, index)) else None
    if character in KANA:
        beside_kana = _is_kana(name[index - 1 : index]) or _is_kana(name[index + 1 : index + 2])
        return None if beside_kana else KANA[character]
    code = ord(character)
    if any(first <= code <= last for first, last in _COMPATIBLE):
        plain = unicodedata.normalize("NFKC", character)
        return plain if plain != character else None
    return None


def is_ordinary(name: str) -> bool:
    """Whether a name has only Chinese characters, ASCII letters and digits, hyphens and single spaces: nearly all."""
    return _ORDINARY.fullmatch(name) is not None


def plain_name(name: str, forbidden: str = "") -> str:
    """The name without what is invisible or forbidden, with plain characters and single spaces."""
    if not forbidden and is_ordinary(name):
        return name
    kept: list[str] = []
    for index, character in enumerate(name):
        if character in SPACES or character in "\t\r\n":
            kept.append(" ")
        elif not is_invisible(name, index):
            plain = lookalike(name, index) or character
            kept.append("".join(one for one in plain if one not in forbidden))
    return " ".join("".join(kept).split())


def skeleton(name: str) -> str:
    """What is left of a name for the eye: equal for names that cannot be told apart at a glance."""
    folded = unicodedata.normalize("NFKC", plain_name(name)).casefold()
    return "".join(one for one in folded if one.isalnum() or unicodedata.category(one).startswith("S")) or folded


def code_point(character: str) -> str:
    """U+200B and its like."""
    return f"U+{ord(character):04X}"


def _in_emoji(character: str) -> bool:
    return character in {EMOJI_STYLE, JOINER, *"#*0123456789"} or unicodedata.category(character) in {"So", "Sk", "Sm"}


def _word_around(name: str, index: int) -> str:
    first = last = index
    while first > 0 and _is_alphabetic(name[first - 1]):
        first -= 1
    while last + 1 < len(name) and _is_alphabetic(name[last + 1]):
        last += 1
    return name[first : last + 1]


def _disguised(word: str) -> bool:
    """Whether a word mixes scripts, or could be read as Latin from beginning to end."""
    return any(one.isascii() for one in word) or all(one in LATIN_LOOKALIKES for one in word)


def _is_alphabetic(character: str) -> bool:
    return (character.isascii() and character.isalpha()) or "\u0370" <= character <= "\u052f"


def _is_kana(character: str) -> bool:
    return bool(character) and "\u3040" <= character <= "\u30ff"
