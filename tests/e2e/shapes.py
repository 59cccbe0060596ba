"""What commands print with `--json` has the shape that schemas/ documents, in every test that runs one."""

import json
from functools import cache
from typing import Any

import jsonschema_rs

from reconciler.source.schema import schema_folder


def check_shape(out: str) -> None:
    """Raises: ValidationError where what was printed is of a documented kind and has another shape."""
    told = json.loads(out)
    gate = _gates().get(told.get("kind", ""))
    if gate is not None:
        gate.validate(told)


def kinds_with_a_schema() -> frozenset[str]:
    """Every kind that schemas/ speaks of."""
    return frozenset(_gates())


@cache
def _gates() -> dict[str, Any]:
    """By kind; a schema of several kinds stands for each of them."""
    gates: dict[str, Any] = {}
    for path in schema_folder().glob("*.schema.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        shapes = [schema, *schema.get("$defs", {}).values()]
        words = [each["properties"]["kind"] for each in shapes if "kind" in each.get("properties", {})]
        kinds = [kind for word in words for kind in word.get("enum", [word.get("const")])]
        gates |= {kind: jsonschema_rs.validator_for(schema) for kind in kinds if kind}
    return gates
