"""A file is written through a neighbour: whole or not at all."""

import os
import tempfile
from pathlib import Path

from reconciler.errors import EditError
from reconciler.source.certainty import refusal
from reconciler.system_errors import why
from reconciler.text import Text

_READ_AGAIN = Text("重新运行一次命令。", "Run the command again.")


def replace_file(target: Path, raw: bytes) -> None:
    """Puts a file in the place of another, which need not exist; a file that is replaced keeps its mode.

    Raises: OSError; nothing is left behind then.
    """
    beside: Path | None = None
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
            beside = Path(file.name)
            file.write(raw)
        beside.chmod(mode)
        beside.replace(target)
    except OSError:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise


def read_text(root: Path, file: str) -> str:
    """A document's text as it stands on disk: byte order mark and line ends as they are.

    Raises: EditError for links, devices and what is not UTF-8 text.
    """
    try:
        return _ordinary(root, file).read_bytes().decode("utf-8")
    except OSError as error:
        raise _failed(file, error) from error
    except UnicodeDecodeError as error:
        raise refusal(file, Text("它不是 UTF-8 文本", "it is no UTF-8 text")) from error


def save_document(root: Path, file: str, text: str, was: str | None) -> None:
    """Writes a document below the root; its folder is made where there is none.

    Args:
        root: the folder with the YAML files.
        file: a posix path below it.
        text: the whole new text.
        was: the text that the edit began with, None for a new document: what somebody else wrote since is never lost.

    Raises: EditError for links (also on the way to the file), devices, and a file that has changed meanwhile.
    """
    if was is not None and read_text(root, file) != was:
        raise refusal(file, Text("有人同时改了这个文件", "somebody else changed it at the same time"), _READ_AGAIN)
    target = _ordinary(root, file)
    if was is None and os.path.lexists(target):
        raise refusal(file, Text("已经有这个文件", "there is such a file already"), _READ_AGAIN)
    if text == was:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, text.encode("utf-8"))
    except OSError as error:
        raise _failed(file, error) from error


def _ordinary(root: Path, file: str) -> Path:
    """Where a file lies. Raises: EditError if anything on the way is a link, or leads out, or is no ordinary file."""
    target = root.resolve() / file
    if (
        Path(os.path.normpath(target)) != target
        or target.resolve() != target
        or not target.is_relative_to(root.resolve())
    ):
        raise refusal(
            file,
            Text("它是链接，或者在链接后面", "it is a link or lies behind one"),
            Text("直接修改链接指向的文件。", "Change the file that the link leads to."),
        )
    if target.exists() and not target.is_file():
        raise refusal(file, Text("它不是普通文件", "it is no ordinary file"))
    return target


def _failed(file: str, error: OSError) -> EditError:
    return EditError(
        Text(f"读写不了文件 {file}：{why(error).zh}。", f"{file} cannot be read or written: {why(error).en}."),
        Text("检查文件和目录的权限。", "Check the permissions of the file and its folder."),
    )


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
