"""CODEOWNERS as GitHub reads it."""

import pytest

from reconciler.model.ownership import OwnedPath, Ownership
from reconciler.render.setup.codeowners import codeowners, pattern


def rules(*paths: OwnedPath, below: str = "groups/") -> list[str]:
    made = codeowners(Ownership((OwnedPath("", ("gov",)), *paths), ("@org/it",)), below)
    return [line for line in made.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        pytest.param("a/销售部/华东.yaml", "/a/销售部/华东.yaml", id="chinese-names-as-they-are"),
        pytest.param("a/b c.yaml", "/a/b\\ c.yaml", id="a-space-is-escaped"),
        pytest.param("#a/x#1.yaml", "/?a/x?1.yaml", id="a-number-sign"),
        pytest.param("a/[b].yaml", "/a/?b?.yaml", id="brackets"),
        pytest.param("!a/b!.yaml", "/?a/b?.yaml", id="an-exclamation-mark"),
        pytest.param("a\\ b/c.yaml", "/a?\\ b/c.yaml", id="a-backslash"),
        pytest.param("a/*?.yaml", "/a/??.yaml", id="wildcards"),
        pytest.param("a\n* @eve\t/b.yaml", "/a??\\ @eve?/b.yaml", id="no-name-begins-a-line-of-its-own"),
    ],
)
def test_a_path_becomes_a_pattern_that_fits_it(path: str, written: str) -> None:
    assert pattern(path) == written


def test_exact_files_come_after_loose_ones_and_both_after_folders() -> None:
    paths = (OwnedPath("ax.yaml", ("x",)), OwnedPath("a#.yaml", ("y",)), OwnedPath("z/", ("z",)))

    assert rules(*paths) == [
        "/groups/ @gov",
        "/.github/ @org/it",
        "/groups/z/ @z",
        "/groups/a?.yaml @y",
        "/groups/ax.yaml @x",
    ]


def test_a_root_that_is_the_repository_owns_everything() -> None:
    assert rules(OwnedPath("a.yaml", ("ann@example.com",)), below="") == [
        "* @gov",
        "/.github/ @org/it",
        "/a.yaml ann@example.com",
    ]
