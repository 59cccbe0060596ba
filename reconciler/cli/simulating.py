"""Helpers of `reconciler simulate`: words in, facts out."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.output import Output
from reconciler.errors import SettingsError
from reconciler.text import Text


@contextmanager
def sentences() -> Iterator[None]:
    """What the simulator refuses becomes a sentence of ours."""
    from reconciler.simulator import SimulatorError

    try:
        yield
    except SimulatorError as error:
        raise SettingsError(Text(error.zh, error.en)) from error


def pairs(words: tuple[str, ...]) -> dict[str, str]:
    """`NAME=VALUE` words. Raises: SettingsError."""
    pairs = [word.partition("=") for word in words]
    wrong = [name for name, equals, _ in pairs if not equals]
    if wrong:
        raise SettingsError(Text(f"参数要写成 名=值：{wrong[0]}", f"Write arguments as NAME=VALUE: {wrong[0]}"))
    return {name: value for name, _, value in pairs}


def doors(say: Say) -> dict[str, object]:
    """Every side door with its arguments, in one language."""
    from reconciler.simulator import describe_hands

    return {
        door.name: f"{say(*door.text)}  "
        + " ".join(f"{each.name}=…" if each.required else f"[{each.name}=…]" for each in door.parameters)
        for door in describe_hands()
    }


def tell(ctx: click.Context, say: Say, flags: Mapping[str, Any], facts: Mapping[str, object]) -> int:
    """Facts as JSON, or one a line."""
    output = Output.of(ctx.obj, say, flags["colour"])
    if flags["as_json"]:
        output.result(json.dumps({"format_version": 1, **facts}, ensure_ascii=False, indent=2, default=str) + "\n")
        return Exit.DONE
    output.result("\n".join(_lines(facts)))
    return Exit.DONE


def _lines(facts: object, indent: str = "") -> Iterator[str]:
    """Nested facts as an outline."""
    rows = facts.items() if isinstance(facts, Mapping) else ((f"{n}", each) for n, each in enumerate(_items(facts), 1))
    for name, value in rows:
        if isinstance(value, Mapping | list | tuple) and value and not _is_flat(value):
            yield f"{indent}{name}:"
            yield from _lines(value, f"{indent}  ")
        else:
            yield f"{indent}{name}: {_flat(value)}"


def _items(facts: object) -> Iterable[object]:
    return facts if isinstance(facts, list | tuple) else [facts]


def _is_flat(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str | int | float) for each in value)


def _flat(value: object) -> str:
    if isinstance(value, list | tuple):
        return "  ".join(str(each) for each in value)
    if isinstance(value, Mapping):
        return ""
    return str(value)
