"""A bar on stderr while something takes long, when stderr is a terminal; silence otherwise."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from reconciler.engine.ports import Progress
from reconciler.text import Language, Text

_WORDS = {
    "files": Text("读取文件", "reading files"),
    "departments": Text("读取部门", "reading departments"),
    "tags": Text("读取标签", "reading tags"),
    "people": Text("核对人员", "looking people up"),
    "groups": Text("读取群", "reading groups"),
    "apply": Text("执行", "applying"),
}


@contextmanager
def progress_bar(language: Language) -> Iterator[Progress]:
    """Something to report progress to, for as long as the block lasts."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _silence
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(_WORDS.get(what, Text.same(what)).say(language), total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield tell


def _silence(_what: str, _done: int, _total: int) -> None:
    pass
