"""click's commands, with the words that click itself writes said in Chinese too."""

from typing import Any

import click

_CHINESE = (
    ("Usage: ", "用法："),
    ("\nOptions:", "\n选项："),
    ("\nCommands:", "\n命令："),
    ("Show this message and exit.", "显示这份说明。"),
    ("[default: ", "[默认："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("[required]", "[必填]"),
)


def in_chinese(words: str) -> str:
    """Help as click writes it, with its own words in Chinese."""
    for english, chinese in _CHINESE:
        words = words.replace(english, chinese)
    return words


class Command(click.Command):
    """A command whose help is in one language."""

    def __init__(self, *names: Any, chinese: bool, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self._chinese = chinese

    def get_help(self, ctx: click.Context) -> str:
        """The help text."""
        words = super().get_help(ctx)
        return in_chinese(words) if self._chinese else words


class Group(click.Group):
    """A group of commands whose help is in one language."""

    def __init__(self, *names: Any, chinese: bool, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self._chinese = chinese

    def get_help(self, ctx: click.Context) -> str:
        """The help text."""
        words = super().get_help(ctx)
        return in_chinese(words) if self._chinese else words
