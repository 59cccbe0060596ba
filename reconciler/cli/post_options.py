"""Options that the `post` commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from reconciler.cli.language import Say

F = TypeVar("F", bound=Callable[..., Any])


def file_option(say: Say, name: str, zh: str, en: str, *, required: bool = True) -> Callable[[F], F]:
    """A file by name."""
    path = click.Path(path_type=Path, dir_okay=False)
    return click.option(name, required=required, type=path, help=say(zh, en))


def commit_option(say: Say, zh: str, en: str, *, required: bool) -> Callable[[F], F]:
    """`--commit`, whole."""
    return click.option("--commit", required=required, default="", callback=_is_commit, metavar="SHA", help=say(zh, en))


def _is_commit(_context: click.Context, _option: click.Parameter, words: str) -> str:
    if words and (len(words) not in {40, 64} or set(words) - set("0123456789abcdef")):
        raise click.BadParameter("SHA (40/64 0-9a-f)")
    return words


def base_option(say: Say) -> Callable[[F], F]:
    """`--base`."""
    words = say("改动进入的分支；默认是这次运行所在的分支。", "The branch changes go to; default: the run's own.")
    return click.option("--base", default=None, metavar="BRANCH", help=words)


def dry_run_option(say: Say) -> Callable[[F], F]:
    """`--dry-run`."""
    words = say("只说会发什么，不发。", "Say what would be posted; post nothing.")
    return click.option("--dry-run", "rehearsed", is_flag=True, help=words)
