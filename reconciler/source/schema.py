"""The JSON Schemas: which there are, the fast yes or no, and what they ask of a place."""

import functools
import json
from pathlib import Path
from typing import Any, Final

import jsonschema_rs

from reconciler.errors import SourceError
from reconciler.source.decode import FORBIDDEN
from reconciler.text import Text

Schema = dict[str, Any]

FILES: Final[dict[str, str]] = {
    "activity": "activity",
    "case": "case",
    "company": "company",
    "department": "department",
    "group": "group",
    "notice": "notice",
    "override": "overrides",
    "profile": "profile",
    "ruleset": "ruleset",
    "sanction": "sanction",
    "task": "task",
    "waiver": "waivers",
}
CASE: Final = "case"
KINDS: Final = tuple(sorted(FILES.keys() - {CASE}))  # what a company is made of
PLAIN_DEFINITIONS: Final = frozenset({"#/$defs/date", "#/$defs/clock", "#/$defs/moment"})


def schema_folder() -> Path:
    """Where the schemas are: packaged in a wheel, else in the repository. Raises: SourceError if nowhere."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "schemas", here.parents[2] / "schemas"):
        if (folder / "group.schema.json").is_file():
            return folder
    raise SourceError(
        Text("找不到 JSON Schema 文件。", "The JSON Schemas are nowhere to be found."),
        Text("重新安装 wecom-reconciler。", "Install wecom-reconciler again."),
    )


@functools.cache
def schema_of(kind: str) -> Schema:
    """The schema of a kind, one of `FILES`."""
    path = schema_folder() / f"{FILES[kind]}.schema.json"
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


@functools.cache
def gate_of(kind: str) -> Any:
    """The compiled validator of a kind; `.is_valid(tree)` costs about 0.02 ms."""
    return jsonschema_rs.validator_for(schema_of(kind), validate_formats=True)


@functools.lru_cache(maxsize=4096)
def asked_at(kind: str, shape: tuple[str | int, ...]) -> tuple[Schema, bool] | None:
    """What the schema asks of a place, with references followed, and whether it is a date, a clock time or both.

    Args:
        kind: one of `FILES`.
        shape: the route, 0 for every index of a list.

    Returns: None where the schema does not know the place.
    """
    root = schema_of(kind)
    here, is_plain = _follow(root, root)
    for step in shape:
        if isinstance(step, int):
            below: Any = here.get("items")
        else:
            below = here.get("properties", {}).get(step, here.get("additionalProperties"))
        if not isinstance(below, dict):
            return None
        here, is_plain = _follow(root, below)
    return here, is_plain


def is_accepted(kind: str, shape: tuple[str | int, ...], words: str, *, as_key: bool = False) -> bool:
    """Whether a text may stand at a place that takes a text of its own, or as a key of the mapping there."""
    asked = asked_at(kind, shape)
    if asked is None or FORBIDDEN.search(words) or not words.isprintable():
        return False
    schema = asked[0]["propertyNames"] if as_key else {key: said for key, said in asked[0].items() if key != "$ref"}
    return bool(jsonschema_rs.validator_for(schema, validate_formats=True).is_valid(words))


def asked_for(kind: str, route: tuple[str | int, ...]) -> tuple[Schema, bool] | None:
    """As `asked_at`, for a route with its indices."""
    return asked_at(kind, tuple(0 if isinstance(step, int) else step for step in route))


def _follow(root: Schema, schema: Schema) -> tuple[Schema, bool]:
    name = schema.get("$ref")
    if name is None:
        return schema, False
    target: Schema = root["$defs"][name.rpartition("/")[2]]
    return {**target, **schema}, name in PLAIN_DEFINITIONS


def words_of(schema: Schema) -> Text:
    """The description of a property in both languages, without the full stops. Descriptions are “中文。 English.”."""
    zh, _, en = str(schema.get("description", "")).partition("。 ")
    return Text(zh, en.removesuffix("."))


def is_required(kind: str, route: tuple[str | int, ...]) -> bool:
    """Whether the place at the end of a route must be there, so that deleting it mends nothing."""
    above = asked_for(kind, route[:-1]) if route else None
    return above is not None and route[-1] in above[0].get("required", ())
