"""What an edit makes is read back by the loader itself before anybody may save it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reconciler.errors import EditError
from reconciler.source.decode import MAX_SIZE_BYTES
from reconciler.source.document import read_document
from reconciler.source.tree import Tree
from reconciler.text import Text

_LEFT_ALONE = Text("文件没有改动；请在编辑器里手工修改。", "The file is left as it is; change it by hand in an editor.")


def certain(file: str, text: str, wanted: Mapping[str, Any]) -> str:
    """The text, once the loader reads exactly the wanted tree from it.

    Raises: EditError where it reads anything else, or finds anything wrong with the file.
    """
    if not is_same(readable(file, text), plain(wanted)):
        raise refusal(
            file,
            Text("这样修改会连带改动别的内容", "the change would touch something else as well"),
        )
    return text


def readable(file: str, text: str) -> Tree:
    """What the loader reads. Raises: EditError for a file with findings: what it means is not certain."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_SIZE_BYTES:
        raise refusal(file, Text("文件会超过 1 MiB", "it would be larger than 1 MiB"))
    document = read_document(file, raw)
    if document.findings or document.tree is None:
        first = document.findings[0]
        line = first.place.line
        raise refusal(file, Text(f"第 {line} 行：{first.what.zh}", f"line {line}: {first.what.en}"), first.remedy)
    return document.tree


def refusal(file: str, why: Text, remedy: Text = _LEFT_ALONE) -> EditError:
    """Why a file is not edited."""
    return EditError(Text(f"没有修改 {file}：{why.zh}。", f"{file} is not edited: {why.en}."), remedy)


def plain(value: Any) -> Any:
    """A value as the loader gives it back, sharing nothing with the one that came in: dates are their text."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else _bare(value)


def is_same(one: Any, other: Any) -> bool:
    """Whether two trees say the same; `1`, `1.0` and `true` are three things, the order of keys is none."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(is_same(*pair) for pair in zip(one, other, strict=True))
    return bool(one == other)


def _bare(value: Any) -> Any:
    """A text without the type that names what it is, such as `UserId` or an enum."""
    return str(value) if isinstance(value, str) else value
