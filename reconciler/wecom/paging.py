"""Lists that come in pages: asked for to the end, or an error. No I/O of its own."""

from collections.abc import Awaitable, Callable

from reconciler.text import Text
from reconciler.wecom.shape import Fields

MOST_PAGES = 1_000  # more than any company fills: a cursor that goes on is broken


def next_cursor(answer: Fields) -> str:
    """Where the next page starts; empty after the last one."""
    return answer.text("next_cursor", "")


def cursor_while_more(answer: Fields) -> str:
    """As `next_cursor`, where `has_more` alone says whether there is a next page."""
    return answer.text("next_cursor") if answer.flag("has_more") else ""


async def every_page(
    ask: Callable[[str], Awaitable[Fields]], following: Callable[[Fields], str] = next_cursor
) -> tuple[Fields, ...]:
    """Every page, asked for one after another, the first with an empty cursor.

    Raises: what `ask` raises; ProtocolError for a cursor that comes back or never ends.
    """
    pages: list[Fields] = []
    used = {""}
    cursor = ""
    while True:
        pages.append(await ask(cursor))
        cursor = following(pages[-1])
        if not cursor:
            return tuple(pages)
        if cursor in used or len(pages) == MOST_PAGES:
            raise pages[-1].wrong("next_cursor", Text("通向下一页的新游标", "a new cursor that leads to an end"))
        used.add(cursor)
