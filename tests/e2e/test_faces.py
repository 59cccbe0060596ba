"""`validate --format`: the same findings in every face, and files named as a code host names them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.town import Town, in_process
from tests.render.test_annotations import read_back

FACES = ("text", "json", "sarif", "github", "markdown")
BROKEN = (
    "\ufeffkind: group\r\nkey: x  # 注释 😀\r\ntype: app\r\n"
    "name: 研发\r\nowner: ann\r\ndrift: maybe\r\nadmin: [bob]\r\n"
)


@pytest.fixture
def root(town: Callable[..., Town]) -> Path:
    made = town()
    made.write("研发 部/x.yaml", BROKEN)
    return made.root


def validated(root: Path, face: str) -> str:
    ran = in_process("validate", "--root", str(root), "--format", face)
    assert ran.code == 1
    return ran.out


def test_every_face_has_the_same_findings(root: Path) -> None:
    told = {
        (found["rule"], found["file"], found["line"], found["column"])
        for found in json.loads(validated(root, "json"))["findings"]
    }

    sarif = json.loads(validated(root, "sarif"))["runs"][0]["results"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in sarif]
    github = [read_back(line) for line in validated(root, "github").splitlines() if line.startswith("::")]
    text, markdown = validated(root, "text"), validated(root, "markdown")
    places = {(rule, line, column) for rule, _, line, column in told}
    assert {rule for rule, *_ in told} >= {"not-a-choice", "unknown-property"}
    assert {
        (result["ruleId"], region["startLine"], region["startColumn"])
        for result, region in zip(sarif, regions, strict=True)
    } == places
    assert {(each["title"].split()[0], int(each["line"]), int(each["col"])) for _, each, _ in github} == places
    assert all(f"{file}:{line}:{column}" in text for _, file, line, column in told)
    assert set(re.findall(r"`(\d+):(\d+)` `([a-z-]+)`", markdown)) == {(str(li), str(co), ru) for ru, li, co in places}


def test_json_is_the_same_by_both_flags(root: Path) -> None:
    assert in_process("validate", "--root", str(root), "--json").out == validated(root, "json")


def test_files_are_named_from_the_repository_on(root: Path) -> None:
    (root.parent / ".git").mkdir()

    results = json.loads(validated(root, "sarif"))["runs"][0]["results"]
    annotated = validated(root, "github")

    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert f"{root.name}/%E7%A0%94%E5%8F%91%20%E9%83%A8/x.yaml" in uris
    assert {uri.partition("/")[0] for uri in uris} == {root.name}
    assert f"file={root.name}/研发 部/x.yaml," in annotated


def test_files_are_named_from_the_working_directory_on_without_a_repository(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)

    assert f"file={root.name}/研发 部/x.yaml," in validated(root, "github")


@pytest.mark.parametrize("face", FACES)
def test_a_clean_company_is_clean_in_every_face(face: str, town: Callable[..., Town]) -> None:
    ran = in_process("validate", "--root", str(town().root), "--format", face)

    assert ran.code == 0
    assert "::error" not in ran.out
