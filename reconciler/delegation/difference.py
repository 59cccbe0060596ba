"""Two stated companies → the fields that differ: documents by kind and key, never by path."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reconciler.delegation.meaning import Items, as_written, is_same, meaning
from reconciler.model.field_change import CREATED, DELETED, UNCLEAR, FieldChange
from reconciler.model.finding import Place
from reconciler.model.stated import Stated

_TOGETHER: Final = frozenset({"waiver", "override"})  # one list, in however many files
_BORN_WITH: Final = frozenset({"kind", "key", "type", "name", "owner", "category", "classification", "department"})
_WITHOUT_FIELDS: Final = frozenset({"file", "case"})
_NAMES: Final = ("name", "title")

_Identity = tuple[str, str]


def difference(before: Sequence[Stated], after: Sequence[Stated]) -> tuple[FieldChange, ...]:
    """The fields that differ, sorted by kind, key and field; empty where only the writing or the place of files does.

    A group whose chat id shows that it is the same under another key counts as renamed: its `key` and its fields.
    """
    was, now = _by_identity(before), _by_identity(after)
    renamed = _renamed(was, now)
    changes: list[FieldChange] = []
    for identity in sorted({*was, *now} - set(renamed.values())):
        old, new = was.get(renamed.get(identity, identity), []), now.get(identity, [])
        changes += _of_identity(identity, old, new)
    return tuple(sorted(changes, key=lambda change: (change.kind, change.key, change.field)))


def _by_identity(documents: Sequence[Stated]) -> dict[_Identity, list[Stated]]:
    found: dict[_Identity, list[Stated]] = defaultdict(list)
    for document in documents:
        found[document.kind, document.key.casefold() if document.kind != "file" else document.key].append(document)
    return found


def _renamed(
    was: Mapping[_Identity, list[Stated]], now: Mapping[_Identity, list[Stated]]
) -> dict[_Identity, _Identity]:
    """New identity → old identity, for groups that one chat id shows to be one and the same."""
    gone, come = _by_chat(was, now), _by_chat(now, was)
    return {come[chat]: identity for chat, identity in gone.items() if chat in come}


def _by_chat(here: Mapping[_Identity, list[Stated]], there: Mapping[_Identity, list[Stated]]) -> dict[str, _Identity]:
    found: dict[str, list[_Identity]] = defaultdict(list)
    for identity, documents in here.items():
        if identity[0] != "group" or identity in there or len(documents) != 1:
            continue
        tree = documents[0].tree or {}
        for name in ("chat_id", "archive_room"):
            if tree.get(name):
                found[f"{name}:{tree[name]}"].append(identity)
    return {chat: identities[0] for chat, identities in found.items() if len(identities) == 1}


def _of_identity(identity: _Identity, old: list[Stated], new: list[Stated]) -> Iterator[FieldChange]:
    kind = identity[0]
    if kind in _TOGETHER:
        yield from _fields(kind, _joined(kind, old), _joined(kind, new))
    elif kind in _WITHOUT_FIELDS or len(old) > 1 or len(new) > 1:
        if not _are_same(old, new):
            yield _unclear(identity, old, new)
    elif not old:
        yield from _created(new[0])
    elif not new:
        yield _whole(old[0], DELETED, before=True)
    else:
        yield from _fields(kind, old[0], new[0])


def _are_same(old: list[Stated], new: list[Stated]) -> bool:
    """Whether the same documents are there, wherever they lie; of what nobody read that is never known."""
    if any(each.tree is None and not each.digest for each in (*old, *new)):
        return False
    left = [_said(each) for each in new]
    for each in old:
        said = _said(each)
        match = next((index for index, other in enumerate(left) if is_same(said, other)), None)
        if match is None:
            return False
        left.pop(match)
    return not left


def _said(document: Stated) -> Any:
    return document.digest if document.tree is None else meaning(document.tree)


def _unclear(identity: _Identity, old: list[Stated], new: list[Stated]) -> FieldChange:
    document = (new or old)[0]
    return FieldChange(
        identity[0], document.key, UNCLEAR, groups=_groups(*old, *new), title=_title(document), place=_place(document)
    )


def _joined(kind: str, documents: list[Stated]) -> Stated:
    entries = [entry for document in documents for entry in (document.tree or {}).get("entries", ())]
    file = documents[0].file if documents else ""
    return Stated(kind, "", file, {"kind": kind, "entries": entries})


def _created(document: Stated) -> Iterator[FieldChange]:
    """The document as one, and whatever in a group does not come with every group: that may need other people."""
    yield _whole(document, CREATED, before=False)
    if document.kind != "group":
        return
    for name, value in meaning(document.tree or {}).items():
        if name not in _BORN_WITH:
            yield _change(document.kind, None, document, name, None, value)


def _whole(document: Stated, field: str, *, before: bool) -> FieldChange:
    said = as_written(meaning(document.tree or {}))
    if before:
        return _change(document.kind, document, None, field, said, None)
    return _change(document.kind, None, document, field, None, said)


def _fields(kind: str, old: Stated, new: Stated) -> Iterator[FieldChange]:
    was, now = meaning(old.tree or {}), meaning(new.tree or {})
    for field, before, after in _compare("", was, now):
        yield _change(kind, old, new, field, before, after)


def _compare(field: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    if is_same(before, after):
        return
    if isinstance(before, Items) and isinstance(after, Items):
        yield from _compare_items(field, before, after)
    elif isinstance(before, dict) and isinstance(after, dict) and not {type(before), type(after)} & {Items}:
        for name in {**before, **after}:
            below = f"{field}.{_safe(name)}" if field else _safe(name)
            yield from _compare(below, before.get(name), after.get(name))
    else:
        yield field, before, after


def _compare_items(field: str, before: Items, after: Items) -> Iterator[tuple[str, Any, Any]]:
    for name in {**before, **after}:
        if name not in after:
            yield f"{field}/-{_safe(name)}", before[name], None
        elif name not in before:
            yield f"{field}/+{_safe(name)}", None, after[name]
        else:
            yield from _compare(f"{field}/{_safe(name)}", before[name], after[name])


def _safe(name: str) -> str:
    """A name that holds neither of the marks that part a field's steps."""
    return name.replace(".", "·").replace("/", "∕")


def _change(kind: str, old: Stated | None, new: Stated | None, field: str, before: Any, after: Any) -> FieldChange:
    was, now = (old.tree or {}) if old else {}, (new.tree or {}) if new else {}
    document = new or old
    key = document.key if document else ""
    return FieldChange(
        kind,
        key,
        field,
        as_written(before),
        as_written(after),
        home=(was.get("department"), now.get("department")),
        groups=_groups(*(each for each in (old, new) if each is not None)),
        title=_title(document),
        was_key=old.key if old and old.key != key else "",
        place=_place(document),
    )


def _groups(*documents: Stated) -> tuple[str, ...]:
    """The group itself before and after, or the groups that a document goes to."""
    found: dict[str, None] = {}
    for document in documents:
        if document.kind == "group":
            found[document.key] = None
        elif document.tree is not None:
            found.update(dict.fromkeys(str(key) for key in document.tree.get("groups", ())))
    return tuple(found)


def _title(document: Stated | None) -> str:
    tree = (document.tree if document else None) or {}
    return next((str(tree[name]) for name in _NAMES if name in tree), "")


def _place(document: Stated | None) -> Place:
    return Place(document.file if document else "")
