"""Edits change what they should and leave every other byte alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reconciler.errors import EditError
from reconciler.source.edit import add_items, delete_key, remove_items, replace_department, set_items, set_value

GROUP = """\
# yaml-language-server: $schema=../../schemas/group.schema.json
# 新群：第一次执行时由应用建好。
kind: group
key: rd-platform-release
type: app
name: '研发部-平台发布'     # 客户端里也叫这个
owner: liangbowen
admins: [LiuYang, wangchao]   # 两位

members:
  - chenzhiyuan
  # 路径或 ID
  - department: 研发部/平台组
    sub_departments: false    # 只要直属
  - {department: "112", reason: 很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的原因}
  - user: weijia
    until: 2026-12-31         # 最后一天
    reason: 支援
  # - erin 已调走
announcement: |
  发布窗口：每周四 20:00

limits: {max_members: 60}
"""


def _lines(text: str, *, without: str = "", before: str = "", instead: str = "") -> str:
    """The text with some lines for others."""
    assert text.count(without) == 1 or not without
    assert text.count(before) == 1 or not before
    return text.replace(without, instead) if without else text.replace(before, instead + before)


@pytest.mark.parametrize(
    ("route", "value", "old", "new"),
    [
        pytest.param(("owner",), "lisi", "owner: liangbowen", "owner: lisi", id="plain"),
        pytest.param(("owner",), "00123", "owner: liangbowen", 'owner: "00123"', id="quoted-where-needed"),
        pytest.param(("name",), "a'b #c", "'研发部-平台发布' ", "'a''b #c' ", id="quotes-and-comment-stay"),
        pytest.param(("limits", "max_members"), 80, "{max_members: 60}", "{max_members: 80}", id="in-braces"),
        pytest.param(("limits", "note"), "a, b", "60}", '60, note: "a, b"}', id="new-in-braces"),
        pytest.param(("members", 3, "until"), date(2027, 1, 1), "2026-12-31  ", "2027-01-01  ", id="date"),
        pytest.param(("members", 0), "zed", "- chenzhiyuan", "- zed", id="item"),
        pytest.param(("type",), None, "type: app", "type: null", id="nothing"),
        pytest.param(("type",), "一\n二\n", "type: app", "type: |\n  一\n  二", id="several-lines"),
        pytest.param(("chat_id",), "wr1", "type: app\n", "type: app\nchat_id: wr1\n", id="new-key-in-order"),
        pytest.param(
            ("membership",), "observe", "调走\n", "调走\nmembership: observe\n", id="new-key-below-the-lists-comments"
        ),
        pytest.param(("review", "every"), "90d", "60}\n", "60}\nreview: {every: 90d}\n", id="new-mapping"),
        pytest.param(
            ("announcement",), "短", "announcement: |\n  发布窗口：每周四 20:00\n", "announcement: 短\n", id="one-line"
        ),
        pytest.param(
            ("announcement",), "一\n二", "|\n  发布窗口：每周四 20:00\n", "|-\n  一\n  二\n", id="text-below-a-mark"
        ),
        pytest.param(("type",), ["a"], "type: app", "type: [a]", id="list"),
        pytest.param(("type",), {"a": {"b": "c"}}, "type: app", "type:\n  a: {b: c}", id="mapping-of-mappings"),
    ],
)
def test_a_value_is_set(route: tuple[Any, ...], value: object, old: str, new: str) -> None:
    assert set_value("g.yaml", GROUP, route, value) == _lines(GROUP, without=old, instead=new)


def test_items_are_added_in_the_lists_own_form() -> None:
    in_lines = add_items("g.yaml", GROUP, ("members",), ["chenzhiyuan", {"user": "no", "until": date(2027, 1, 1)}])
    in_brackets = add_items("g.yaml", GROUP, ("admins",), ["no", "zed"])
    new = add_items("g.yaml", GROUP, ("except",), ["zed"])

    assert in_lines == _lines(GROUP, before="announcement:", instead='  - user: "no"\n    until: 2027-01-01\n')
    assert in_brackets == _lines(GROUP, without="wangchao]", instead='wangchao, "no", zed]')
    assert new == _lines(GROUP, before="announcement:", instead="except: [zed]\n")


def test_items_are_removed_with_their_lines_and_comments_above_stay() -> None:
    selector = {"department": "研发部/平台组", "sub_departments": False}

    assert remove_items("g.yaml", GROUP, ("members",), [selector]) == _lines(
        GROUP, without="  - department: 研发部/平台组\n    sub_departments: false    # 只要直属\n"
    )
    assert remove_items("g.yaml", GROUP, ("admins",), ["LiuYang"]) == _lines(GROUP, without="LiuYang, ")
    assert remove_items("g.yaml", GROUP, ("admins",), ["LiuYang", "wangchao"]) == _lines(
        GROUP, without="LiuYang, wangchao"
    )


def test_an_emptied_list_must_be_empty_and_is_filled_line_by_line_again() -> None:
    text = "a: 1\nmembers:   # 说明\n  - x\n  # 注释\n  - y # z\nb: 2\n"

    empty = remove_items("g.yaml", text, ("members",), ["x", "y"])
    again = add_items("g.yaml", empty, ("members",), ["x"])

    assert empty == "a: 1\nmembers: []   # 说明\n  # 注释\nb: 2\n"
    assert again == "a: 1\nmembers:   # 说明\n  - x\n  # 注释\nb: 2\n"


def test_a_list_keeps_the_places_of_what_stays() -> None:
    text = "members:\n- c # third\n- a\n- b # second\n"

    assert set_items("g.yaml", text, ("members",), ["b", "d", "c"]) == "members:\n- c # third\n- b # second\n- d\n"
    assert set_value("g.yaml", text, ("members",), ["a"]) == "members:\n- a\n"


def test_keys_are_deleted_wherever_they_stand() -> None:
    assert delete_key("g.yaml", GROUP, ("announcement",)) == _lines(
        GROUP, without="announcement: |\n  发布窗口：每周四 20:00\n"
    )
    assert delete_key("g.yaml", GROUP, ("members", 1, "sub_departments")) == _lines(
        GROUP, without="    sub_departments: false    # 只要直属\n"
    )
    assert delete_key("g.yaml", "l:\n- a: 1\n  b: 2\n", ("l", 0, "a")) == "l:\n- b: 2\n"
    assert delete_key("g.yaml", GROUP, ("limits", "max_members")) == _lines(GROUP, without="max_members: 60")
    assert delete_key("g.yaml", GROUP, ("avatar",)) is GROUP


def test_a_department_is_replaced_where_it_selects_people() -> None:
    text = 'department: "112"\nmembers:\n- department: "112"\n- {department: "112"}\n- department: "1123"\n'

    assert replace_department("g.yaml", text, "112", "研发/网关") == (
        'department: "112"\nmembers:\n- department: "研发/网关"\n- {department: "研发/网关"}\n- department: "1123"\n'
    )
    assert replace_department("g.yaml", GROUP, "研发部", "技术部") is GROUP


def test_a_department_is_replaced_by_several_or_by_none() -> None:
    text = "members:\n- department: 研发部 # 全部\n  sub_departments: false\n- x\n"

    several = replace_department("g.yaml", text, "研发部", "一组", "二组")
    none = replace_department("g.yaml", text, "研发部")

    assert several == (
        "members:\n- department: 一组 # 全部\n  sub_departments: false\n- x\n"
        "- department: 二组\n  sub_departments: false\n"
    )
    assert none == "members:\n- x\n"


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\r\n"])
def test_line_ends_and_byte_order_marks_survive(start: str, end: str) -> None:
    text = f"{start}a: 1\r\nmembers:\r\n  - x{end}"

    assert add_items("g.yaml", text, ("members",), ["z"]) == f"{start}a: 1\r\nmembers:\r\n  - x\r\n  - z{end}"
    assert remove_items("g.yaml", text, ("members",), ["x"]) == f"{start}a: 1\r\nmembers: []{end}"
    assert (
        set_value("g.yaml", text, ("b",), "一\n二") == f"{start}a: 1\r\nmembers:\r\n  - x\r\nb: |-\r\n  一\r\n  二{end}"
    )


def test_a_text_whose_last_line_break_counts_gets_one_at_the_end_of_the_file() -> None:
    assert set_value("g.yaml", "a: x", ("a",), "一\n二\n") == "a: |\n  一\n  二\n"


@pytest.mark.parametrize(
    ("text", "route"),
    [
        pytest.param("a: 1\na: 2\n", ("a",), id="doubled-key"),
        pytest.param("a:\t1\n", ("a",), id="tab"),
        pytest.param("a: !!str 1\n", ("a",), id="tag"),
        pytest.param("b: &b {x: 1}\na:\n  <<: *b\n", ("a", "x"), id="merge-key"),
        pytest.param("b: &b {x: 1}\na: *b\n", ("a", "x"), id="behind-an-alias"),
        pytest.param("b: &b {x: 1}\na: *b\n", ("b", "x"), id="shared-by-an-alias"),
        pytest.param("b: &b x\na: *b\n", ("b",), id="anchor-in-use"),
        pytest.param("a: 1\n---\na: 2\n", ("a",), id="two-documents"),
        pytest.param("- a\n", (0,), id="not-a-mapping"),
        pytest.param("a: [\n", ("a",), id="not-yaml"),
        pytest.param("", ("a",), id="empty"),
        pytest.param("? a\n: - b\n", ("a",), id="explicit-key"),
        pytest.param("a: [b, # c\n  d]\n", ("a",), id="comment-in-brackets"),
        pytest.param("a:\n  b: 1 # c\n", ("a",), id="comment-in-a-mapping"),
        pytest.param("a: | # c\n  b\n", ("a",), id="comment-behind-a-mark"),
        pytest.param("a:\n- [b]\n", ("a", 1), id="beyond-the-list"),
        pytest.param("a: 1\n", ("a", "b", "c"), id="below-a-number"),
    ],
)
def test_what_could_be_damaged_is_refused(text: str, route: tuple[Any, ...]) -> None:
    with pytest.raises(EditError, match="not edited"):
        set_value("g.yaml", text, route, {"new": {"deep": "value"}})


@pytest.mark.parametrize("value", ["a\x07b", "a\u202eb", "\ud800", "\u2028"])
def test_invisible_characters_are_never_written(value: str) -> None:
    with pytest.raises(EditError, match=r"U\+"):
        set_value("g.yaml", GROUP, ("name",), value)


def test_what_is_no_list_gets_no_items_and_the_last_key_stays() -> None:
    with pytest.raises(EditError):
        add_items("g.yaml", GROUP, ("owner",), ["x"])
    with pytest.raises(EditError):
        remove_items("g.yaml", "a: &a [x]\nb: *a\n", ("a",), ["x"])
    with pytest.raises(EditError):
        remove_items("g.yaml", "a: &a\n- x\n", ("a",), ["x"])
    with pytest.raises(EditError):
        remove_items("g.yaml", "a: [x, # why\n  y]\n", ("a",), ["x"])
    with pytest.raises(EditError):
        remove_items("g.yaml", "a:\n- - x\n", ("a", 0), ["x"])
    with pytest.raises(EditError):
        delete_key("g.yaml", "a: 1\n", ("a",))


EXAMPLES = sorted((Path(__file__).parents[2] / "groups").rglob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_companys_files_can_be_edited_there_and_back(path: Path) -> None:
    text = path.read_bytes().decode()

    there = set_value("g.yaml", add_items("g.yaml", text, ("somebody",), ["ann", "bob"]), ("some", "thing"), "a\nb")
    back = delete_key("g.yaml", delete_key("g.yaml", there, ("some",)), ("somebody",))

    assert back == text


def test_a_block_gives_way_to_one_line_and_to_another_block() -> None:
    text = "a:\n  b: 1\n  c: 2\nd: []\n"

    assert set_value("g.yaml", text, ("a",), "x") == "a: x\nd: []\n"
    assert set_value("g.yaml", text, ("a",), {"e": {"f": 1}}) == "a:\n  e: {f: 1}\nd: []\n"
    assert set_items("g.yaml", text, ("e",), ["x"]) == f"{text}e: [x]\n"
    assert set_items("g.yaml", text, ("d",), []) is text
    assert add_items("g.yaml", "a: {b: []}\n", ("a", "b"), ["x", {"y": 1}]) == 'a: {b: [x, {"y": 1}]}\n'
