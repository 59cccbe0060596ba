"""People as they are pasted."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.source.people_rows import UnnamedColumnsError, people_in


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
        ("| 姓名 | 部门 |\n| -- | -- |\n| 王敏 | 研发部 |\n| 李洋 | |", [("王敏（研发部）",), ("李洋",)]),
        ("姓名 | 部门\n--- | :--\n王敏 | 研发\\|部", [("王敏（研发|部）",)]),
        ("姓名;部门;账号\n王敏;研发部;wangmin", [("wangmin",)]),
        ("姓名、部门\n王敏、研发部", [("王敏（研发部）",)]),
        ("姓名 部门\n王敏 研发部", [("王敏（研发部）",)]),
        ("* 姓名（必填）\t所在部门：\tUser ID\n王敏\t研发部\t", [("王敏（研发部）",)]),
        ("工号\n00123", [("00123",)]),
        ("工号,账号\n00123,wangmin", [("wangmin",)]),
        ("王　敏\n欧阳 锋\nWang Min", [("王敏",), ("欧阳锋",), ("Wang Min",)]),
        ("王敏　李洋", [("王敏", "李洋")]),
        ("姓名\n王　敏", [("王敏",)]),
        ("ｗａｎｇｍｉｎ＠ａ", [("wangmin@a",)]),
        ("\u200b王敏\ufeff\u3000", [("王敏",)]),
        ("1\t王敏\n2\t李洋", [("王敏",), ("李洋",)]),
        ("\t\n王敏\t研发部\n\t\n", [("王敏", "研发部")]),
        ("姓名\n", []),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_rows_say_who_is_meant(text: str, rows: list[tuple[str, ...]]) -> None:
    assert people_in(text) == rows


@pytest.mark.parametrize("text", ["部门\t手机\n研发部\t1", "序号,备注\n1,x", "First Name,Last Name\nMin,Wang"])
def test_columns_of_which_none_says_who_are_asked_about(text: str) -> None:
    with pytest.raises(UnnamedColumnsError):
        people_in(text)


@given(st.text())
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    with suppress(UnnamedColumnsError):
        assert all(any(row) for row in people_in(text))
