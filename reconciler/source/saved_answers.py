"""What `request --json` and `drift --edits` saved; every path in it is looked at before anything is written there."""

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema_rs

from reconciler.errors import PlanFormatError
from reconciler.model.saved_answer import SavedAnswer, SavedEdits
from reconciler.source.discover import SUFFIXES
from reconciler.source.schema import schema_folder
from reconciler.text import Text

LARGEST_BYTES = 50_000_000
_REMEDY = Text(
    "请给出 reconciler request --json 的输出或 reconciler drift --edits 存的文件，格式见 schemas/。",
    "Give what reconciler request --json printed or reconciler drift --edits saved; schemas/ has their shapes.",
)


def read_answer(path: Path) -> SavedAnswer:
    """The answer in a file. Raises: PlanFormatError if it is none, or a path in it leads anywhere but to a document."""
    tree = _tree(path, "request")
    if (tree["outcome"] == "edit") != bool(tree["files"]):
        raise _wrong(Text("文件与结论不符", "its files contradict its outcome"))
    files = _files(tree)
    title = tree["title"] and Text(tree["title"]["zh"], tree["title"]["en"])
    return SavedAnswer(tree["issue"], tree["outcome"], tree["reply"], title, tree["body"] or "", files)


def read_drift_edits(path: Path) -> SavedEdits:
    """What `drift --edits` saved. Raises: PlanFormatError as `read_answer`."""
    tree = _tree(path, "drift-edits")
    return SavedEdits(tree["body"], _files(tree))


def _tree(path: Path, schema: str) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
        tree: Any = json.loads(raw.decode("utf-8")) if len(raw) <= LARGEST_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        raise _wrong(Text("读不出来", "it cannot be read")) from error
    problem = next(iter(_gate(schema).iter_errors(tree)), None)
    if problem is not None:
        place = ".".join(map(str, problem.instance_path))
        zh, en = (place, place) if place else ("整个文件", "the file as a whole")
        raise _wrong(Text(f"{zh} 的内容不合要求", f"{en} has a wrong shape"))
    checked: dict[str, Any] = tree
    return checked


def _files(tree: dict[str, Any]) -> dict[str, str]:
    files = {each["file"]: each["text"] for each in tree["files"]}
    if len(files) != len(tree["files"]) or not all(map(is_plain, files)):
        raise _wrong(Text("有文件路径越界", "a path leads outside the documents"))
    return files


def is_plain(path: str) -> bool:
    """Whether a path is relative, stays below, hides nothing and names a YAML file."""
    parts = path.split("/")
    return (
        path.endswith(SUFFIXES)
        and path.isprintable()
        and not {"\\", ":"} & set(path)
        and all(part and not part.startswith(".") for part in parts)
    )


@functools.cache
def _gate(name: str) -> Any:
    schema = json.loads((schema_folder() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema)


def _wrong(what: Text) -> PlanFormatError:
    return PlanFormatError(Text(f"这个文件不能用：{what.zh}。", f"This file cannot be used: {what.en}."), _REMEDY)
