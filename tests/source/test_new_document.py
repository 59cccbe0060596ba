"""New documents read as what they were made from, and as people would have written them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.errors import EditError
from reconciler.model.group import Enrolment
from reconciler.model.ids import UserId
from reconciler.source.document import read_document
from reconciler.source.explain import judge
from reconciler.source.new_document import new_document
from tests.source.written_groups import HOSTILE, TEXTS

TREE = {
    "membership": Enrolment.OBSERVE,
    "members": [
        "wangwu",
        {"user": "00123", "until": date(2026, 12, 31), "reason": "借调: 支持"},
        {"department": "研发部/平台组", "sub_departments": False},
        {"tag": "值班 #1"},
    ],
    "kind": "group",
    "type": "app",
    "admins": [UserId("lisi"), "no"],
    "name": "研发部-平台发布",
    "announcement": "发布窗口：每周四 20:00\n\n请假提前说。\n",
    "key": "2026",
    "owner": "zhangsan",
    "chat_id": "1e3",
    "limits": {"max_members": 200},
    "except": [],
    "labels": {"project": "a: b", "cost-center": "2010"},
    "avatar": None,
    "purpose": "12:30",
}
TEXT = """\
# yaml-language-server: $schema=../../schemas/group.schema.json
kind: group
key: "2026"
type: app
chat_id: "1e3"
name: 研发部-平台发布
purpose: "12:30"
owner: zhangsan
admins: [lisi, "no"]
members:
  - wangwu
  - user: "00123"
    until: 2026-12-31
    reason: "借调: 支持"
  - department: 研发部/平台组
    sub_departments: false
  - tag: "值班 #1"
except: []
membership: observe
announcement: |
  发布窗口：每周四 20:00

  请假提前说。
limits: {max_members: 200}
labels: {project: "a: b", cost-center: "2010"}
"""


def test_a_group_is_written_in_the_order_and_manner_of_the_others() -> None:
    assert new_document(TREE, "rd/2026.yaml") == TEXT


def test_what_is_written_is_valid_by_the_schema() -> None:
    _, findings = judge(read_document("rd/2026.yaml", new_document(TREE, "rd/2026.yaml").encode()))

    assert findings == ()


@pytest.mark.parametrize(
    ("file", "schemas", "path"),
    [
        ("a.yaml", "../schemas", "../schemas/group.schema.json"),
        ("a/b/c.yaml", "../schemas", "../../../schemas/group.schema.json"),
        ("a/b.yaml", "schemas", "../schemas/group.schema.json"),
    ],
)
def test_the_schema_is_found_from_where_the_file_lies(file: str, schemas: str, path: str) -> None:
    text = new_document({"kind": "group"}, file, schemas)

    assert text == f"# yaml-language-server: $schema={path}\nkind: group\n"


def test_long_lists_get_a_line_for_each_item() -> None:
    text = new_document({"kind": "group", "admins": ["somebody" * 5] * 3, "more": {"a": ["b" * 200]}}, "a.yaml")

    assert text.splitlines()[2:] == ["admins:", *["  - " + "somebody" * 5] * 3, "more:", "  a:", "    - " + "b" * 200]


@settings(max_examples=200)
@given(
    st.fixed_dictionaries(
        {"kind": st.just("group"), "name": TEXTS, "announcement": TEXTS},
        optional={
            "members": st.lists(
                st.one_of(TEXTS, st.fixed_dictionaries({"user": HOSTILE, "reason": TEXTS})), max_size=4
            ),
            "admins": st.lists(TEXTS, max_size=3),
            "labels": st.dictionaries(HOSTILE, TEXTS, max_size=3),
            "odd": st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=2), max_leaves=3),
        },
    )
)
def test_whatever_it_says_is_read_back_the_same(tree: dict[str, object]) -> None:
    text = new_document(tree, "rd/x.yaml")

    document = read_document("rd/x.yaml", text.encode())
    assert (document.tree, document.findings, document.ambiguous) == (tree, [], {})


def test_a_character_that_no_document_may_hold_is_refused() -> None:
    with pytest.raises(EditError):
        new_document({"kind": "group", "name": "a\u202eb"}, "a.yaml")
