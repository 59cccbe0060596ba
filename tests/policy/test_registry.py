"""Rules are found in their folders, and each is whole."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reconciler.errors import InternalError
from reconciler.policy import all_rules, checks, detectors, registry, rule_named

CLAUSE = re.compile(r"[A-I][0-9]+(?:\.[0-9]+)*")
CJK = re.compile(r"[\u4e00-\u9fff]")
PACKAGES = tuple(Path(str(package.__file__)).parent for package in (checks, detectors))


def test_every_file_is_a_rule_and_every_rule_a_file() -> None:
    files = {path.stem for folder in PACKAGES for path in folder.glob("*.py") if path.stem != "__init__"}

    assert {rule.id.replace("-", "_") for rule in all_rules()} == files


def test_rules_come_sorted_and_are_found_by_name() -> None:
    ids = [rule.id for rule in all_rules()]

    assert ids == sorted(set(ids))
    assert [rule_named(rule_id) for rule_id in ids] == list(all_rules())
    assert rule_named("no-such-rule") is None


def test_every_rule_cites_clauses_and_says_everything_in_both_languages() -> None:
    for rule in all_rules():
        assert rule.clauses, rule.id
        assert all(CLAUSE.fullmatch(clause) for clause in rule.clauses), rule.id
        for words in (rule.title, rule.why, rule.remedy):
            assert CJK.search(words.zh), rule.id
            assert words.en, rule.id
        assert rule.why.zh.endswith("。"), rule.id
        assert rule.remedy.zh.endswith("。"), rule.id
        assert rule.why.en.endswith("."), rule.id
        assert rule.remedy.en.endswith("."), rule.id


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in place of the one with the checks."""
    package = ModuleType("lonely")
    package.__path__ = [str(tmp_path)]
    monkeypatch.setitem(sys.modules, "lonely", package)
    monkeypatch.setattr(registry, "checks", package)
    all_rules.cache_clear()
    yield tmp_path
    all_rules.cache_clear()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("empty_file", "", id="no-rule"),
        pytest.param("no_rule_at_all", "RULE = 1\n", id="not-a-rule"),
        pytest.param(
            "other_name", "from reconciler.policy.checks.name_length import RULE as RULE\n", id="named-differently"
        ),
    ],
)
def test_a_malformed_rule_file_is_a_bug_of_ours(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.py").write_text(text)

    with pytest.raises(InternalError, match=name):
        all_rules()
