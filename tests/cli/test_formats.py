"""What is printed and what its schema says are of one version."""

from pathlib import Path

import pytest

from reconciler.cli.formats import formats, says_version
from reconciler.source.schema import schema_folder

READ_ONLY = {"approvals"}  # written by others: the version that we read stands in its schema alone


def test_every_schema_with_a_version_is_known() -> None:
    versioned = {
        path.name.removesuffix(".schema.json")
        for path in schema_folder().glob("*.schema.json")
        if '"format_version"' in path.read_text(encoding="utf-8")
    }

    assert set(formats()) == versioned - READ_ONLY


@pytest.mark.parametrize("name", sorted(formats()))
def test_code_and_schema_agree(name: str) -> None:
    assert says_version(schema_folder() / f"{name}.schema.json", formats()[name])


@pytest.mark.parametrize("text", ['{"format_version": {"const": 2}}', "{}", "nonsense"])
def test_another_version_or_none_is_seen(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")

    assert not says_version(tmp_path / "x.json", 1)
