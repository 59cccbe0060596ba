"""A release: its part of the changelog, its build, and what its jobs may."""

import subprocess
from typing import Any

import pytest
import yaml

from tests.e2e.town import ROOT

WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))
CHANGELOG = """\
# Changelog

## [Unreleased]

- later

## [1.2.0] - 2026-11-27

### Added

- two

## [1.2.0-rc.1]

## [1x2x0]

- a dot is a dot

[1.2.0]: https://example.com
"""


def section(version: str, text: str = CHANGELOG) -> subprocess.CompletedProcess[str]:
    script = ROOT / ".ci" / "changelog-section"
    return subprocess.run(["sh", script, version], input=text, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("1.2.0", "### Added\n\n- two\n"),
        ("Unreleased", "- later\n"),
        ("1x2x0", "- a dot is a dot\n"),
    ],
)
def test_the_part_of_one_version_is_printed(version: str, words: str) -> None:
    done = section(version)

    assert (done.returncode, done.stdout) == (0, words)


@pytest.mark.parametrize("version", ["1.2", "1.2.0-rc.1", "2.0.0", "1.2.0]", ".*"])
def test_a_version_without_words_fails(version: str) -> None:
    done = section(version)

    assert (done.returncode, done.stdout) == (1, "")


def test_our_own_changelog_has_a_part_to_print() -> None:
    assert section("Unreleased", (ROOT / "CHANGELOG.md").read_text("utf-8")).returncode == 0


def test_only_tags_release_and_no_secret_is_stored() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")

    assert WORKFLOW[True] == {"push": {"tags": ["v*"]}}
    assert "secrets." not in text


def test_what_runs_our_code_may_nothing_and_what_may_something_runs_none_of_it() -> None:
    jobs = WORKFLOW["jobs"]
    powerful = {name for name, job in jobs.items() if "write" in job["permissions"].values()}

    assert powerful == set(jobs) - {"build"}
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert all(jobs[name]["environment"] == "release" for name in powerful)
    assert not any("checkout" in str(step.get("uses")) for name in powerful for step in jobs[name]["steps"])


def test_nothing_is_published_before_it_is_tested_and_attested() -> None:
    steps = [step.get("run", "") for step in WORKFLOW["jobs"]["build"]["steps"]]

    assert [name for name, job in WORKFLOW["jobs"].items() if job.get("needs") == "attest"] == ["release", "pypi"]
    assert WORKFLOW["jobs"]["attest"]["needs"] == "build"
    assert steps.index("bash .ci/run") < next(i for i, words in enumerate(steps) if "-m build" in words)
