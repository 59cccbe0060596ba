"""Strings of other people made harmless: names, group names, everything from YAML or WeCom.

`plain` is for a terminal, `markdown` for a comment on a pull request, `code` for ids in such a comment, `title` for
its title.
"""

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup

from reconciler.render.mask import redact

_JOINER = "\u200d"
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters by category, blank to the eye
_REMEMBERED = 16_384  # texts: a long plan says the same names many times, and is tried in several lengths
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_SAFE_CODE = re.compile(r"[\w.@/:+=…-]+")
_SAFE_URL = re.compile(r"https://[\w.@/:=%?&#~+-]+", re.ASCII)
_ALWAYS = re.compile(r"[&<>\"'\\`*_{}\[\]~|^]")
_AT_START = re.compile(r"^([-+=#]|\d+(?=[.)])| (?= {3}| *(?:[-+=#]|\d+[.)])))")  # four blanks begin code
_SPAN = re.compile(r"(?<!`)`(?![\s`])[^`<>&|\\]{1,200}(?<!\s)`(?!`)")
_COLON = re.compile(r"(?<!\d):(?=\S)|:(?=[^\s\d])")  # links and emoji; 10:30 stays readable
_EMOJI = re.compile(r":(?=(?:\+1|-1|100|1234|[0-9_]*[A-Za-z][\w+-]*)(?::|$))", re.ASCII)  # not 10:30:15
_WWW = re.compile(r"(?i)(www)\.")
_REFERENCE = re.compile(r"#(?=\d)")
_GH = re.compile(r"(?i)(?<![0-9a-z])(gh)-(?=\d)")  # `GH-1` is a reference as well
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{7,64}(?![0-9A-Za-z])")  # 20261127 may be one, too

_ADDRESS = re.compile(r"(?i)(https?):(?=//)")  # `closes https://…` closes in a message of a commit
_SKIP = re.compile(
    r"(?i)\[(?=(?:(?:skip|no) (?:ci|actions)|(?:ci|actions) skip)\])"
)  # no workflow runs for such a commit


@lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """One line of visible characters: what is hidden is shown by its number, personal numbers are blanked.

    Controls, direction marks and zero-width characters become `⟨U+202E⟩`, so that two names that look alike are not
    taken for the same, and no name can write over the line it stands in.
    """
    if text.isprintable() and _INVISIBLE.isdisjoint(text):  # nearly every name; Python calls what is hidden unprintable
        return redact(text)
    shown = "".join(_shown(text, index) for index in range(len(text)))
    return redact(shown)


@lru_cache(_REMEMBERED)
def markdown(text: str) -> Markup:
    """The same for Markdown as GitHub reads it, also inside a table: no markup, link, mention or reference is left.

    `@`, `#1`, `:tada:` and `$` become full-width, because mentions, references, emoji and formulas are found in the
    rendered text, where no escape is left to stop them. What may be a commit's hash stands in code, where none is
    looked for, so that it can still be copied. A pair of backticks stays a code span, in which nothing
    means anything; a single one is escaped.
    """
    line = _EMOJI.sub("：", _unread(text).replace("$", "＄"))
    words, start = "", 0
    for found in _SPAN.finditer(line):
        if not _COMMIT.search(found[0]):
            words += _escaped(line[start : found.start()]) + found[0]
            start = found.end()
    words += _escaped(line[start:])
    return Markup(_AT_START.sub(_first, words))  # noqa: S704 - every character that means something is escaped above


def _escaped(words: str) -> str:
    words = _ALWAYS.sub(_entity, words)
    words = _COMMIT.sub(r"<code>\g<0></code>", words)
    words = _COLON.sub("&#58;", words)
    return _WWW.sub(r"\1&#46;", words)


def title(text: str) -> str:
    """The same as `plain` for titles and messages of commits: no Markdown there, but mentions, references and orders.

    A title becomes the message of the merged commit, where `[skip ci]` would keep it from being applied.
    """
    return _SKIP.sub("［", _ADDRESS.sub("\\1：", _unread(text)))


def _unread(text: str) -> str:
    """Without mentions and references."""
    words = _REFERENCE.sub("＃", plain(text)).replace("@", "＠")
    return _GH.sub("\\1‐", words)


def code(text: str) -> Markup:
    """An id in a code span; one with anything unusual in it is escaped like other text."""
    words = plain(text)
    if _SAFE_CODE.fullmatch(words):
        return Markup(f"`{words}`")  # noqa: S704 - only letters, digits and a few marks without meaning in a span
    return markdown(text)


def url(address: str) -> Markup:
    """A link of our own to be pressed; anything that is not a plain https address is shown as text."""
    if _SAFE_URL.fullmatch(address):
        return Markup(f"<{address}>")  # noqa: S704 - no character of the pattern ends the link
    return markdown(address)


def _shown(text: str, index: int) -> str:
    character = text[index]
    if character in "\n\r\t\v\f\x85\u2028\u2029":
        return " "
    category = unicodedata.category(character)
    if character == _JOINER and _is_symbol(text, index - 1) and _is_symbol(text, index + 1):
        return ""  # an emoji of several parts: shown as its parts
    if category in _HIDDEN or character in _INVISIBLE:
        return f"⟨U+{ord(character):04X}⟩"
    return " " if category == "Zs" and character != "\u3000" else character


def _is_symbol(text: str, index: int) -> bool:
    return 0 <= index < len(text) and (unicodedata.category(text[index]) in {"So", "Sk"} or text[index] == "\ufe0f")


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _first(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in found[0])
