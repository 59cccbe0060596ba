"""Whoever plans is handed only what cannot write (peers' dry runs wrote: safe-settings#339, dnscontrol#69)."""

import ast
import inspect

import pytest

from reconciler.engine.ports import Observer
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.observer import WecomObserver
from tests.architecture.sources import PACKAGE

LOOKS = ("read", "list", "find")


@pytest.mark.parametrize("kind", [Observer, WecomObserver], ids=lambda kind: kind.__name__)
def test_every_public_method_of_an_observer_looks(kind: type) -> None:
    methods = [name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")]

    assert methods
    assert [name for name in methods if not name.startswith(LOOKS)] == []


def test_the_gateway_of_an_observer_can_only_read() -> None:
    public = {name for name, _ in inspect.getmembers(ReadGateway, inspect.isfunction) if not name.startswith("_")}

    assert public == {"read"}


@pytest.mark.parametrize("module", ["plan", "observe", "families", "around", "judging", "doctor", "statistics"])
def test_what_only_looks_names_nothing_that_writes(module: str) -> None:
    tree = ast.parse((PACKAGE / "engine" / f"{module}.py").read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}

    assert names.isdisjoint({"Executor", "ExecutorFor", "CarryOut", "WriteGateway"})
