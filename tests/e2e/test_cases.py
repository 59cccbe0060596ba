"""`validate --cases`: the company's own cases of rules, as people and as programs see them."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.e2e.golden import check_golden
from tests.e2e.town import ROOT, Ran, Town, in_process

SCHEMA = json.loads((ROOT / "schemas" / "cases.schema.json").read_text(encoding="utf-8"))
HEAD = "kind: case\ntitle: {}\nat: 2026-11-23\ndocuments:\n"
GROUP = "  - {kind: group, key: x, type: app, name: 群, owner: ann, members: [{department: lost}], department: rd}\n"
FAILS = (
    HEAD.format("写错的用例") + GROUP + "expect:\n  - {rule: no-such-rule, key: x}\n  - {rule: idle-group, key: x}\n"
)
BROKEN = HEAD.format("坏的用例") + "  - {kind: group, key: x, name: 群}\nexpect: []\n"


def cases(root: Path, *more: str, lang: str = "en") -> Ran:
    return in_process("validate", "--cases", "--root", str(root), *more, lang=lang)


@pytest.fixture
def root(town: Callable[..., Town]) -> Path:
    """A company with a case that fails and one that cannot be run."""
    made = town()
    made.write("profiles/fails.case.yaml", FAILS)
    made.write("profiles/broken.case.yaml", BROKEN)
    return made.root


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_cases_of_the_example_company_pass(lang: str) -> None:
    ran = cases(ROOT / "groups", lang=lang)

    assert (ran.code, ran.err) == (0, "")
    check_golden(f"cases-passed.{lang}.txt", ran.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_failed_case_says_what_is_missing_and_what_came(root: Path, lang: str) -> None:
    ran = cases(root, lang=lang)

    assert ran.code == 1
    check_golden(f"cases-failed.{lang}.txt", ran.out)


def test_json_says_the_same_with_places(root: Path) -> None:
    ran = cases(root, "--json")

    tree = ran.json()
    jsonschema.Draft202012Validator(SCHEMA).validate(tree)
    (failed,) = tree["cases"]
    assert (ran.code, tree["files"], tree["passed"], tree["failed"]) == (1, 2, 0, 1)
    assert [(one["rule"], one["line"], one["column"]) for one in failed["missing"]] == [
        ("no-such-rule", 7, 5),
        ("idle-group", 8, 5),
    ]
    assert ("unknown-department", "x", "department", 5, 102) in {
        (one["finding"]["rule"], one["key"], one["path"], one["finding"]["line"], one["finding"]["column"])
        for one in failed["unexpected"]
    }
    assert {(one["file"], one["rule"]) for one in tree["findings"]} == {
        ("profiles/broken.case.yaml", "missing-property")
    }
    assert cases(root, "--format", "json").out == ran.out


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "没有用例"), ("en", "There are no cases")])
def test_no_case_is_one_sentence(lang: str, phrase: str, town: Callable[..., Town]) -> None:
    ran = cases(town().root, lang=lang)

    assert (ran.code, ran.out.startswith(phrase)) == (0, True)


def test_errors_of_the_company_are_told_because_the_cases_rest_on_it(root: Path) -> None:
    (root / "company.yaml").write_text("kind: company\n", encoding="utf-8")

    ran = cases(root)

    assert ran.code == 1
    assert "company.yaml:1:1" in ran.out


def test_cases_are_no_part_of_the_company(root: Path) -> None:
    assert in_process("validate", "--root", str(root)).code == 0


@pytest.mark.parametrize(
    "more", [("--at", "2026-11-23"), ("--scheduled",), ("--format", "sarif"), ("--simulator", ".")], ids=" ".join
)
def test_what_does_not_go_with_cases_is_a_usage_error(root: Path, more: tuple[str, ...]) -> None:
    ran = cases(root, *more)

    assert (ran.code, ran.out) == (2, "")
    assert ran.says("--cases")
