"""Values are written as people write them."""

from datetime import date

import pytest

from reconciler.source.notation import block_text, entry, flow, is_block_text, items, scalar


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("研发部-平台发布", "研发部-平台发布"),
        ("a:b", "a:b"),
        ("a#b", "a#b"),
        ("C++ & C", "C++ & C"),
        ("no", '"no"'),
        ("00123", '"00123"'),
        ("12:30", '"12:30"'),
        ("~", '"~"'),
        ("1e3", '"1e3"'),
        ("@all", '"@all"'),
        (":x", '":x"'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        (" a", '" a"'),
        ("", '""'),
        ('say "hi"', 'say "hi"'),
        ('"hi"', '"\\"hi\\""'),
        ("a\\b\tc", '"a\\\\b\\tc"'),
        ("a\r\nb", '"a\\r\\nb"'),
        ("2026-12-31", '"2026-12-31"'),
        (date(2026, 12, 31), "2026-12-31"),
        (True, "true"),
        (None, "null"),
        (7, "7"),
    ],
)
def test_quotes_stand_where_they_are_needed(value: object, written: str) -> None:
    assert scalar(value) == written


def test_brackets_need_more_quotes() -> None:
    assert flow({"a": ["b, c", "d:e", {"f": []}], "g": {}}) == '{a: ["b, c", "d:e", {f: []}], g: {}}'


def test_the_quotation_mark_stays() -> None:
    assert (scalar("it's", mark="'"), scalar("a\nb", mark="'"), scalar("a", mark='"')) == ("'it''s'", '"a\\nb"', '"a"')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", True),
        ("a\n\n  b\n", True),
        ("a", False),
        (" a\nb", False),
        ("\na", False),
        ("a\n\n", False),
        ("a\n \nb", False),
        ("a\tb\nc", False),
        ("\n", False),
    ],
)
def test_texts_that_would_change_below_a_mark_are_quoted(text: str, expected: bool) -> None:
    assert is_block_text(text) is expected


def test_lines_are_indented_and_blank_ones_stay_blank() -> None:
    assert block_text("a\n\nb\n", 4) == ["|", "    a", "", "    b"]
    assert entry("x", {"w": "a\n\nb"}, 2) == ["  x:", "    w: |-", "      a", "", "      b"]
    assert items(["a\nb", {"c": "d", "e": ["f"]}, []], 2) == [
        "  - |-",
        "    a",
        "    b",
        "  - c: d",
        "    e: [f]",
        "  - []",
    ]
