"""The JSON of `apply --json` → ApplyReport."""

import json

from reconciler.errors import PlanFormatError
from reconciler.model.action import OPERATIONS
from reconciler.model.apply_report import ApplyReport, ReportedOutcome
from reconciler.model.outcome import Status
from reconciler.render.apply_json import APPLY_FORMAT
from reconciler.render.node import Node
from reconciler.render.plan_read_actions import each, or_none
from reconciler.text import Text


def load_apply(text: str) -> ApplyReport:
    """A saved report. Raises: PlanFormatError if it is none."""
    try:
        root = Node(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise _none() from error
    if root.at("kind").text() != "apply" or root.at("format_version").number() != APPLY_FORMAT:
        raise _none()
    refused = root.at("refused") if isinstance(root.value, dict) and root.value.get("refused") else None
    return ApplyReport(
        outcomes=each(root.at("outcomes"), _outcome),
        simulated=root.at("simulated").flag(),
        converged=or_none(root.at("converged"), Node.flag),
        left=or_none(root.at("left"), lambda left: left.at("actions").number()) or 0,
        refused=refused.at("what").both() if refused else None,
    )


def _outcome(node: Node) -> ReportedOutcome:
    operation = node.at("op").text()
    if operation not in OPERATIONS.values():
        raise _none()
    resource = or_none(node.at("resource"), lambda found: found.at("key").text())
    subject = or_none(node.at("group"), Node.text) or or_none(node.at("to"), Node.text) or resource
    return ReportedOutcome(
        operation,
        subject or "",
        node.at("status").word(Status),
        or_none(node.at("errcode"), Node.number),
        or_none(node.at("detail"), Node.both),
    )


def _none() -> PlanFormatError:
    return PlanFormatError(
        Text("执行结果读不出来。", "The outcome of the apply cannot be read."),
        Text("请给出 reconciler apply --json 的输出。", "Give what reconciler apply --json printed."),
    )
