"""What differs around groups, as rows that people read."""

from collections.abc import Iterable

from reconciler.model.plan import Plan
from reconciler.model.resource import Fate, ResourceChange, ResourceKind, ResourceOp
from reconciler.render.rows.change import Row, place_words
from reconciler.render.words import counts, titles
from reconciler.render.words.names import Names
from reconciler.render.words.words import CAUSES, KINDS
from reconciler.text import Text

ACTS = {
    ResourceOp.CREATE: Text("新建", "create the"),
    ResourceOp.UPDATE: Text("修改", "change the"),
    ResourceOp.DELETE: Text("删除", "delete the"),
}
_SIGNS = {ResourceOp.CREATE: "+", ResourceOp.UPDATE: "~", ResourceOp.DELETE: "-"}
_PARTS = {
    "scene": Text("形式", "form"),
    "remark": Text("备注", "remark"),
    "auto_create_room": Text("群满后是否自动建群", "whether full groups get another"),
    "room_base_name": Text("自动建的群叫什么", "name of further groups"),
    "room_base_id": Text("自动建群的起始编号", "first number of further groups"),
    "state": Text("渠道标记", "mark"),
    "groups": Text("通向的群", "groups it leads to"),
    "text": Text("正文", "text"),
    "link": Text("链接", "link"),
    "picurl": Text("封面图", "picture"),
    "name": Text("名称", "name"),
    "words": Text("敏感词", "words"),
    "semantics": Text("拦截的内容", "kinds of content"),
    "action": Text("处理方式", "what it does"),
    "users": Text("适用的成员", "people it is for"),
    "departments": Text("适用的部门", "departments it is for"),
}


def resource_act(kind: ResourceKind, op: ResourceOp) -> Text:
    """What one call does, in words."""
    act, name = ACTS[op], KINDS[kind]
    return Text(f"{act.zh}{name.zh}", f"{act.en} {name.en}")


def resource_rows(changes: Iterable[ResourceChange], names: Names) -> list[Row]:
    """One row for each: what happens to which one, the parts that differ, and why."""
    return [
        Row(
            sign=_SIGNS[change.op],
            what=_words(change).say(names.language),
            cause=_cause(change).say(names.language),
            place=place_words(change.place),
        )
        for change in changes
    ]


def chosen(plan: Plan, fate: Fate) -> tuple[ResourceChange, ...]:
    """Differences around groups that have one fate."""
    return tuple(change for change in plan.resources if change.fate is fate)


def by_api_count(plan: Plan) -> Text:
    """How many groups and what else will be changed by API, or the word for none."""
    touched, around = sum(bool(group.changes) for group in plan.groups), len(chosen(plan, Fate.ACTED))
    parts = [counts.groups(touched), counts.changes(len(plan.changes))] if touched else []
    parts += [Text(f"群外 {around:,} 项", f"{around:,} around groups")] if around else []
    if not parts:
        return titles.NONE
    return Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _cause(change: ResourceChange) -> Text:
    """Nobody changes these in a group, so that drift is told in other words."""
    return DRIFT if change.cause.value == "drift" else CAUSES[change.cause]


DRIFT = Text("在企业微信里被人改过", "changed in WeCom by hand")


def _words(change: ResourceChange) -> Text:
    title = change.title
    if change.op is not ResourceOp.UPDATE:
        act = ACTS[change.op]
        return Text(f"{act.zh}：{title.zh}", f"{act.en.split()[0].capitalize()}: {title.en}")
    parts = [_PARTS.get(part, Text.same(part)) for part in change.differs]
    zh, en = "、".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    return Text(f"{title.zh}：改{zh}", f"{title.en}: {en}")
