"""Lines and columns are those an editor shows."""

from pathlib import Path

import pytest

from reconciler.model.finding import Finding, Place, Severity
from reconciler.source.places import Positions, locate
from reconciler.source.tree import Route
from reconciler.text import Text

TEXT = """\
# a comment
kind: group
name: 🎉研发
members:
  - wangwu
  - {user: 赵六六, until: 2026-12-31}
admins: [a, b]
empty:
"""


@pytest.mark.parametrize(
    ("route", "place"),
    [
        ((), (2, 1)),
        (("kind",), (2, 7)),
        (("members",), (4, 1)),
        (("members", 0), (5, 5)),
        (("members", 1, "until"), (6, 24)),
        (("admins",), (7, 9)),
        (("admins", 1), (7, 13)),
        (("empty",), (8, 1)),
        (("absent",), (2, 1)),
        (("members", 9), (4, 1)),
        (("kind", "deeper"), (2, 7)),
    ],
)
def test_a_route_leads_to_its_value(route: Route, place: tuple[int, int]) -> None:
    assert Positions(TEXT).of(route) == place


def test_a_key_has_a_place_of_its_own() -> None:
    positions = Positions(TEXT)

    assert (positions.of_key(("members", 1, "until")), positions.of_key(("members", 0))) == ((6, 17), (5, 5))


def test_a_scalar_keeps_its_text() -> None:
    assert Positions("a: 1.10\n").source(("a",)) == "1.10"


@pytest.mark.parametrize("text", ["", "a: [", "a: *b", "[" * 60000, "{" * 5000, "a: &a [*a]"])
def test_what_cannot_be_composed_is_shown_at_its_top(text: str) -> None:
    assert Positions(text).of(("x",)) == (1, 1)


@pytest.mark.parametrize(
    "text",
    ["a: *lost\nb: x\n", "a: &a [*a]\nb: x\n", "a: [&a 1, &a 2, *a]\nb: x\n"],
    ids=["lost", "in-itself", "twice"],
)
def test_an_odd_alias_costs_nothing_else_its_place(text: str) -> None:
    positions = Positions(text)

    assert (positions.of(("b",)), positions.source(("b",))) == ((2, 4), "x")


def _found(file: str, path: Route, line: int = 0) -> Finding:
    word = Text.same("x")
    return Finding("some-rule", Severity.ERROR, Place(file, path, line, line), word, word, word)


def test_findings_are_located_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes("\ufeffkind: x\r\nname: y\r\n".encode())

    located = locate(
        tmp_path,
        [
            _found("b.yaml", ("name",)),
            _found("b.yaml", ("kind",)),
            _found("gone.yaml", ("a",)),
            _found("a.yaml", (), 7),
        ],
    )

    assert [(one.place.file, one.place.line, one.place.column) for one in located] == [
        ("a.yaml", 7, 7),
        ("b.yaml", 1, 7),
        ("b.yaml", 2, 7),
        ("gone.yaml", 1, 1),
    ]
