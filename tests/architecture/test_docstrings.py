"""Every public name says what it is."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Function, Module, modules


def test_every_module_has_a_docstring() -> None:
    assert [module.path for module in modules() if not ast.get_docstring(module.tree)] == []


def test_every_public_class_and_function_has_a_docstring() -> None:
    silent = [f"{module.path}: {name}" for module in modules() for name in _silent(module)]

    assert silent == []


def _silent(module: Module) -> Iterator[str]:
    """Public classes, functions and methods without a docstring; functions inside functions are private."""
    yield from _silent_in(module.tree.body, "")


def _silent_in(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.ClassDef | Function) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and not _is_override(node):
            yield prefix + node.name
        if isinstance(node, ast.ClassDef):
            yield from _silent_in(node.body, f"{prefix}{node.name}.")


def _is_override(node: ast.stmt) -> bool:
    """A declaration whose words stand elsewhere."""
    decorators = getattr(node, "decorator_list", [])
    return any(isinstance(each, ast.Name) and each.id in {"overload", "override"} for each in decorators)
