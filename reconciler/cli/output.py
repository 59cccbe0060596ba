"""stdout is the result and nothing else; stderr is progress and complaints."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from reconciler.cli.language import Say
from reconciler.cli.settings import Environment
from reconciler.errors import PlanError, ReconcilerError
from reconciler.system_errors import why
from reconciler.text import Language, Text

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Output:
    """Where words go, in which language, with or without colour."""

    language: Language
    colour: bool

    @staticmethod
    def of(environment: Environment, say: Say, colour: str) -> "Output":
        """The output of one command line."""
        return Output(say.language, environment.wants_colour(colour, is_terminal=_is_terminal()))

    def result(self, words: str) -> None:
        """The result, on stdout. Whoever reads it may go away, or the disk be full: the exit code is still told."""
        try:
            click.echo(words, nl=not words.endswith("\n"), color=self.colour)
            if sys.stdout is not None:
                sys.stdout.flush()
        except OSError as error:
            sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it lives as long as the process
            if not isinstance(error, BrokenPipeError):
                self.complain(
                    Text(
                        f"结果没能写到标准输出：{why(error).zh}。",
                        f"The result could not be written to stdout: {why(error).en}.",
                    )
                )

    def complain(self, words: Text | str) -> None:
        """A sentence for a person, on stderr."""
        click.echo(words.say(self.language) if isinstance(words, Text) else words, err=True)

    def error(self, error: ReconcilerError) -> None:
        """An error: what, the difference if there is one, and the next act."""
        self.complain(Text(f"错误：{error.what.zh}", f"Error: {error.what.en}"))
        if isinstance(error, PlanError):
            for line in error.difference:
                self.complain(f"  + {line.say(self.language)}")
        if error.remedy is not None:
            self.complain(Text(f"怎么办：{error.remedy.zh}", f"What to do: {error.remedy.en}"))

    @property
    def width(self) -> int:
        """Columns of the terminal; 100 where there is none."""
        if not _is_terminal():
            return _WIDTH
        return max(60, min(160, shutil.get_terminal_size((_WIDTH, 24)).columns))


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
