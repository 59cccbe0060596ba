"""However a company is written, the difference between two ways of writing it is empty."""

import json
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.delegation.difference import difference
from reconciler.source.notation import is_plain
from reconciler.source.stated import state
from tests.delegation.worlds import FILES, stated

SETS: Final = frozenset({"admins", "members", "except", "delegates", "delegates_may", "groups", "people", "entries"})
FOLDERS: Final = ("", "a/", "销售部/华东 区/", "x/y/z/")
COMMENTS: Final = ("", "", "  # 备注", " # x: [")


def written(draw: st.DrawFn, value: Any) -> str:
    """A value in brackets, with whichever quotes."""
    if isinstance(value, dict):
        inside = [f"{scalar(draw, name)}: {written(draw, each)}" for name, each in reordered(draw, value)]
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(draw, each) for each in value) + "]"
    return scalar(draw, value) if isinstance(value, str) else json.dumps(value)


def scalar(draw: st.DrawFn, word: str) -> str:
    """A word without quotes where that means the same, or with either kind."""
    ways = [json.dumps(word, ensure_ascii=False)]
    if "\n" not in word:
        ways.append("'" + word.replace("'", "''") + "'")
    if is_plain(word) and not set(word) & set(",[]{}"):
        ways.append(word)
    return draw(st.sampled_from(ways))


def reordered(draw: st.DrawFn, tree: dict[str, Any]) -> list[tuple[str, Any]]:
    """The entries of a map in any order, and those of lists that are sets."""
    entries = draw(st.permutations(sorted(tree.items(), key=lambda entry: entry[0])))
    return [
        (name, draw(st.permutations(value)) if name in SETS and isinstance(value, list) else value)
        for name, value in entries
    ]


@st.composite
def rewritten(draw: st.DrawFn) -> dict[str, str]:
    """The company of `worlds`, every file written anew and anywhere."""
    files = {}
    for number, document in enumerate(stated()):
        lines = [
            f"{scalar(draw, name)}: {written(draw, value)}{draw(st.sampled_from(COMMENTS))}"
            for name, value in reordered(draw, document.tree or {})
        ]
        files[f"{draw(st.sampled_from(FOLDERS))}{number}.yaml"] = "\n".join(lines) + "\n"
    return files


@pytest.mark.clause("A5")
@settings(max_examples=60)
@given(rewritten())
def test_a_company_written_otherwise_is_the_same_company(files: dict[str, str]) -> None:
    after = tuple(state(file, text.encode()) for file, text in files.items())

    assert len(after) == len(FILES)
    assert [each.file for each in after if each.tree is None] == []
    assert difference(stated(), after) == difference(after, stated()) == ()
