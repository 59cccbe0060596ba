"""A module has one noun, a function one job; size is how that is noticed."""

import ast
import io
import tokenize

from tests.architecture.sources import Function, Module, docstrings, modules

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {module.path: module.text.count("\n") for module in modules()}

    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    """Lines with code in the body; docstring, comments, blank lines and functions within count elsewhere or not."""
    lengths = {
        f"{module.path}: {name}": length for module in modules() for name, length in _lengths(module) if name != ""
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def _lengths(module: Module) -> list[tuple[str, int]]:
    code = _lines_with_code(module.text)
    said = docstrings(module.tree)
    return [(name, len(code & _body_lines(function, said))) for name, function in module.functions()]


def _lines_with_code(text: str) -> set[int]:
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines


def _body_lines(function: Function, said: set[int]) -> set[int]:
    lines: set[int] = set()
    for statement in function.body:
        if not (isinstance(statement, ast.Expr) and id(statement.value) in said):
            lines |= _span(statement)
    for node in ast.walk(function):
        if isinstance(node, Function | ast.ClassDef) and node is not function:
            lines -= _span(node)
    return lines


def _span(node: ast.stmt) -> set[int]:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return set(range(first, (node.end_lineno or node.lineno) + 1))
