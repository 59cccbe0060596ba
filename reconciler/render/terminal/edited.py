"""An edit for a terminal: the lines that change, and what was so already."""

import difflib
from collections.abc import Iterator

from reconciler.model.edited import Edited, FileEdit
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.text import Language, Text

_NOTHING = Text("没有要改的。", "Nothing to change.")
_DRY = Text("只是预览：没有写任何文件。", "A preview: no file was written.")
_NEXT = Text("接下来：提交并开合并请求。", "Next: commit and open a pull request.")
_STYLES: dict[str, Style] = {"+": "join", "-": "leave"}


def edited_to_text(edited: Edited, language: Language, *, dry_run: bool, width: int = 100, color: bool = False) -> str:
    """Every line that comes and goes, file by file."""
    return paint(_lines(edited, language, dry_run=dry_run), width=width, color=color)


def difference(edit: FileEdit) -> list[str]:
    """The lines of one file that come (`+`) and go (`-`), in order."""
    lines = difflib.ndiff((edit.was or "").splitlines(), edit.text.splitlines())
    return [f"{each[0]} {each[2:]}" for each in lines if each[0] in _STYLES]


def _lines(edited: Edited, language: Language, *, dry_run: bool) -> Iterator[Line]:
    for note in edited.notes:
        yield line(note.say(language))
    if not edited.files:
        yield line((_NOTHING.say(language), "bold"))
        return
    for edit in edited.files:
        yield line((edit.file, "bold"))
        for each in difference(edit):
            yield line((each, _STYLES[each[0]]), indent=2)
    yield line((_DRY if dry_run else _NEXT).say(language))
