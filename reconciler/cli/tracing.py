"""Clause → rules, features and tests: what carries each clause out and what proves it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

import reconciler
from reconciler.model.clause import Trace
from reconciler.model.clauses import CLAUSES
from reconciler.model.clauses.features import FEATURES
from reconciler.policy import all_rules

CASES = "tests/cases/policy"

Proofs = dict[str, list[str]]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def trace_clauses(root: Path | None = None) -> tuple[Trace, ...]:
    """Every clause in the order of the documents.

    Args:
        root: the repository; by default the one this package lies in, if it does.
    """
    home = repository() if root is None else root
    proofs = None if home is None else _together(proofs_in(home), cases_in(home))
    rules = all_rules()
    traces = []
    for clause in CLAUSES:
        cited = tuple(rule.id for rule in rules if clause.id in rule.clauses)
        tests = None if proofs is None else tuple(proofs.get(clause.id, ()))
        features = tuple(feature for feature in FEATURES if clause.id in feature.clauses)
        traces.append(Trace(clause, cited, features, tests))
    return tuple(traces)


def repository() -> Path | None:
    """The repository that this package lies in; None where it is installed without its tests."""
    root = Path(reconciler.__file__).resolve().parents[1]
    return root if (root / "tests" / "architecture" / "test_clauses.py").is_file() else None


def proofs_in(root: Path) -> Proofs:
    """Node ids of the tests that are marked with `pytest.mark.clause`, by clause, in the order of their files."""
    proofs: Proofs = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.clause(" not in text:
            continue
        file = path.relative_to(root).as_posix()
        for name, clauses in _marked(ast.parse(text)):
            for clause in clauses:
                proofs.setdefault(clause, []).append(f"{file}::{name}" if name else file)
    return {clause: list(dict.fromkeys(tests)) for clause, tests in proofs.items()}


def _marked(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Marks of tests, and of the whole module (under an empty name): `pytestmark`, tables of parameters."""
    for statement in tree.body:
        if isinstance(statement, Definition):
            yield from _of_definition(statement, "")
        else:
            yield "", _ids(statement)


def _of_definition(node: Definition, prefix: str) -> Iterator[tuple[str, list[str]]]:
    name = prefix + node.name
    yield name, [each for decorator in node.decorator_list for each in _ids(decorator)]
    if isinstance(node, ast.ClassDef):
        for child in node.body:
            if isinstance(child, Definition):
                yield from _of_definition(child, f"{name}::")


def _ids(tree: ast.AST) -> list[str]:
    return [
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clause"
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def cases_in(root: Path) -> Proofs:
    """Files of the policy's cases by the clauses that their heads name, in the order of the files."""
    proofs: Proofs = {}
    for path in sorted((root / CASES).glob("*/*/*.yaml")):
        head = yaml.load(_head(path), Loader=yaml.CSafeLoader)
        for clause in head.get("clauses", ()) if isinstance(head, dict) else ():
            proofs.setdefault(clause, []).append(path.relative_to(root).as_posix())
    return proofs


def _head(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n---")[0]


def _together(*several: Proofs) -> Proofs:
    clauses = dict.fromkeys(clause for proofs in several for clause in proofs)
    return {clause: [test for proofs in several for test in proofs.get(clause, ())] for clause in clauses}
