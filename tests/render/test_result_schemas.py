"""Every kind of JSON that a command prints has its schema; real outputs are held to them in tests/e2e/shapes.py."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.e2e.shapes import kinds_with_a_schema

ROOT = Path(__file__).parents[2]
PRINTED = re.compile(r'"kind": "([a-z-]+)"')
BOTH = re.compile(r"^[^\n]*[\u4e00-\u9fff][^\n]*。 [A-Za-z][^\n]*\.$")
# Tables of the product itself, and what one workflow of ours hands to the next.
WITHOUT = {"capabilities", "clauses", "explanations", "external", "pending", "trouble"}


def test_every_kind_that_is_printed_has_a_schema() -> None:
    files = [*(ROOT / "reconciler" / "render").rglob("*.py"), *(ROOT / "reconciler" / "cli").rglob("*.py")]

    printed = {kind for file in files for kind in PRINTED.findall(file.read_text(encoding="utf-8"))}

    assert printed - kinds_with_a_schema() == WITHOUT


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        yield path, schema
        for name, below in schema.items():
            yield from parts(below, f"{path}/{name}")


@pytest.mark.parametrize("name", ["adoption", "apply", "ledger"])
def test_results_are_closed_and_described_in_both_languages(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator.check_schema(schema)
    opened = [path for path, part in parts(schema) if "properties" in part and "additionalProperties" not in part]
    silent = [
        f"{path}/{key}"
        for path, part in parts(schema)
        for key, below in part.get("properties", {}).items()
        if isinstance(below, dict) and "$ref" not in below and not path.endswith(("/counts", "/properties"))
        if not BOTH.match(below.get("description", ""))
    ]

    assert (opened, silent) == ([], [])
    assert BOTH.match(schema["title"])
    assert BOTH.match(schema["description"])
