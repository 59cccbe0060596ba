"""Files that commands write and read: whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from reconciler.errors import PlanFormatError, ReconcilerError, SettingsError, SnapshotError
from reconciler.source.replace_file import replace_file
from reconciler.system_errors import why
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a saved text is called, how large it may be, how it is made anew, and what is raised where it is none."""

    name: Text
    most_bytes: int
    remedy: Text
    error: type[ReconcilerError]


_PLAN = _Kind(
    Text("计划", "plan"),
    256 * 1024 * 1024,
    Text("先用 reconciler plan --out 生成计划。", "Make one with reconciler plan --out."),
    PlanFormatError,
)
_SNAPSHOT = _Kind(
    Text("快照", "snapshot"),
    128 * 1024 * 1024,
    Text("先用 reconciler drift --snapshot 拍一份。", "Take one with reconciler drift --snapshot."),
    SnapshotError,
)


def save(path: Path, words: str) -> None:
    """Write a file through a neighbour, so that nobody ever sees half of it. A link is followed.

    Raises: SettingsError; nothing is left behind then, and devices, pipes and folders are never replaced.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise SettingsError(
            Text(f"{path} 不是普通文件，不能存到那里。", f"{path} is no ordinary file; nothing is saved there.")
        )
    try:
        replace_file(target, words.encode("utf-8"))
    except OSError as error:
        raise SettingsError(
            Text(f"写不了文件 {path}：{why(error).zh}。", f"Cannot write {path}: {why(error).en}.")
        ) from error


def read_plan_file(path: Path) -> str:
    """The text of a saved plan. Raises: PlanFormatError if it cannot be read or is no text."""
    return _read(path, _PLAN)


def read_snapshot_file(path: Path) -> str:
    """The text of a snapshot. Raises: SnapshotError if it cannot be read or is no text."""
    return _read(path, _SNAPSHOT)


def _read(path: Path, kind: _Kind) -> str:
    zh, en = kind.name.zh, kind.name.en
    try:
        if path.stat().st_size > kind.most_bytes:
            raise kind.error(Text(f"文件 {path} 太大，不是{zh}。", f"{path} is too large to be a {en}."))
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise kind.error(
            Text(f"读不了{zh}文件 {path}：{why(error).zh}。", f"Cannot read the {en} {path}: {why(error).en}."),
            kind.remedy,
        ) from error
    except UnicodeDecodeError as error:
        raise kind.error(
            Text(f"{path} 不是 UTF-8 文本，不是{zh}。", f"{path} is not UTF-8 text, so it is no {en}.")
        ) from error
