"""People as they are pasted."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
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


HAN = st.text("王李张刘陈杨赵黄周吴敏静洋涛芳", min_size=2, max_size=4)
ROWS = st.lists(st.tuples(HAN, st.sampled_from(["", "研发部", "研发部/平台组"])), min_size=1, max_size=5)
DRESSES = {
    "commas": ("姓名,部门", "{},{}"),
    "semicolons": ("姓名;部门", "{};{}"),
    "wide": ("姓名，部门", "{}，{}"),
    "tabs": ("姓名\t部门", "{}\t{}"),
    "counted": ("序号\t姓名\t部门\t备注", "1\t{}\t{}\tx"),
    "markdown": ("| 姓名 | 部门 |\n| -- | -- |", "| {} | {} |"),
    "named": ("sep=;\n姓名;部门", "{};{}"),
    "turned": ("所在部门\t* 成员姓名（必填）", "{1}\t{0}"),
}


@settings(max_examples=25)
@given(ROWS)
def test_a_table_means_the_same_people_however_it_is_dressed(rows: list[tuple[str, str]]) -> None:
    texts = [head + "".join(f"\n{line.format(*row)}" for row in rows) for head, line in DRESSES.values()]

    assert len({tuple(people_in(text)) for text in texts}) == 1
    assert people_in(texts[0]) == list(dict.fromkeys((f"{a}（{b}）" if b else a,) for a, b in rows))


@given(st.text())
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    with suppress(UnnamedColumnsError):
        assert all(any(row) for row in people_in(text))
