"""Trouble with a snapshot, kept in a file: another job tells it, which may write to the code host."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from reconciler.cli.language import Say
from reconciler.cli.saving import save
from reconciler.errors import ForgeMissingError, ForgeProtocolError, SettingsError, SnapshotError

F = TypeVar("F", bound=Callable[..., Any])


def trouble_option(say: Say) -> Callable[[F], F]:
    """`--trouble FILE`, where it is written."""
    return click.option(
        "--trouble",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("文件", "FILE"),
        help=say(
            "没有能用的快照时，把原因写进这里（post plan --trouble 用）。",
            "Save here why no snapshot can be used, for post plan --trouble.",
        ),
    )


@contextmanager
def kept_in(file: Path | None) -> Iterator[None]:
    """What keeps a snapshot from being used is saved as well, where a file is given, and raised all the same."""
    from reconciler.render.programs.trouble import dump_trouble

    try:
        yield
    except (ForgeMissingError, ForgeProtocolError, SettingsError, SnapshotError) as error:
        if file is not None:
            save(file, dump_trouble(error))
        raise
