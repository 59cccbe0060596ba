"""Answers against the documented shape: lenient on extras, strict on what is used."""

from collections.abc import Callable, Mapping

import pytest

from reconciler.errors import ProtocolError, UnknownOutcomeError
from reconciler.wecom.shape import Fields

READ: dict[str, Callable[[Fields], object]] = {
    "text": lambda fields: fields.text("x"),
    "text-or-empty": lambda fields: fields.text("x", ""),
    "number": lambda fields: fields.number("x"),
    "number-or-5": lambda fields: fields.number("x", 5),
    "flag": lambda fields: fields.flag("x"),
    "flag-or-yes": lambda fields: fields.flag("x", default=True),
    "numbers": lambda fields: fields.numbers("x"),
    "texts": lambda fields: fields.texts("x"),
    "texts-required": lambda fields: fields.texts("x", required=True),
    "names": lambda fields: [row.text("name") for row in fields.objects("x")],
    "names-required": lambda fields: fields.objects("x", required=True),
    "nested": lambda fields: fields.nested("x").text("name"),
}


@pytest.mark.parametrize(
    ("how", "values", "found"),
    [
        ("text", {"x": "a"}, "a"),
        ("text", {"x": 5}, "5"),
        ("text-or-empty", {}, ""),
        ("text-or-empty", {"x": None}, ""),
        ("text-or-empty", {"x": ""}, ""),
        ("number", {"x": 5}, 5),
        ("number", {"x": "7"}, 7),
        ("number-or-5", {"x": None}, 5),
        ("flag", {"x": False}, False),
        ("flag", {"x": 1}, True),
        ("flag-or-yes", {}, True),
        ("numbers", {"x": [1, "2"]}, (1, 2)),
        ("numbers", {}, ()),
        ("texts", {"x": None}, ()),
        ("texts", {"x": ["a"]}, ("a",)),
        ("names", {"x": [{"name": "a", "more": 1}]}, ["a"]),
        ("nested", {"x": {"name": "a"}}, "a"),
    ],
)
def test_what_is_near_enough_is_read(how: str, values: Mapping[str, object], found: object) -> None:
    assert READ[how](Fields("/cgi-bin/some/call", values)) == found


@pytest.mark.parametrize(
    ("how", "values", "place"),
    [
        ("text", {}, "x"),
        ("text", {"x": ""}, "x"),
        ("text", {"x": True}, "x"),
        ("text", {"x": ["a"]}, "x"),
        ("number", {"x": "a"}, "x"),
        ("number", {"x": 1.5}, "x"),
        ("number", {"x": True}, "x"),
        ("flag", {}, "x"),
        ("flag", {"x": 2}, "x"),
        ("flag", {"x": "true"}, "x"),
        ("numbers", {"x": {"0": 1}}, "x"),
        ("numbers", {"x": [None]}, "x"),
        ("texts", {"x": "ab"}, "x"),
        ("texts", {"x": ["a", ""]}, "x"),
        ("texts-required", {}, "x"),
        ("names", {"x": ["a"]}, "x[0]"),
        ("names", {"x": [{"name": "a"}, {}]}, "x[1].name"),
        ("names-required", {"x": None}, "x"),
        ("nested", {"x": []}, "x"),
        ("nested", {}, "x.name"),
    ],
)
def test_what_is_not_is_named_with_its_place(how: str, values: Mapping[str, object], place: str) -> None:
    with pytest.raises(ProtocolError) as raised:
        READ[how](Fields("/cgi-bin/some/call", values))

    assert raised.value.endpoint == "/cgi-bin/some/call"
    assert f": {place} should be" in raised.value.what.en


def test_a_write_that_is_answered_oddly_was_carried_out_all_the_same() -> None:
    answer = Fields("/cgi-bin/some/call", {"rows": [{}]}, of_write=True)

    with pytest.raises(UnknownOutcomeError) as raised:
        answer.objects("rows")[0].text("id")

    assert ": rows[0].id should be" in raised.value.what.en
