"""The code host's evidence about a pull request, as JSON → `Evidence`; whoever wrote the file is not trusted."""

import functools
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema_rs

from reconciler.errors import PlanFormatError
from reconciler.model.approval import EnvironmentApproval, Evidence, Review, ReviewState
from reconciler.source.schema import schema_folder
from reconciler.system_errors import why
from reconciler.text import Text

LARGEST_BYTES = 8 * 1024 * 1024
_REMEDY = Text(
    "文件的格式见 schemas/approvals.schema.json；从代码托管平台重新取一份。",
    "Its shape is schemas/approvals.schema.json; fetch it from the code host again.",
)


def read_approvals(path: Path) -> Evidence:
    """The evidence in a file. Raises: PlanFormatError if it cannot be read, is too large or has another shape."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _wrong(Text(f"读不了（{why(error).zh}）", f"it cannot be read ({why(error).en})"), path) from error
    if len(raw) > LARGEST_BYTES:
        raise _wrong(Text("文件太大", "it is too large"), path)
    try:
        tree = json.loads(raw.decode("utf-8"), object_pairs_hook=_no_doubles)
    except (ValueError, RecursionError) as error:
        raise _wrong(Text("不完整，或者不是 JSON", "it is truncated or not JSON"), path) from error
    problem = next(iter(_gate().iter_errors(tree)), None)
    if problem is not None:
        place = ".".join(map(str, problem.instance_path))
        zh, en = (place, place) if place else ("整个文件", "the file as a whole")
        raise _wrong(Text(f"{zh} 的内容不合要求", f"{en} has a wrong shape"), path)
    try:
        return _evidence(tree)
    except ValueError as error:  # a leap second is a time to the schema
        raise _wrong(Text("有一个时间不存在", "it holds a time that does not exist"), path) from error


@functools.cache
def _gate() -> Any:
    schema = json.loads((schema_folder() / "approvals.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=True)


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError("a key appears twice")
    return tree


def _evidence(tree: dict[str, Any]) -> Evidence:
    return Evidence(
        head=tree["head"],
        author=tree["author"],
        reviews=tuple(
            Review(each["by"], each["commit"], ReviewState(each["state"]), _moment(each["at"]), each.get("role", ""))
            for each in tree["reviews"]
        ),
        environment=tuple(
            EnvironmentApproval(each["by"], _moment(each["at"]) if "at" in each else None)
            for each in tree.get("environment", ())
        ),
        merged_by=tree.get("merged_by") or "",
        merge_commit=tree.get("merge_commit") or "",
        writers=tuple(tree.get("writers", ())),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _wrong(what: Text, path: Path) -> PlanFormatError:
    return PlanFormatError(
        Text(f"批准记录 {path} 不能用：{what.zh}。", f"The approvals {path} cannot be used: {what.en}."), _REMEDY
    )
