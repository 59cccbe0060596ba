"""Changes in one YAML text that leave everything else as people wrote it: comments, order, quotes, blank lines, widths.

Text in, text out. A change is a cut at the place where a value stands, and so every line that it does not touch keeps
its bytes; ruamel.yaml would write the whole file anew and set spaces, widths and quotes its own way. What the cut gives
is read back by the loader, and unless that is exactly the wanted tree there is an error instead of a text.

All of them raise EditError: for a file with findings (doubled keys, tabs, tags …), behind an alias, for forms that
nobody writes by hand, where a comment would be lost, and for characters that no document may hold. A change that is no
change gives back the identical text.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from reconciler.source.certainty import is_same, plain, refusal
from reconciler.source.new_document import GROUP_ORDER, SPREAD
from reconciler.source.notation import Value, entry, flow, is_block_text, items, scalar
from reconciler.source.page import Page, is_flow, is_list, is_map
from reconciler.source.spans import Form, Span
from reconciler.source.tree import Route
from reconciler.text import Text

_SELECTOR_LISTS: Final = ("members", "except", "participants")
_MARKS: Final = {Form.SINGLE: "'", Form.DOUBLE: '"'}
_COLLECTIONS: Final = (dict, list, tuple)


def set_value(file: str, text: str, route: Route, value: Value) -> str:
    """The text with a value at a route, which need not exist; a new key of a group stands in the order of design §4.

    Args:
        file: for messages.
        text: of the whole file, byte order mark and line ends as they are.
        route: keys and indexes; the last is a key if there is nothing yet.
        value: a text is quoted where it would be read as something else; a `date` never is. Lists that exist are
            changed item by item, as `set_items` does.
    """
    page = Page(file, text)
    present, now = _found(page.tree, route)
    if present and is_same(now, plain(value)):
        return text
    if isinstance(now, list) and isinstance(value, list | tuple):
        return set_items(file, text, route, value)
    above = route[:-1]
    _, holder = _found(page.tree, above)
    if holder is None and above and isinstance(route[-1], str):
        return set_value(file, text, above, {route[-1]: value})
    if not present:
        _add_entry(page, page.span(above), route, value)
    else:
        _replace(page, page.span(above), route[-1], value)
    return page.finished(_with(page.tree, route, value))


def add_items(file: str, text: str, route: Route, values: Sequence[Value]) -> str:
    """The text with items at the end of a list, without those that are in it; the list need not exist."""
    page = Page(file, text)
    now = _list_at(page, route)
    known = {_words(one) for one in now or ()}
    new = [value for words, value in {_words(value): value for value in values}.items() if words not in known]
    if not new:
        return text
    if not now:
        if now is None or page.span(route).form is not Form.FLOW_LIST or not is_flow(page.span(route[:-1])):
            return _set_list(page, text, route, new)
        page.cut(page.span(route).start + 1, page.span(route).start + 1, ", ".join(map(flow, new)))
    elif is_flow(span := page.span(route)):
        last = span.items[-1].end
        page.cut(last, last, "".join(f", {flow(value)}" for value in new))
    else:
        holder = page.span(route[:-1])
        beyond = page.column(holder) if holder.form is Form.BLOCK_MAP else None
        page.insert_below(span.end, items(new, page.column(span)), beyond=beyond)
    return page.finished(_with(page.tree, route, [*(now or []), *new]))


def remove_items(file: str, text: str, route: Route, values: Sequence[Value]) -> str:
    """The text without these items of a list, and without what is noted behind them; comments of their own line stay.

    A list that loses its last item is written `[]`: must be empty.
    """
    page = Page(file, text)
    now = _list_at(page, route) or []
    unwanted = {_words(value) for value in values}
    gone = [index for index, one in enumerate(now) if _words(one) in unwanted]
    if not gone:
        return text
    left = [one for one in now if _words(one) not in unwanted]
    span = page.span(route)
    if is_flow(span):
        page.cut_from_flow(span, gone[0])
        kept = [one for index, one in enumerate(now) if index != gone[0]]
        shorter = page.finished(_with(page.tree, route, kept))
        return remove_items(file, shorter, route, values)
    for index in gone:
        page.cut_item(span, index)
    if not left:
        holder = page.span(route[:-1])
        if not isinstance(route[-1], str) or (key := holder.key(route[-1])) is None:
            raise page.unclear()
        behind = page.after_colon(holder.keys[key])
        page.cut(behind, behind, " []")
    return page.finished(_with(page.tree, route, left))


def set_items(file: str, text: str, route: Route, values: Sequence[Value]) -> str:
    """The text whose list holds exactly these items: those that stay keep their places, new ones come at the end."""
    added = add_items(file, text, route, values)
    now = _list_at(Page(file, added), route)
    if now is None:
        return set_value(file, text, route, list(values))
    wanted = {_words(value) for value in values}
    return remove_items(file, added, route, [one for one in now if _words(one) not in wanted])


def delete_key(file: str, text: str, route: Route) -> str:
    """The text without a key and its value; a key that is not there is no change. The last key of a mapping stays."""
    page = Page(file, text)
    present, _ = _found(page.tree, route)
    if not present:
        return text
    holder = page.span(route[:-1])
    index = holder.key(route[-1]) if isinstance(route[-1], str) else None
    if index is None or (len(holder.keys) == 1 and not is_flow(holder)):
        raise page.unclear()
    key, value = holder.keys[index], holder.items[index]
    if is_flow(holder):
        page.cut_from_flow(holder, index)
    elif page.text[page.start_of_line(key.start) : key.start].strip(" "):  # it stands behind a dash
        following = holder.keys[index + 1].start
        page.refuse_comments(page.text[value.end : following])
        page.cut(key.start, following, "")
    else:
        page.cut_lines(key.start, max(value.end, page.after_colon(key)))
    return page.finished(_without(page.tree, route))


def replace_department(file: str, text: str, old: str, *new: str) -> str:
    """The text with another path or id wherever `old` selects people as `department:`, exactly as written.

    Several new ones make several lines, the others at the end of the list; none takes the line out.
    """
    for name in _SELECTOR_LISTS:
        lines = Page(file, text).tree.get(name)
        found = [
            (index, line)
            for index, line in enumerate(lines if isinstance(lines, list) else ())
            if isinstance(line, dict) and line.get("department") == old
        ]
        if found and not new:
            text = remove_items(file, text, (name,), [line for _, line in found])
            continue
        for index, line in found:
            text = set_value(file, text, (name, index, "department"), new[0])
            text = add_items(file, text, (name,), [{**line, "department": other} for other in new[1:]])
    return text


def _replace(page: Page, holder: Span, step: str | int, value: Value) -> None:
    """Another value in the place of one that is there."""
    index = holder.key(step) if isinstance(step, str) else step
    if index is None or index >= len(holder.items):
        raise page.unclear()
    old = holder.items[index]
    is_inline = old.form is not Form.BLOCK and (is_flow(old) or not (is_list(old) or is_map(old)))
    if isinstance(value, _COLLECTIONS):
        on_one_line = not value or is_flow(holder) or holder.form is Form.BLOCK_LIST
    else:
        on_one_line = is_flow(holder) or not is_block_text(value) or page.is_noted_below(old.end)
    if not (is_inline and on_one_line):
        if holder.form is not Form.BLOCK_MAP or not isinstance(step, str):
            raise page.unclear()
        _rewrite(page, holder, index, value)
        return
    if is_flow(old):
        page.refuse_comments(page.text[old.start : old.end])
    if isinstance(value, _COLLECTIONS):
        words = flow(value)
    else:
        words = scalar(value, in_flow=is_flow(holder), mark=_MARKS.get(old.form, "") if isinstance(value, str) else "")
    page.cut(old.start, old.end, f" {words}" if old.is_nothing else words)


def _rewrite(page: Page, holder: Span, index: int, value: Value) -> None:
    """Another value behind a key of a block mapping, where one of the two takes several lines."""
    key, old = holder.keys[index], holder.items[index]
    behind, column = page.after_colon(key), page.column(holder)
    first, *rest = entry(key.value, value, column, spread=key.value in SPREAD)
    words = first[column + len(scalar(key.value)) + 1 :]
    if old.form in (Form.BLOCK_LIST, Form.BLOCK_MAP):
        page.refuse_comments(page.text[old.start : page.end_of_line(old.end)])
        page.cut_lines(old.start, old.end)
        page.cut(behind, behind, words)
        page.insert_below(behind, rest)
    elif old.form is Form.BLOCK:
        page.refuse_comments(page.text[old.start : page.end_of_line(old.start)])
        page.cut(behind, old.end, page.line_end.join([words, *rest]))
    else:
        if is_flow(old):
            page.refuse_comments(page.text[old.start : old.end])
        page.cut(behind, old.end, words)
        page.insert_below(max(behind, old.end), rest)


def _add_entry(page: Page, holder: Span, route: Route, value: Value) -> None:
    """A key that is not there yet."""
    key = route[-1]
    if not is_map(holder) or not isinstance(key, str):
        raise refusal(page.file, Text("要修改的位置不存在", "the place that is to be changed does not exist"))
    if is_flow(holder):
        at, comma = (holder.items[-1].end, ", ") if holder.items else (holder.start + 1, "")
        page.cut(at, at, f"{comma}{scalar(key, in_flow=True)}: {flow(value)}")
        return
    column = page.column(holder)
    before = _predecessor(holder, key) if len(route) == 1 and page.tree.get("kind") == "group" else -1
    end = max(holder.items[before].end, page.after_colon(holder.keys[before]))
    page.insert_below(end, entry(key, value, column, spread=key in SPREAD), beyond=column)


def _predecessor(holder: Span, key: str) -> int:
    """The index of the key below which a new one belongs."""
    earlier = GROUP_ORDER[: GROUP_ORDER.index(key)] if key in GROUP_ORDER else ()
    found = [holder.key(name) for name in reversed(earlier)]
    return next((index for index in found if index is not None), -1)


def _set_list(page: Page, text: str, route: Route, values: list[Value]) -> str:
    """A list where there is none, or an empty one."""
    present, _ = _found(page.tree, route)
    if not present:
        return set_value(page.file, text, route, values)
    _replace(page, page.span(route[:-1]), route[-1], values)
    return page.finished(_with(page.tree, route, values))


def _list_at(page: Page, route: Route) -> list[Any] | None:
    """The list at a route; None where nothing is written. Raises: EditError where something else is."""
    _, now = _found(page.tree, route)
    if now is not None and not isinstance(now, list):
        raise refusal(page.file, Text("要修改的地方不是列表", "what is to be changed is no list"))
    return now


def _words(value: Value) -> str:
    """The same words for items that say the same."""
    return json.dumps(plain(value), sort_keys=True)


def _found(tree: Any, route: Route) -> tuple[bool, Any]:
    """Whether there is something at a route, and what."""
    for step in route:
        if isinstance(tree, list):
            tree = dict(enumerate(tree))
        if not isinstance(tree, dict) or step not in tree:
            return False, None
        tree = tree[step]
    return True, tree


def _with(tree: Any, route: Route, value: Value) -> Any:
    """The tree with a value at a route; what an alias shares is shared no longer."""
    copy = plain(tree)
    _, holder = _found(copy, route[:-1])
    holder[route[-1]] = plain(value)
    return copy


def _without(tree: Any, route: Route) -> Any:
    copy = plain(tree)
    _, holder = _found(copy, route[:-1])
    del holder[route[-1]]
    return copy
