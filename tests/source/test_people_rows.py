"""People as they are pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.source.people_rows import people_in


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("王敏", [("王敏",)]),
        ("王敏\n\n 李洋 \r\n", [("王敏",), ("李洋",)]),
        ("- 王敏\n* 李洋\n1. 周涛\n2、吴静", [("王敏",), ("李洋",), ("周涛",), ("吴静",)]),
        ("王敏、李洋；周涛;吴静，郑凯", [("王敏", "李洋", "周涛", "吴静", "郑凯")]),
        ("王敏,研发部", [("王敏", "研发部")]),
        ("王敏\t研发部\twangmin", [("王敏", "研发部", "wangmin")]),
        ("姓名\t工号\t部门\t手机\n王敏\t0017\t研发部\t有\n李洋\t0018\t\t无", [("王敏（研发部）",), ("李洋",)]),
        ("Name,Department,User ID\nWang,RD,wangmin\nLi,,", [("wangmin",), ("Li",)]),
        ("部门,账号\n研发部,wangmin\n", [("wangmin",)]),
        ("王敏\n王敏\n", [("王敏",)]),
        ('"王, 敏"\n李洋', [("王, 敏",), ("李洋",)]),
        ("姓名\n", []),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_rows_say_who_is_meant(text: str, rows: list[tuple[str, ...]]) -> None:
    assert people_in(text) == rows


@given(st.text())
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    assert all(any(row) for row in people_in(text))
