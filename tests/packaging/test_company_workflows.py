"""What `init` puts into a company's repository is our own, with the tool pinned, and passes the same checks."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from reconciler.cli.packaged import document_schemas, own_workflows
from reconciler.cli.tool_pin import pin_in, pin_of
from reconciler.render.setup.company_workflows import company_workflows
from reconciler.render.setup.issue_forms import issue_forms
from reconciler.source.schema import FILES
from tests.e2e.town import ROOT
from tests.packaging.company_repository import TOOL

BIN = Path(sys.executable).parent
PIN = pin_of(TOOL)
assert PIN is not None
MADE = company_workflows(own_workflows(), PIN)


def tree(text: str) -> Any:
    return yaml.safe_load(text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("company")
    for path, text in {**MADE, **issue_forms()}.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, "utf-8")
    return top


def test_every_workflow_that_works_on_documents_is_there() -> None:
    ours = {path.name for path in (ROOT / ".github" / "workflows").glob("*.yml")} - {"ci.yml", "release.yml"}

    assert {path.rpartition("/")[2] for path in MADE} == ours


@pytest.mark.parametrize("path", MADE)
def test_it_is_ours_with_the_tool_pinned_and_nothing_else(path: str) -> None:
    ours = (ROOT / path).read_text("utf-8")

    assert tree(MADE[path].replace(f"uses: {TOOL}", "uses: ./")) == tree(ours)
    assert MADE[path].count(TOOL) == ours.count("uses: ./\n") > 0
    assert pin_in(MADE[path]) == PIN


@pytest.mark.parametrize("path", MADE)
def test_it_needs_nothing_of_the_tool_that_the_company_has_not_checked_out(path: str) -> None:
    scripts = [step.get("run", "") for job in tree(MADE[path])["jobs"].values() for step in job["steps"]]

    assert "./" not in "".join(str(step) for step in scripts)
    assert [words for words in scripts if ".ci/" in words or "pip" in words.split() or "make" in words.split()] == []


def test_zizmor_as_auditor_finds_nothing(folder: Path) -> None:
    words: list[str | Path] = [BIN / "zizmor", "--offline", "--no-config", "--persona", "auditor", folder]

    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr


def test_the_vendored_schema_finds_nothing(folder: Path) -> None:
    files = sorted((folder / ".github" / "workflows").glob("*.yml"))
    words: list[str | Path] = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files]

    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stdout + done.stderr


def test_editors_get_the_schema_of_every_kind() -> None:
    assert set(document_schemas()) == {f"{file}.schema.json" for file in FILES.values()}
