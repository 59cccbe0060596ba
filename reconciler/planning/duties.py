"""What only a person can do: declared fields that WeCom has no way to write."""

import hashlib
import json
from collections.abc import Iterator

from reconciler.model.capability import Access, Capability, CapabilityTable
from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.ids import ChatId
from reconciler.model.manual import ManualStep
from reconciler.model.plan import Impossible
from reconciler.model.record import Past
from reconciler.model.resolved import ResolvedGroup
from reconciler.text import Text

_HUMAN = frozenset({Access.MANUAL, Access.CONSOLE})

_PERMISSION_VALUES = {
    "everyone": Text("所有成员", "everyone"),
    "admins": Text("仅群主和管理员", "owner and admins only"),
    "owner": Text("仅群主", "owner only"),
    "visible": Text("可见", "visible"),
    "hidden": Text("不可见", "hidden"),
    True: Text("开启", "on"),
    False: Text("关闭", "off"),
}


def duties(
    group: ResolvedGroup, capabilities: CapabilityTable, past: Past
) -> tuple[tuple[ManualStep, ...], tuple[Impossible, ...]]:
    """Manual steps of one group for every declared field that only a person can set, and what nobody can set.

    A step's id depends on the chat, the field and the wanted value alone, so it is the same in every run.
    Clauses: B1, C2.3, C2.4, C4.1, I1.3.
    """
    if group.membership is Enrolment.OBSERVE or group.spec.lifecycle is not Lifecycle.ACTIVE:
        return (), ()
    table = {cell.field: cell for cell in capabilities if cell.type is group.spec.type}
    steps: list[ManualStep] = []
    impossible: list[Impossible] = []
    for name, wanted, words in _declared(group):
        cell = table.get(name)
        if cell is not None and cell.best in _HUMAN:
            steps.append(_step(group, cell, wanted, words, past))
        elif cell is None or cell.best is Access.NONE:
            impossible.append(Impossible(group.key, name, _no_way(name)))
    return tuple(steps), tuple(impossible)


def unsupported_type(group: ResolvedGroup) -> Impossible:
    """Groups of the other families are declared, but nothing reads or writes them yet."""
    kinds = {
        GroupType.CUSTOMER: Text("客户群", "customer groups"),
        GroupType.INTERNAL: Text("内部群", "internal groups"),
        GroupType.SHEET: Text("智能表格群", "sheet groups"),
    }
    kind = kinds.get(group.spec.type, Text.same(group.spec.type))
    return Impossible(
        group.key,
        "type",
        Text(
            f"本版本还不处理{kind.zh}：只校验文件。",
            f"This version does not handle {kind.en} yet: only the file is checked.",
        ),
    )


def message_check(message_id: str, chat_id: ChatId, group: ResolvedGroup, past: Past) -> ManualStep:
    """A message was sent and no answer came: it is never sent again, somebody looks."""
    step_id = _step_id(chat_id, "rules", message_id)
    return ManualStep(
        id=step_id,
        group=group.key,
        field="rules",
        assignee=group.owner,
        what=Text(
            "确认群规消息有没有发到群里；没有就手工发一遍。",
            "See whether the rules reached the chat; if not, post them.",
        ),
        where=Text("打开群聊，看最近的消息。", "Open the chat and look at the latest messages."),
        seen_by="attest",
        since=past.manual_since.get(step_id),
    )


def _declared(group: ResolvedGroup) -> Iterator[tuple[str, str, Text]]:
    """Field, wanted value as canonical text, and the wanted value in words."""
    spec = group.spec
    if spec.admins:
        yield "admins", json.dumps(sorted(spec.admins)), Text("群管理员：{people}", "Group admins: {people}")
    if spec.announcement:
        digest = hashlib.sha256(spec.announcement.encode()).hexdigest()
        yield (
            "announcement",
            digest,
            Text("群公告与 YAML 中的 announcement 一致", "The announcement reads as in the YAML"),
        )
    for name in sorted(spec.permissions):
        value = spec.permissions[name]
        yield f"permissions.{name}", json.dumps(value), _PERMISSION_VALUES.get(value, Text.same(str(value)))
    for name, file in (("avatar", spec.avatar), ("background", spec.background)):
        if file:
            yield name, file, Text(f"使用文件 {file}", f"Use the file {file}")


def _step(group: ResolvedGroup, cell: Capability, wanted: str, words: Text, past: Past) -> ManualStep:
    step_id = _step_id(group.chat_id, cell.field, wanted)
    what = words if "{people}" in words.zh else Text(f"{cell.title.zh}：{words.zh}", f"{cell.title.en}: {words.en}")
    return ManualStep(
        id=step_id,
        group=group.key,
        field=cell.field,
        assignee=group.owner,
        what=what,
        where=cell.where or Text("在客户端的群设置里操作。", "In the group's settings in the client."),
        seen_by=cell.seen_by or "attest",
        since=past.manual_since.get(step_id),
        people=tuple(sorted(group.spec.admins or ())) if cell.field == "admins" else (),
    )


def _step_id(chat_id: ChatId, field: str, wanted: str) -> str:
    return hashlib.sha256(f"{chat_id}\n{field}\n{wanted}".encode()).hexdigest()[:12]


def _no_way(field: str) -> Text:
    return Text(f"企业微信没有办法设置 {field}。", f"WeCom has no way to set {field}.")
