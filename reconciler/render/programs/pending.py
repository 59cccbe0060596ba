"""What is to be applied, for the steps of one workflow: one entry for each plan, in order."""

import json
from collections.abc import Sequence

from reconciler.errors import PlanFormatError
from reconciler.model.pending import Pending
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.programs.node import Node
from reconciler.render.programs.plan_read_actions import or_none
from reconciler.text import Text

PENDING_FORMAT = 1


def dump_pending(pending: Sequence[Pending]) -> str:
    """The list."""
    return pretty({"kind": "pending", "format_version": PENDING_FORMAT, "entries": [_entry(each) for each in pending]})


def load_pending(text: str) -> tuple[Pending, ...]:
    """The list again. Raises: PlanFormatError for anything else."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _none() from error
    if not isinstance(tree, dict) or (tree.get("kind"), tree.get("format_version")) != ("pending", PENDING_FORMAT):
        raise _none()
    return tuple(_read(node) for node in Node(tree).at("entries").items())


def _entry(each: Pending) -> dict[str, object]:
    return {
        "commit": each.commit,
        "pull_request": each.number,
        "head": each.head or None,
        "problem": both(each.problem) if each.problem else None,
        "remedy": both(each.remedy) if each.remedy else None,
        "superseded_by": each.superseded_by,
    }


def _read(node: Node) -> Pending:
    return Pending(
        commit=node.at("commit").text(),
        number=or_none(node.at("pull_request"), Node.number),
        head=or_none(node.at("head"), Node.text) or "",
        problem=or_none(node.at("problem"), Node.both),
        remedy=or_none(node.at("remedy"), Node.both),
        superseded_by=or_none(node.at("superseded_by"), Node.number),
    )


def _none() -> PlanFormatError:
    return PlanFormatError(
        Text("这个文件不是待执行的清单。", "This file is no list of what is to be applied."),
        Text("请给出 reconciler post reviewed 写的目录。", "Give the folder that reconciler post reviewed wrote."),
    )
