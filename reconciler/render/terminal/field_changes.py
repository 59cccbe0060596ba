"""`diff` for a terminal and for programs: which fields differ, document by document."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reconciler.model.field_change import CREATED, DELETED, FieldChange
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.render.words.field import document_words, field_words
from reconciler.text import Language, Text

FORMAT = 1
_NOTHING = Text("没有内容上的改动。", "Nothing differs in meaning.")


def field_changes_to_text(
    changes: Sequence[FieldChange], language: Language, *, masked: bool = False, width: int = 100, color: bool = False
) -> str:
    """Every field that differs, below its document. `masked`: ids are not shown."""
    return paint(_lines(changes, language, masked=masked), width=width, color=color)


def dump_field_changes(changes: Sequence[FieldChange], base: str, *, masked: bool = False) -> str:
    """`diff --json`: ids, fields, and words in both languages; values only in the words."""
    tree = {
        "kind": "diff",
        "format_version": FORMAT,
        "base": base,
        "changes": [field_change_tree(change, masked=masked) for change in changes],
    }
    return redact(pretty(tree))


def field_change_tree(change: FieldChange, *, masked: bool = False) -> dict[str, object]:
    """One change for programs."""
    return {
        "kind": change.kind,
        "key": change.key,
        "was_key": change.was_key or None,
        "field": ".".join(change.steps) if masked else change.field,
        "departments": {"before": change.home[0], "after": change.home[1]},
        "groups": list(change.groups),
        "file": change.place.file,
        "what": both(document_words(change)),
        "words": both(field_words(change, masked=masked)),
    }


def _lines(changes: Sequence[FieldChange], language: Language, *, masked: bool) -> Iterator[Line]:
    if not changes:
        yield line((_NOTHING.say(language), "bold"))
    for _, those in groupby(changes, key=lambda change: (change.kind, change.key)):
        fields = list(those)
        yield line((document_words(fields[0]).say(language), "bold"), (f"  {fields[0].place.file}", "dim"))
        for change in fields:
            sign, style = _sign(change)
            yield line((f"{sign} {field_words(change, masked=masked).say(language)}", style), indent=2)


def _sign(change: FieldChange) -> tuple[str, Style]:
    if change.field == CREATED or "/+" in change.field:
        return "+", "join"
    if change.field == DELETED or "/-" in change.field:
        return "-", "leave"
    return "~", "change"
