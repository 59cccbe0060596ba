"""Entries of the ledger for a terminal, and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from reconciler.model.ledger_entry import LedgerEntry
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.ledger import LEDGER_FORMAT
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.render.words.entry import Show, entry_words
from reconciler.text import Language, Text

_NONE = Text("没有符合的记录。", "No record fits.")
_STYLES: dict[str, Style] = {"applied": "join", "failed": "blocked", "unknown": "manual"}
_STAMPS = frozenset({"v", "seq", "at", "prev", "crc", "type"})
_PEOPLE = frozenset(
    {"owner", "former", "to", "user", "assignee", "members", "joins", "leaves", "people", "by", "holder"}
)
_FREE_TEXT = frozenset({"note", "reason"})


def entries_to_text(
    entries: Sequence[LedgerEntry],
    zone: ZoneInfo,
    show: Show,
    language: Language,
    *,
    left_out: int = 0,
    width: int = 100,
    color: bool = False,
) -> str:
    """One line for each entry: number, time, group, what happened.

    Args:
        zone: the company's.
        left_out: how many that fit come before and are not shown.
    """
    return paint(_lines(entries, zone, show, language, left_out), width=width, color=color)


def _lines(
    entries: Sequence[LedgerEntry], zone: ZoneInfo, show: Show, language: Language, left_out: int
) -> Iterator[Line]:
    if not entries:
        yield line(_NONE.say(language))
        return
    if left_out:
        words = Text(
            f"之前还有 {left_out:,} 条符合；用 --last 多看一些。",
            f"{left_out:,} before these fit too; see more with --last.",
        )
        yield line((words.say(language), "dim"), hang=0)
    digits = len(str(entries[-1].seq))
    for entry in entries:
        when = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}"
        style = _STYLES.get(str(entry.facts.get("status")), "") if entry.kind == "confirm" else ""
        about = f"{entry.group}  " if entry.group else ""
        yield line(
            (f"{entry.seq:>{digits}}  {when}  ", "dim"),
            (about, "bold"),
            (entry_words(entry, show).say(language), style),
            hang=digits + 20,
        )


def dump_entries(entries: Sequence[LedgerEntry], show: Show, *, left_out: int = 0) -> str:
    """The same for programs: facts as they are, and words in both languages."""
    return pretty(
        {
            "kind": "ledger-entries",
            "format_version": LEDGER_FORMAT,
            "left_out": left_out,
            "entries": [entry_tree(entry, show) for entry in entries],
        }
    )


def entry_tree(entry: LedgerEntry, show: Show) -> dict[str, object]:
    """One entry as a tree; people by id, or as `show` shows them."""
    return {
        "record": entry.seq,
        "at": entry.at.isoformat(),
        "type": entry.kind,
        "apply_id": entry.apply_id or None,
        "group": entry.group or None,
        "chat_id": entry.chat_id or None,
        "facts": shown_facts(entry.facts, show),
        "call": shown_facts(entry.call, show) if entry.call else None,
        "words": both(entry_words(entry, show)),
    }


def shown_facts(facts: Mapping[str, Any], show: Show) -> dict[str, object]:
    """Facts without stamps, every person as `show` shows them, no personal number in free text."""
    return {name: _fact(name, value, show) for name, value in facts.items() if name not in _STAMPS}


def _fact(name: str, value: Any, show: Show) -> object:
    if name in _PEOPLE and value:
        return [show(user) for user in value] if isinstance(value, list) else show(value)
    if name in _FREE_TEXT:
        return redact(value)
    if isinstance(value, dict) and name == "baseline":
        return shown_facts(value, show)
    return value
