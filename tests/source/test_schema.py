"""The schemas themselves: closed, described in both languages, and every form has its words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reconciler.source.forms import FORMS, fits
from reconciler.source.schema import FILES, asked_for, schema_folder, schema_of

_BOTH = re.compile(r"^[^\n]*[\u4e00-\u9fff][^\n]*。 [A-Z][^\n]*\.$")


def _parts(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for name, below in schema.items():
            yield from _parts(below, f"{path}/{name}")
    elif isinstance(schema, list):
        for index, below in enumerate(schema):
            yield from _parts(below, f"{path}/{index}")


@pytest.mark.parametrize("kind", sorted(FILES))
def test_schemas_are_valid_and_usable_alone(kind: str) -> None:
    schema = schema_of(kind)

    jsonschema.Draft202012Validator.check_schema(schema)

    assert schema["$id"] == f"https://wecom-reconciler.github.io/schemas/{FILES[kind]}.schema.json"
    assert {part["$ref"][:8] for _, part in _parts(schema) if "$ref" in part} <= {"#/$defs/"}


@pytest.mark.parametrize("kind", sorted(FILES))
def test_every_object_is_closed_and_every_property_described_in_both_languages(kind: str) -> None:
    schema = schema_of(kind)

    opened = [
        path
        for path, part in _parts(schema)
        if "properties" in part and part.get("type") and "additionalProperties" not in part
    ]
    silent = [
        f"{path}/{name}"
        for path, part in _parts(schema)
        if "properties" in part and not path.endswith("/if")
        for name, below in part["properties"].items()
        if not _BOTH.match(below.get("description", ""))
    ]

    assert (opened, silent) == ([], [])
    assert _BOTH.match(schema["title"])
    assert _BOTH.match(schema["description"])


@pytest.mark.parametrize("kind", sorted(FILES))
def test_every_pattern_has_its_words(kind: str) -> None:
    patterns = {part["pattern"] for _, part in _parts(schema_of(kind)) if isinstance(part.get("pattern"), str)}

    assert patterns <= set(FORMS)


def test_examples_in_the_words_have_the_form_they_explain() -> None:
    wrong = [
        (pattern, example)
        for pattern, words in FORMS.items()
        for example in re.findall("`([^`]+)`", words.en)
        if not fits(pattern, example.strip('"'))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("route", "plain"),
    [(("members", 3, "until"), True), (("review", "last"), True), (("name",), False), (("labels", "x"), False)],
)
def test_the_schema_tells_where_a_date_may_stand_plain(route: tuple[str | int, ...], plain: bool) -> None:
    asked = asked_for("group", route)

    assert asked is not None
    assert asked[1] is plain


@pytest.mark.parametrize("route", [("colour",), ("members", "x"), ("name", 0), ("limits", "x")])
def test_an_unknown_route_is_asked_for_nothing(route: tuple[str | int, ...]) -> None:
    assert asked_for("group", route) is None


def test_the_repositorys_schemas_are_found() -> None:
    files = {
        json.loads(path.read_text(encoding="utf-8"))["$id"] for path in Path(schema_folder()).glob("*.schema.json")
    }

    assert len(files) >= len(FILES)
