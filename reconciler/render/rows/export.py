"""Entries as rows of a table, safe to be opened in a spreadsheet."""

from zoneinfo import ZoneInfo

from reconciler.model.ledger_entry import LedgerEntry
from reconciler.render.escape import plain
from reconciler.render.words.entry import Show, entry_words
from reconciler.text import Language

COLUMNS = (
    "record",
    "at",
    "type",
    "operation",
    "group",
    "chat_id",
    "apply_id",
    "by",
    "status",
    "errcode",
    "owner",
    "joined",
    "left",
    "people",
    "words",
)
"""`joined`, `left` and `people` hold user ids with spaces between; `people` are those that the record is about else."""

_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for a formula, also behind blanks

Row = tuple[str | int, ...]


def row_of(entry: LedgerEntry, zone: ZoneInfo, show: Show, language: Language) -> Row:
    """One entry; numbers stay numbers, no cell of text is a formula."""
    told, facts = entry.told, entry.facts
    baseline = facts.get("baseline", {})
    cells: tuple[object, ...] = (
        entry.seq,
        entry.at.astimezone(zone).isoformat(),
        entry.kind,
        told.get("op", ""),
        entry.group,
        entry.chat_id,
        entry.apply_id,
        _one(facts.get("by") or facts.get("holder"), show),
        facts.get("status", ""),
        "" if facts.get("errcode") is None else facts["errcode"],
        _one(told.get("owner") or baseline.get("owner"), show),
        _many((*told.get("members", ()), *told.get("joins", ())), show),
        _many(told.get("leaves", ()), show),
        _others(entry, show),
        entry_words(entry, show).say(language),
    )
    return tuple(cell if isinstance(cell, int) else safe_cell(str(cell)) for cell in cells)


def safe_cell(text: str) -> str:
    """Visible characters alone; what a spreadsheet would take for a formula gets an apostrophe before it."""
    words = plain(text)
    return f"'{words}" if words.lstrip(" \u3000'\"").startswith(_FORMULA) else words


def _others(entry: LedgerEntry, show: Show) -> str:
    told, facts = entry.told, entry.facts
    single = [told[name] for name in ("former", "to", "user", "assignee") if told.get(name)]
    return _many((*single, *told.get("people", ()), *facts.get("baseline", {}).get("members", ())), show)


def _one(user: object, show: Show) -> str:
    return show(str(user)) if user else ""


def _many(users: "tuple[str, ...] | list[str]", show: Show) -> str:
    return " ".join(show(user) for user in users)
