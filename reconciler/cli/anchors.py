"""Heads of the chain that were published outside the ledger: given on the command line, or in a file."""

import re
from pathlib import Path

from reconciler.errors import SettingsError
from reconciler.system_errors import why
from reconciler.text import Text

_HEAD = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{0,11}):([0-9a-f]{64})(?![0-9A-Za-z])")
_LARGEST_BYTES = 64 * 1024 * 1024
_NO_NAME = Text("它不能做文件名", "it is no name of a file")


def read_anchors(*given: str) -> dict[int, str]:
    """Hashes by number of record, from heads themselves or from files that hold any number of them.

    The file may be anything in which `12:64 hex digits` stands: what an apply printed, its JSON, a list of heads.
    Raises: SettingsError if there is none, or if two of them contradict each other.
    """
    anchors: dict[int, str] = {}
    for words in given:
        for number, digest in _heads_in(words):
            if anchors.setdefault(int(number), digest) != digest:
                raise SettingsError(
                    Text(
                        f"第 {number} 条有两个不同的链头：其中一个不是这本台账的，或者台账被重写过。",
                        f"There are two different heads for record {number}: one is of another ledger, or the ledger "
                        "was rewritten.",
                    )
                )
    return anchors


def _heads_in(words: str) -> list[tuple[str, str]]:
    found = _HEAD.findall(words) or _HEAD.findall(_text_of(Path(words)))
    if not found:
        raise SettingsError(
            Text(f"{words} 里没有链头。", f"There is no head of a chain in {words}."),
            Text(
                "链头形如 12:64 位十六进制数，apply 结束时会打印。",
                "A head looks like 12:64 hex digits; apply prints it at its end.",
            ),
        )
    return found


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise SettingsError(Text(f"文件 {path} 太大。", f"{path} is too large."))
        return path.read_bytes().decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else _NO_NAME
        raise SettingsError(
            Text(f"{path} 既不是链头，也读不了：{reason.zh}。", f"{path} is no head and cannot be read: {reason.en}.")
        ) from error
