"""What one call does, in words."""

from reconciler.model.action import (
    Action,
    CreateGroup,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
)
from reconciler.render.rows.resource import resource_act
from reconciler.render.words import counts
from reconciler.render.words.names import Names
from reconciler.render.words.words import LEVELS
from reconciler.text import Text


def act_words(action: Action, names: Names) -> Text:
    """One call, without the name of its group; people by name."""
    if isinstance(action, SendMessage):
        return _message(action)
    if isinstance(action, TellPerson):
        who, why, number = names.person(action.to), LEVELS[action.level], len(action.steps)
        return Text(f"{who}：{why.zh}，{number:,} 件", f"{who}: {why.en}, {counts.plural(number, 'step')}")
    if isinstance(action, TransferOwner):
        former, owner = names.person(action.former), names.person(action.owner)
        left = Text("（原群主已离职）", " (who left the company)") if action.is_departed else Text("", "")
        return Text(
            f"客户群转让：{former} → {owner}{left.zh}", f"hand the customer group over: {former}{left.en} → {owner}"
        )
    if isinstance(action, CreateGroup):
        size = counts.people(len(action.members))
        return Text(f"建群“{action.name}”，{size.zh}", f"create “{action.name}” with {size.en}")
    if isinstance(action, WriteResource):
        return resource_act(action.kind, action.op)
    return _update(action)


def _message(action: SendMessage) -> Text:
    if action.message_id.startswith("farewell:"):
        return Text("发送停用通知", "send the message that the group is being closed")
    if action.message_id.startswith("notice:"):
        return Text("由群机器人发送通知", "send a notice through the group's webhook")
    if action.webhook is not None:
        return Text("由群机器人发送群规消息", "send the message with the rules through the group's webhook")
    return Text("发送群规消息", "send the message with the rules")


def _update(action: UpdateGroup) -> Text:
    joins, leaves = len(action.joins), len(action.leaves)
    parts = [Text(f"改名为“{action.name}”", f"rename it to “{action.name}”")] if action.name is not None else []
    parts += [Text("换群主", "hand over the owner")] if action.owner is not None else []
    parts += [Text(f"加入 {joins:,} 人", f"add {counts.people(joins).en}")] if joins else []
    parts += [Text(f"移出 {leaves:,} 人", f"remove {counts.people(leaves).en}")] if leaves else []
    together = counts.enumerated(parts)
    if action.doc is None:
        return together
    return Text(f"智能表格群：{together.zh}", f"group of a smartsheet: {together.en}")
