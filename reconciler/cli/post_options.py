"""Options that the `post` and `fetch` commands share."""

from collections.abc import Callable
from pathlib import Path

import click

from reconciler.cli.language import Say
from reconciler.cli.options import F


def file_option(say: Say, name: str, zh: str, en: str, *, required: bool = True) -> Callable[[F], F]:
    """A file by name."""
    path = click.Path(path_type=Path, dir_okay=False)
    return click.option(name, required=required, type=path, help=say(zh, en))


def commit_option(say: Say, zh: str, en: str, *, required: bool) -> Callable[[F], F]:
    """`--commit`, whole."""

    def whole(_context: click.Context, _option: click.Parameter, words: str) -> str:
        if words and (len(words) not in {40, 64} or set(words) - set("0123456789abcdef")):
            raise click.UsageError(
                say(
                    "--commit 要写全 40 位（或 64 位）小写的提交编号。",
                    "--commit is a whole commit id: 40 (or 64) digits, 0-9 and a-f.",
                )
            )
        return words

    return click.option("--commit", required=required, default="", callback=whole, metavar="SHA", help=say(zh, en))


def base_option(say: Say) -> Callable[[F], F]:
    """`--base`."""
    words = say(
        "默认分支，改动进入的那一个；不写就是这次运行所在的分支。",
        "The default branch, which changes go to; if absent, the run's own.",
    )
    return click.option("--base", default=None, metavar="BRANCH", help=words)


def dry_run_option(say: Say) -> Callable[[F], F]:
    """`--dry-run`."""
    words = say("只说会发什么，不发。", "Say what would be posted; post nothing.")
    return click.option("--dry-run", "rehearsed", is_flag=True, help=words)
