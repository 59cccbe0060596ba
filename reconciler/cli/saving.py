"""Files that commands write and read: whole or not at all."""

from pathlib import Path

from reconciler.errors import PlanFormatError, SettingsError
from reconciler.source.replace_file import replace_file
from reconciler.text import Text

_LARGEST_PLAN_BYTES = 256 * 1024 * 1024


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
            Text(f"写不了文件 {path}：{error.strerror}。", f"Cannot write {path}: {error.strerror}.")
        ) from error


def read_plan_file(path: Path) -> str:
    """The text of a saved plan. Raises: PlanFormatError if it cannot be read or is no text."""
    try:
        if path.stat().st_size > _LARGEST_PLAN_BYTES:
            raise PlanFormatError(Text(f"文件 {path} 太大，不是计划。", f"{path} is too large to be a plan."))
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise PlanFormatError(
            Text(f"读不了计划文件 {path}：{error.strerror}。", f"Cannot read the plan {path}: {error.strerror}."),
            Text("先用 reconciler plan --out 生成计划。", "Make one with reconciler plan --out."),
        ) from error
    except UnicodeDecodeError as error:
        raise PlanFormatError(
            Text(f"{path} 不是 UTF-8 文本，不是计划。", f"{path} is not UTF-8 text, so it is no plan.")
        ) from error
