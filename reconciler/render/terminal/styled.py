"""Lines with a little style, folded by width as a terminal counts it: 汉字 and emoji take two cells."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from reconciler.render.escape import plain
from reconciler.render.mask import redact
from reconciler.text import Language

Style = Literal["", "bold", "dim", "join", "change", "leave", "blocked", "manual"]

_RICH: dict[Style, str] = {
    "": "",
    "bold": "bold",
    "dim": "dim",
    "join": "green",
    "change": "yellow",
    "leave": "red",
    "blocked": "bold red",
    "manual": "cyan",
}
_NOT_FIRST = "，。；：！？、）」”》…,.;:!?)"  # never opens a line
_NOT_LAST = "（「“《("  # never ends one
_PIECE = re.compile(r"[!-~]+|[^!-~]")
_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line before folding: pieces with their style; what does not fit goes on under `hang`, in cells.

    `whole`: a piece is never torn apart, as long as it fits on a line of its own.
    """

    pieces: tuple[tuple[str, Style], ...] = ()
    indent: int = 0
    hang: int = 2
    whole: bool = False


def line(*pieces: str | tuple[str, Style], indent: int = 0, hang: int = 2) -> Line:
    """A line of plain or styled pieces; whatever they come from, they are made harmless here."""
    styled = (piece if isinstance(piece, tuple) else (piece, "") for piece in pieces)
    return Line(tuple((plain(words), style) for words, style in styled), indent, hang)


def listing(items: Iterable[str], language: Language, *, more: str = "", indent: int = 0) -> Line:
    """Items one after another, each kept in one piece, and a last word about those that are not listed."""
    comma = "、" if language == "zh" else ", "
    words = [plain(item) for item in items]
    pieces = [word + comma for word in words[:-1]] + words[-1:] + ([plain(more)] if more else [])
    return Line(tuple((piece, "") for piece in pieces), indent, hang=0, whole=True)


def paint(lines: Iterable[Line], *, width: int, color: bool) -> str:
    """The lines as text for a terminal `width` cells wide, with or without ANSI colour; one newline at the end."""
    folded = [part for entry in lines for part in _fold(entry, max(width, _NARROWEST))]
    if not color:
        return redact("".join("".join(words for words, _ in part).rstrip() + "\n" for part in folded))
    return redact(_colored(folded))


def _colored(parts: list[list[tuple[str, Style]]]) -> str:
    from rich.console import Console
    from rich.text import Text as Rich

    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", highlight=False, _environ={})
    for part in parts:
        words = Rich()
        for piece, style in part:
            words.append(piece, _RICH[style] or None)
        words.rstrip()
        console.print(words, soft_wrap=True)
    return out.getvalue()


def _fold(entry: Line, width: int) -> Iterator[list[tuple[str, Style]]]:
    from rich.cells import cell_len

    current: list[tuple[str, Style]] = [(" " * entry.indent, "")]
    used = entry.indent
    for unit in _whole(entry) or _units(entry.pieces):
        size = sum(cell_len(words) for words, _ in unit)
        if used + size > width and used > entry.indent + entry.hang:
            yield current
            used = entry.indent + entry.hang
            current = [(" " * used, "")]
            if unit[0][0].isspace():
                continue
        current.extend(unit)
        used += size
    yield current


def _whole(entry: Line) -> list[list[tuple[str, Style]]]:
    return [[piece] for piece in entry.pieces] if entry.whole else []


def _units(pieces: tuple[tuple[str, Style], ...]) -> list[list[tuple[str, Style]]]:
    """What is never torn apart: words, and punctuation with the character it belongs to."""
    units: list[list[tuple[str, Style]]] = []
    glue = False
    for words, style in pieces:
        for piece in _PIECE.findall(words):
            if units and (glue or piece[0] in _NOT_FIRST) and not units[-1][-1][0].isspace():
                units[-1].append((piece, style))
            else:
                units.append([(piece, style)])
            glue = piece[-1] in _NOT_LAST
    return units
