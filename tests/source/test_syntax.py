"""What libyaml says, said to people."""

import pytest

from reconciler.source.document import read_document


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('a: "x\nb: 1\n', (1, 4), "quotation mark"),
        ("a: x: y\n", (1, 5), "colon"),
        ("a: 1\n  b: 2\n", (2, 4), "colon"),
        ("a: - b\n", (1, 4), "list item"),
        ("a: @x\n", (1, 4), "cannot begin"),
        ("a: `x`\n", (1, 4), "cannot begin"),
        ('a: "\\q"\n', (1, 5), "backslash"),
        ("a: [1, 2\n", (1, 9), "square brackets"),
        ("a: [1, 2", (1, 9), "square brackets"),
        ("a: {b: 1\nc: 2\n", (2, 2), "braces"),
        ("a: ]\n", (1, 4), "value is expected"),
        ("x:\n  - a\n  b: 1\n", (3, 3), "not an item"),
        ("a: 1\n- b\n", (2, 1), "neighbours"),
        ("a: |x\n  b\n", (1, 5), "Nothing may follow"),
        ("a: 1\n...\nb: 2\n", (3, 1), "after “...”"),
        ("a: *\n", (1, 5), "name is missing"),
        ("%FOO\n---\na: 1\n", (1, 5), "begins with %"),
        ("a: !x!y z\n", (1, 4), "begins with !"),
        ("a: 1\nb：2\nc: 3\n", (2, 2), "full-width colon"),
        ("a: 1\nlabels：\n  b: 3\n", (2, 7), "full-width colon"),
    ],
)
def test_syntax_errors_are_translated_and_keep_their_place(text: str, place: tuple[int, int], what: str) -> None:
    (finding,) = read_document("f.yaml", text.encode()).findings

    assert (finding.rule, (finding.place.line, finding.place.column)) == ("yaml-syntax", place)
    assert what in finding.what.en


def test_a_full_width_colon_inside_a_text_is_no_mistake() -> None:
    assert not read_document("f.yaml", "a: 发布：周四\n".encode()).findings
