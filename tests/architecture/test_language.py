"""Chinese sentences use full-width punctuation."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.architecture.sources import ROOT, Module, docstrings, dotted, modules

_CJK = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_HALF_WIDTH = re.compile(rf"{_CJK}[,:;?!()]|[,:;?!()]{_CJK}")
_CODE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|<!--.*?-->", re.DOTALL)

# Not sentences but YAML as it has to be typed.
ALLOWED = ("“键: 值”",)

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if path.is_file()
)


def test_sentences_of_the_package_use_full_width_punctuation() -> None:
    found = [
        f"{module.path}:{line}: {words}"
        for module in modules()
        for line, words in _strings(module)
        if _HALF_WIDTH.search(words)
    ]

    assert found == []


def test_templates_of_the_package_use_full_width_punctuation() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {match.group()}"
        for path in sorted((ROOT / "reconciler").rglob("*.jinja"))
        for match in _HALF_WIDTH.finditer(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "\0", path.read_text(encoding="utf-8")))
    ]

    assert found == []


def test_the_example_company_uses_full_width_punctuation() -> None:
    files = [path for path in sorted((ROOT / "groups").rglob("*.yaml")) if ".simulator" not in path.parts]
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {match.group()} in {words[:60]!r}"
        for path in files
        for words in _scalars(path)
        for match in _HALF_WIDTH.finditer(words)
    ]

    assert found == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_use_full_width_punctuation(document: str) -> None:
    text = _CODE.sub("\0", (ROOT / document).read_text(encoding="utf-8"))

    assert [line for line in text.splitlines() if _HALF_WIDTH.search(line) and _is_chinese(line)] == []


def _is_chinese(line: str) -> bool:
    """Whether a line is more Chinese than English: English may quote Chinese labels in half-width parentheses."""
    return 2 * len(re.findall(_CJK, line)) > len(re.findall("[A-Za-z]", line))


def _strings(module: Module) -> Iterator[tuple[int, str]]:
    """String literals but for docstrings, English sentences and code; what an f-string fills in stands as NUL."""
    passed = docstrings(module.tree) | _english(module.tree) | _code(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
        words = _literal(node)
        if words is not None and id(node) not in passed:
            yield getattr(node, "lineno", 0), words


def _literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        words = "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = node.value
    else:
        return None
    for each in ALLOWED:
        words = words.replace(each, "\0")
    return words


def _english(tree: ast.AST) -> set[int]:
    """Identities of what follows a Chinese half: English may quote Chinese labels in half-width parentheses."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            halves = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.Tuple):
            halves = node.elts
        else:
            continue
        for before, after in itertools.pairwise(halves):
            if re.search(_CJK, _literal(before) or "") and _literal(after) is not None:
                found |= {id(part) for part in ast.walk(after)}
    return found


def _code(tree: ast.AST) -> set[int]:
    """Identities of what is no sentence: regular expressions, and a rule's examples in YAML."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            parts = [keyword.value for keyword in node.keywords if keyword.arg in {"good", "bad"}]
            parts += node.args if dotted(node.func).startswith("re.") else []
            found |= {id(part) for each in parts for part in ast.walk(each)}
    return found


def _scalars(path: Path) -> Iterator[str]:
    """Every scalar of a YAML file, as text."""
    for event in yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            yield event.value
