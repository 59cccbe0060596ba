"""What opens in a spreadsheet does nothing there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.render.rows.export import safe_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")', id="formula"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("  =1", "'  =1", id="behind-blanks"),
        pytest.param("\t=1", "' =1", id="behind-a-tab"),
        pytest.param("'=1", "''=1", id="already-quoted"),
        pytest.param("a=1", "a=1", id="inside"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_cell_is_never_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@given(st.text())
def test_no_text_begins_as_a_formula_or_holds_a_control_character(text: str) -> None:
    cell = safe_cell(text)

    assert not cell.strip().startswith(("=", "+", "-", "@"))
    assert cell.isprintable()
