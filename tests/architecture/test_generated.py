"""What the documents say of fields and capabilities is what the schemas and the table say."""

import json

from tests.architecture.generated import (
    CAPABILITY_TABLE,
    CODEOWNERS,
    GROUPS,
    capability_document,
    codeowners_document,
    groups_document,
)
from tests.architecture.sources import ROOT

_NOT_DESIRED_STATE = {
    "adoption",
    "approvals",
    "plan",
    "post",
    "revocation",
    "snapshot",
    "steps",
    "findings",
    "cases",
    "checkup",
    "statistics",
    "edit",
    "request",
    "drift-edits",
    "diff",
    "consent",
}


def test_every_field_is_documented_as_its_schema_says() -> None:
    assert GROUPS.read_text(encoding="utf-8") == groups_document(), "run: make docs"


def test_the_capability_table_is_the_one_in_the_code() -> None:
    assert CAPABILITY_TABLE.read_text(encoding="utf-8") == capability_document(), "run: make docs"


def test_the_owners_of_the_example_are_those_its_documents_name() -> None:
    assert CODEOWNERS.read_text(encoding="utf-8") == codeowners_document(), "run: make docs"


def test_every_kind_of_document_has_its_table() -> None:
    text = GROUPS.read_text(encoding="utf-8")
    kinds = {
        path.name.removesuffix(".schema.json")
        for path in (ROOT / "schemas").glob("*.schema.json")
        if "kind" in json.loads(path.read_text(encoding="utf-8")).get("properties", {})
    }

    assert {kind for kind in kinds - _NOT_DESIRED_STATE if f"<!-- fields: {kind} -->" not in text} == set()
