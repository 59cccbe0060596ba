"""What `apply --json` printed → outcomes, with the plan that was applied beside it."""

import json
from collections import deque
from dataclasses import dataclass, replace

from reconciler.errors import PlanFormatError
from reconciler.model.action import OPERATIONS, Action, SendMessage, TellPerson, UpdateGroup, WriteResource
from reconciler.model.outcome import Outcome, Status
from reconciler.model.plan import Plan
from reconciler.render.programs.apply import APPLY_FORMAT
from reconciler.render.programs.node import Node
from reconciler.render.programs.plan_read_actions import each, or_none
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done.

    Attributes:
        difference: what was not reviewed, item by item.
        is_tried_again: the cause passes by itself, and the same plan may be applied then.
        is_put_off: it is meant to wait, and nobody has to do anything.
    """

    what: Text
    remedy: Text | None
    difference: tuple[Text, ...] = ()
    is_tried_again: bool = False
    is_put_off: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """An apply that ended, or was refused. `converged` is None where nothing was read again; `left` are groups."""

    outcomes: tuple[Outcome, ...] = ()
    converged: bool | None = None
    left: tuple[str, ...] = ()
    refusal: Refusal | None = None

    @property
    def holds(self) -> bool:
        """Nothing went wrong; what is only put off to a later run did not."""
        if self.refusal is not None:
            return self.refusal.is_put_off
        statuses = {outcome.status for outcome in self.outcomes}
        if statuses & {Status.FAILED, Status.UNKNOWN, Status.SKIPPED} or self.converged is None:
            return False
        return not self.left or Status.DEFERRED in statuses


def load_applied(text: str, plan: Plan) -> Ended:
    """What became of a plan.

    Args:
        text: the whole output.
        plan: the plan that was applied.
    Raises: PlanFormatError when it is not such an output, or of another company or version.
    """
    root = Node(_parse(text))
    if root.at("format_version").number() != APPLY_FORMAT or root.at("corp_id").text() != plan.corp_id:
        raise _none()
    refused = root.at("refused")
    if not refused.is_null:
        return Ended(refusal=_refusal(refused))
    waiting: dict[object, deque[Action]] = {}
    for action in plan.actions:
        waiting.setdefault(_key_of(action), deque()).append(action)
    left = root.at("left")
    return Ended(
        tuple(_outcome(node, waiting) for node in root.at("outcomes").items()),
        or_none(root.at("converged"), Node.flag),
        () if left.is_null else left.at("groups").texts(),
    )


def _parse(text: str) -> object:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _none() from error
    if not isinstance(tree, dict) or tree.get("kind") != "apply":
        raise _none()
    return tree


def _none() -> PlanFormatError:
    return PlanFormatError(
        Text("这个文件不是这家企业的执行结果。", "This file is no result of an apply of this company."),
        Text("请给出 reconciler apply --json 的输出。", "Give what reconciler apply --json printed."),
    )


def _refusal(node: Node) -> Refusal:
    return Refusal(
        node.at("what").both(),
        or_none(node.at("remedy"), Node.both),
        each(node.at("difference"), Node.both),
        is_tried_again=node.at("tried_again").flag(),
        is_put_off=node.at("put_off").flag(),
    )


def _key_of(action: Action) -> object:
    if isinstance(action, TellPerson | SendMessage):
        return (OPERATIONS[type(action)], action.message_id)
    if isinstance(action, WriteResource):
        return ("resource", action.kind.value, action.key)
    return (OPERATIONS[type(action)], action.group)


def _key_in(node: Node) -> object:
    op = node.at("op").text()
    if op in {"tell", "send"}:
        return (op, node.at("message_id").text())
    if op == "resource":
        resource = node.at("resource")
        return (op, resource.at("kind").text(), resource.at("key").text())
    return (op, node.at("group").text())


def _outcome(node: Node, waiting: dict[object, deque[Action]]) -> Outcome:
    found = waiting.get(_key_in(node))
    if not found:
        raise node.wrong(Text("计划里没有这个动作", "the plan has no such action"))
    action = found.popleft()
    if isinstance(action, UpdateGroup):  # people who moved meanwhile are not in what was done
        joins, leaves = node.at("joins").number(), node.at("leaves").number()
        action = replace(action, joins=action.joins[:joins], leaves=action.leaves[:leaves])
    return Outcome(
        action,
        node.at("status").word(Status),
        or_none(node.at("detail"), Node.both),
        or_none(node.at("errcode"), Node.number),
    )
