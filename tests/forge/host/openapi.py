"""Requests held against GitHub's published description: path, query and body.

OpenAPI 3.0 is not JSON Schema: `nullable` is turned into a type, references are resolved, and a query's text is read as
the type that its parameter has. Headers are not described there; the host checks those that matter itself.
"""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from jsonschema import Draft202012Validator

from tests.forge.trim import TRIMMED


def complaints(method: str, path: str, query: str, body: bytes) -> list[str]:
    """What is wrong with a request; empty for a right one."""
    found = route_of(method, path)
    if found is None:
        return [f"{method} {path}: no such route in the description"]
    template, operation = found
    where = f"{method} {template}"
    said = [f"{where}?{each}" for each in _query_complaints(operation, query)]
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if not body:
        return said + ([f"{where}: body is missing"] if operation.get("requestBody", {}).get("required") else [])
    if schema is None:
        return [*said, f"{where}: takes no body"]
    errors = Draft202012Validator(schema).iter_errors(json.loads(body))
    unknown = _unknown(schema, json.loads(body))
    return said + [f"{where}: {error.json_path} {error.message[:200]}" for error in errors] + unknown


def route_of(method: str, path: str) -> tuple[str, Any] | None:
    """The route that a path is for, the one with the most literal parts first."""
    for pattern, template, operations in _routes():
        if method.lower() in operations and pattern.fullmatch(path):
            return template, operations[method.lower()]
    return None


def _unknown(schema: Any, body: Any) -> list[str]:
    """Fields that the description does not know: allowed by it, and a slip of ours all the same."""
    known = schema.get("properties")
    return [f"unknown field {key}" for key in body if key not in known] if known and isinstance(body, dict) else []


def _query_complaints(operation: Any, query: str) -> list[str]:
    known = {each["name"]: each for each in operation.get("parameters", []) if each["in"] == "query"}
    said = []
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            said.append(f"{name}: unknown parameter")
            continue
        schema = known[name]["schema"]
        value = int(text) if schema.get("type") == "integer" and text.isdecimal() else text
        said += [f"{name}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]
    return said


@cache
def _routes() -> list[tuple[re.Pattern[str], str, Any]]:
    description = json.loads(TRIMMED.read_text(encoding="utf-8"))
    routes = []
    for template, operations in description["paths"].items():
        pattern = re.sub(r"\{(\w+)\}", lambda m: "(.+)" if m[1] == "ref" else "([^/]+)", template)
        routes.append((re.compile(pattern), template, _schema(operations, description)))
    return sorted(routes, key=lambda route: -len(re.sub(r"\{\w+\}", "", route[1])))


def _schema(node: Any, description: Any) -> Any:
    if isinstance(node, list):
        return [_schema(each, description) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        _, _, section, name = node["$ref"].split("/")
        return _schema(description["components"][section][name], description)
    made = {key: _schema(value, description) for key, value in node.items() if key != "nullable"}
    if node.get("nullable") is True:
        return {"anyOf": [made, {"type": "null"}]}
    return made
