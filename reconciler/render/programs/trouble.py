"""Why one step of a workflow could not do its work, for a later step to tell; both languages."""

import json

from reconciler.errors import PlanFormatError, ReconcilerError
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.programs.node import Node
from reconciler.render.programs.plan_read_actions import or_none
from reconciler.text import Text

TROUBLE_FORMAT = 1


def dump_trouble(error: ReconcilerError) -> str:
    """What is wrong and what to do."""
    return pretty(
        {
            "kind": "trouble",
            "format_version": TROUBLE_FORMAT,
            "what": _masked(error.what),
            "remedy": _masked(error.remedy) if error.remedy else None,
        }
    )


def load_trouble(text: str) -> tuple[Text, Text | None]:
    """Both again. Raises: PlanFormatError for anything else."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _none() from error
    if not isinstance(tree, dict) or (tree.get("kind"), tree.get("format_version")) != ("trouble", TROUBLE_FORMAT):
        raise _none()
    node = Node(tree)
    return node.at("what").both(), or_none(node.at("remedy"), Node.both)


def _masked(words: Text) -> dict[str, str]:
    return both(Text(redact(words.zh), redact(words.en)))


def _none() -> PlanFormatError:
    return PlanFormatError(
        Text("这个文件不是 --trouble 写的。", "This file is not what --trouble wrote."),
        Text("请给出同一次运行留下的文件。", "Give the file that the same run left."),
    )
