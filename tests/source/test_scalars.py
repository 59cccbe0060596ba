"""Plain scalars are typed only where every reader of YAML agrees."""

import pytest

from reconciler.source.scalars import Mistaken, Scalar, as_number, quoted, read_plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("200", 200),
        ("-7", -7),
        ("1.5", 1.5),
        ("-0.25", -0.25),
        ("zhangsan", "zhangsan"),
        ("90d", "90d"),
        ("A4", "A4"),
        ("D2.9", "D2.9"),
        ("研发部/平台组", "研发部/平台组"),
        ("-", "-"),
        ("...x", "...x"),
        ("1.2.3", "1.2.3"),
        ("nobody", "nobody"),
        ("2026-12", "2026-12"),
    ],
)
def test_what_every_reader_takes_alike_is_taken_so(text: str, value: Scalar) -> None:
    read, mistaken = read_plain(text)

    assert (read, type(read), mistaken) == (value, type(value), None)


@pytest.mark.parametrize(
    ("text", "mistaken"),
    [
        *[(word, Mistaken.BOOLEAN) for word in ("no", "No", "NO", "yes", "on", "Off", "y", "N", "True", "FALSE")],
        *[(word, Mistaken.NULL) for word in ("~", "Null", "NULL")],
        *[
            (word, Mistaken.NUMBER)
            for word in (
                "00123", "1e3", "1.5E-3", "0x1F", "0o17", "0b101", "1_000", "+5", ".5", "5.", "-0", "1,000",
                ".inf", "-.INF", ".NaN", "1234567890123456", "1.0000000000000001",
            )
        ],
        *[(word, Mistaken.DATE) for word in ("2026-12-31", "2026-1-1", "2001-12-14t21:59:43.10-05:00")],
        *[(word, Mistaken.CLOCK) for word in ("12:30", "1:2:3", "190:20:30.15", "-12:30")],
        ("<<", Mistaken.MERGE),
        ("=", Mistaken.VALUE),
    ],
)  # fmt: skip
def test_what_readers_take_differently_stays_text_and_is_ambiguous(text: str, mistaken: Mistaken) -> None:
    assert read_plain(text) == (text, mistaken)


def test_quoting_keeps_every_character() -> None:
    assert quoted('a"b\\c\nd') == '"a\\"b\\\\c\\nd"'


@pytest.mark.parametrize(
    ("text", "number"), [("0200", "200"), ("1_000", "1000"), ("+5", "5"), ("1e3", None), ("x", None)]
)
def test_a_whole_number_is_recognised_behind_its_spelling(text: str, number: str | None) -> None:
    assert as_number(text) == number
