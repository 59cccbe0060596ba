"""The version of everything we print or read that has a schema, as the code has it and as the schema says."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

_WHERE: Final = {  # schema → where its number is
    "adoption": "render.programs.adoption:ADOPTION_FORMAT",
    "apply": "render.programs.apply:APPLY_FORMAT",
    "cases": "render.programs.cases:CASES_FORMAT",
    "checkup": "render.programs.checkup:CHECKUP_FORMAT",
    "consent": "render.terminal.consent:FORMAT",
    "diff": "render.terminal.field_changes:FORMAT",
    "drift-edits": "render.programs.drift_edits:DRIFT_EDITS_FORMAT",
    "edit": "render.programs.edited:EDITED_FORMAT",
    "findings": "render.programs.findings:FINDINGS_FORMAT",
    "ledger": "render.terminal.ledger:LEDGER_FORMAT",
    "plan": "model.plan:PLAN_FORMAT",
    "post": "render.programs.posted:POST_FORMAT",
    "request": "render.programs.request:REQUEST_FORMAT",
    "revocation": "render.programs.revocation:REVOCATION_FORMAT",
    "snapshot": "model.snapshot:SNAPSHOT_FORMAT",
    "statistics": "render.terminal.statistics:STATISTICS_FORMAT",
    "steps": "render.programs.steps:STEPS_FORMAT",
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
