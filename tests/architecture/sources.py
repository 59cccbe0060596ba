"""The package's modules, read once: path, text and syntax tree."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = ROOT / "reconciler"
PURE: Final = ("model", "planning", "policy", "render", "resolve")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A module; `path` is relative to the package, in posix form."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The folder directly below `reconciler/`, empty for a module at the top."""
        first, slash, _ = self.path.partition("/")
        return first if slash else ""

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Every function with its dotted name, nested ones too."""
        yield from _functions(self.tree, "")


@functools.cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, by path."""
    return tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")))


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(PACKAGE).as_posix(), text, ast.parse(text))


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield prefix + child.name, child
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        else:
            yield from _functions(child, prefix)


def imported(tree: ast.AST) -> set[str]:
    """Top-level names of everything a tree imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def docstrings(tree: ast.AST) -> set[int]:
    """Identities of the constants that are docstrings."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                found.add(id(first.value))
    return found


def dotted(node: ast.AST) -> str:
    """`os.environ` for the tree of that expression, empty for anything but names and attributes."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""
