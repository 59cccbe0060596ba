"""What may happen in one place only, and what nowhere."""

import ast

import pytest

from tests.architecture.sources import PURE, dotted, imported, modules

HTTPX = {"wecom/gateway.py", "forge/session.py", "simulator/transport.py"}
ENVIRONMENT = {"cli/settings.py"}
EVENT_LOOP = {"cli/main.py"}

_ENVIRONMENT_NAMES = {"os.environ", "os.environb", "os.getenv", "os.getenvb", "os.putenv", "os.unsetenv"}
_LOOP_NAMES = {"asyncio.run", "asyncio.Runner", "asyncio.new_event_loop", "anyio.run"}
_CLOCK_CALLS = {"now", "today", "utcnow"}
_PURE_BUILTINS = {"open", "input", "exec", "eval", "__import__"}


def test_httpx_is_imported_only_at_the_seams() -> None:
    users = {module.path for module in modules() if "httpx" in imported(module.tree)}

    assert users <= HTTPX


def test_nothing_else_speaks_http() -> None:
    """So that a test's host sees every request; the simulator's one delivers callbacks."""
    clients = {"http", "urllib3", "requests", "aiohttp"}
    users = {module.path for module in modules() if clients & imported(module.tree)}

    assert users <= {"simulator/callbacks/deliveries.py"}
    assert [module.path for module in modules() if "urllib.request" in module.text] == []


def test_the_environment_is_read_in_one_place() -> None:
    assert _users(_ENVIRONMENT_NAMES, "os", {"environ", "environb", "getenv", "getenvb"}) <= ENVIRONMENT


def test_the_event_loop_is_started_in_one_place() -> None:
    assert _users(_LOOP_NAMES, "asyncio", {"run", "Runner", "new_event_loop"}) <= EVENT_LOOP


def test_nothing_is_printed_past_the_output() -> None:
    printing = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in {"print", "pprint.pprint", "click.secho"}
    ]

    assert printing == []


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_know_no_present_no_file_and_no_waiting(package: str) -> None:
    found = [
        f"{module.path}:{getattr(node, 'lineno', 0)}"
        for module in modules()
        if module.package == package
        for node in ast.walk(module.tree)
        if isinstance(node, ast.AsyncFunctionDef | ast.Await) or _is_impure_call(node)
    ]

    assert found == []


def _is_impure_call(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in _CLOCK_CALLS
    return dotted(node.func) in _PURE_BUILTINS


def _users(names: set[str], source: str, members: set[str]) -> set[str]:
    """Modules that use one of these dotted names, or import one of these members."""
    found = set()
    for module in modules():
        for node in ast.walk(module.tree):
            used = isinstance(node, ast.Attribute) and dotted(node) in names
            taken = isinstance(node, ast.ImportFrom) and node.module == source
            if used or (taken and members & {alias.name for alias in node.names}):  # type: ignore[attr-defined]  # It is an ImportFrom.
                found.add(module.path)
    return found
