"""The version of everything we print or read that has a schema, as the code has it and as the schema says."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

_WHERE: Final = {  # schema → where its number is
    "adoption": "render.adoption_json:ADOPTION_FORMAT",
    "apply": "render.apply_json:APPLY_FORMAT",
    "cases": "render.cases_json:CASES_FORMAT",
    "checkup": "render.checkup_json:CHECKUP_FORMAT",
    "consent": "render.consent_text:FORMAT",
    "diff": "render.field_changes_text:FORMAT",
    "drift-edits": "render.drift_edits:DRIFT_EDITS_FORMAT",
    "edit": "render.edited_json:EDITED_FORMAT",
    "findings": "render.findings_json:FINDINGS_FORMAT",
    "ledger": "render.ledger_text:LEDGER_FORMAT",
    "plan": "model.plan:PLAN_FORMAT",
    "post": "render.posted_json:POST_FORMAT",
    "request": "render.request_json:REQUEST_FORMAT",
    "revocation": "render.revocation_json:REVOCATION_FORMAT",
    "snapshot": "model.snapshot:SNAPSHOT_FORMAT",
    "statistics": "render.statistics_text:STATISTICS_FORMAT",
    "steps": "render.steps_json:STEPS_FORMAT",
}


def formats() -> dict[str, int]:
    """Schema → the version that the code writes."""
    found = {}
    for name, where in _WHERE.items():
        module, number = where.split(":")
        found[name] = int(getattr(import_module(f"reconciler.{module}"), number))
    return found


def says_version(schema: Path, version: int) -> bool:
    """Whether a schema says this version, and no other, wherever it says one; not where it cannot be read."""
    try:
        said = set(_versions(json.loads(schema.read_bytes())))
    except (OSError, ValueError):
        return False
    return said == {version}


def _versions(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict):
        for name, below in tree.items():
            if name == "format_version" and isinstance(below, dict):
                yield below.get("const")
            else:
                yield from _versions(below)
    elif isinstance(tree, list):
        for below in tree:
            yield from _versions(below)
