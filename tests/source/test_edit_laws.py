"""Laws of edits, in whatever form a file is written."""

import re
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.errors import EditError
from reconciler.source.certainty import plain
from reconciler.source.document import read_document
from reconciler.source.edit import add_items, delete_key, remove_items, replace_department, set_items, set_value
from reconciler.source.notation import is_plain, scalar
from tests.source.test_laws import _TEXTS
from tests.source.written_groups import HOSTILE, TEXTS, USERS, Written, written_groups

_MANY = settings(max_examples=100)


def _read(text: str) -> Any:
    document = read_document("g.yaml", text.encode())
    assert document.findings == []
    return document.tree


def _untouched(edited: str, text: str, key: str) -> bool:
    """Whether all lines but those of one key are the same, in the same order, byte for byte."""
    return _others(edited, key) == _others(text, key)


def _others(text: str, key: str) -> list[str]:
    """The lines with a top key and those below it, without those of one key; comments that stand on the left margin."""
    kept, is_kept = [], True
    for line in re.findall(r"[^\r\n]*(?:\r\n|\n|\Z)", text):
        if line.strip() and line[0] not in " -]#":
            is_kept = not line.startswith(f"{key}:")
        if line.strip() and (is_kept or line.startswith("#")):
            kept.append(line.rstrip("\r\n"))
    return kept


@_MANY
@given(written_groups())
def test_the_files_of_these_laws_say_what_they_should(group: Written) -> None:
    assert _read(group.text) == group.tree


@_MANY
@given(written_groups(), st.sampled_from(["name", "chat_id", "purpose"]), TEXTS)
def test_a_text_is_set_and_every_other_line_stays(group: Written, key: str, value: str) -> None:
    edited = set_value("g.yaml", group.text, (key,), value)

    assert _read(edited) == {**group.tree, key: value}
    assert _untouched(edited, group.text, key)


@_MANY
@given(written_groups(), TEXTS)
def test_an_announcement_is_set_and_every_other_line_stays(group: Written, value: str) -> None:
    edited = set_value("g.yaml", group.text, ("announcement",), value)

    assert _read(edited) == {**group.tree, "announcement": value}
    assert _untouched(edited, group.text, "announcement")


@_MANY
@given(written_groups(), st.sampled_from(["members", "admins", "except"]), st.lists(HOSTILE, min_size=1, max_size=3))
def test_added_items_come_last_and_every_other_line_stays(group: Written, key: str, values: list[str]) -> None:
    edited = add_items("g.yaml", group.text, (key,), values)

    had = group.tree.get(key, [])
    new = list(dict.fromkeys(value for value in values if value not in had))
    assert _read(edited) == {**group.tree, key: [*had, *new]}
    assert _untouched(edited, group.text, key)
    assert add_items("g.yaml", edited, (key,), values) == edited


@_MANY
@given(written_groups(), st.sampled_from(["members", "admins"]), st.data())
def test_removed_items_are_gone_and_what_is_added_again_is_removed_again(
    group: Written, key: str, data: st.DataObject
) -> None:
    had = group.tree[key]
    gone = [value for value in had if data.draw(st.booleans())]

    edited = remove_items("g.yaml", group.text, (key,), gone)

    assert _read(edited) == {**group.tree, key: [value for value in had if value not in gone]}
    assert _untouched(edited, group.text, key)


@_MANY
@given(written_groups(), st.sampled_from(["members", "admins"]), st.lists(st.sampled_from(USERS), unique=True))
def test_a_list_becomes_what_is_asked_for(group: Written, key: str, wanted: list[str]) -> None:
    edited = set_items("g.yaml", group.text, (key,), wanted)

    had = group.tree[key]
    kept = [value for value in had if value in wanted]
    assert _read(edited) == {**group.tree, key: [*kept, *(value for value in wanted if value not in kept)]}
    assert _untouched(edited, group.text, key)


@_MANY
@given(written_groups(deep=False), st.sampled_from(["name", "members", "admins", "labels", "announcement"]))
def test_a_key_goes_with_its_lines_and_no_other(group: Written, key: str) -> None:
    edited = delete_key("g.yaml", group.text, (key,))

    assert _read(edited) == {name: value for name, value in group.tree.items() if name != key}
    assert [line for line in _others(edited, key) if line[0] != "#"] == [
        line for line in _others(group.text, key) if line[0] != "#"
    ]


@_MANY
@given(written_groups())
def test_a_change_that_is_none_gives_the_identical_text(group: Written) -> None:
    text = group.text
    for key, value in group.tree.items():
        text = set_value("g.yaml", text, (key,), value)
    text = replace_department("g.yaml", text, "销售部", "市场部")
    text = remove_items("g.yaml", add_items("g.yaml", text, ("members",), group.tree["members"]), ("admins",), ["zed"])

    assert text == group.text


@settings(max_examples=300)
@given(_TEXTS, st.sampled_from([("members",), ("kind",), ("key", "x"), ("研发", 0)]), HOSTILE)
def test_whatever_the_file_holds_it_is_edited_rightly_or_refused(text: str, route: tuple[Any, ...], value: str) -> None:
    for edit in (_set, add_items):
        with suppress(EditError):
            assert read_document("g.yaml", edit("g.yaml", text, route, [value]).encode()).findings == []


def _set(file: str, text: str, route: tuple[Any, ...], values: list[str]) -> str:
    return set_value(file, text, route, values[0])


@_MANY
@given(HOSTILE)
def test_quotes_are_written_exactly_where_the_bare_text_would_be_read_otherwise(value: str) -> None:
    assert _read(f"x: {scalar(value)}\nz: [{scalar(value, in_flow=True)}, b]") == {"x": value, "z": [value, "b"]}
    assert is_plain(value) == (scalar(value) == value)
    assert plain(value) == value
