"""Fields of documents as people say them: which document, which field, from what to what."""

from collections.abc import Mapping
from typing import Any, Final

from reconciler.model.called import mask_id
from reconciler.model.field_change import CREATED, DELETED, UNCLEAR, FieldChange
from reconciler.text import Text

KINDS: Final[Mapping[str, Text]] = {
    "company": Text("公司设置", "company settings"),
    "department": Text("部门", "department"),
    "profile": Text("模板", "profile"),
    "group": Text("群", "group"),
    "ruleset": Text("群规", "rule set"),
    "notice": Text("通知", "notice"),
    "task": Text("任务", "task"),
    "activity": Text("活动", "activity"),
    "sanction": Text("处分", "sanction"),
    "waiver": Text("豁免", "waivers"),
    "override": Text("护栏放宽", "overrides"),
    "case": Text("规则用例", "case of rules"),
    "file": Text("读不出来的文件", "unreadable file"),
}
FIELDS: Final[Mapping[str, Text]] = {
    CREATED: Text("新建", "created"),
    DELETED: Text("删除", "deleted"),
    UNCLEAR: Text("说不清的改动（文件读不出来，或 key 重复）", "unclear change (unreadable, or a key used twice)"),
    "key": Text("key 改名", "key renamed"),
    "name": Text("名称", "name"),
    "owner": Text("群主", "owner"),
    "admins": Text("群管理员", "admins"),
    "members": Text("成员", "members"),
    "except": Text("不让加入的人", "people kept out"),
    "department": Text("所属部门", "department"),
    "purpose": Text("用途", "purpose"),
    "announcement": Text("群公告", "announcement"),
    "review": Text("复核", "review"),
    "lifecycle": Text("生命周期", "lifecycle"),
    "partners": Text("外部合作伙伴", "partners"),
    "classification": Text("密级", "classification"),
    "permissions": Text("权限", "permissions"),
    "rulesets": Text("群规", "rule sets"),
    "limits": Text("人数上限", "limits"),
    "head": Text("负责人", "head"),
    "deputy": Text("副负责人", "deputy"),
    "delegates": Text("受托人", "delegates"),
    "delegation": Text("谁批准什么", "who approves what"),
    "roles": Text("角色", "roles"),
    "governance": Text("治理人员", "governance"),
    "entries": Text("条目", "entries"),
}
_LONGEST: Final = 60
_SECRETIVE: Final = frozenset({"announcement", "text", "content", "welcome", "evidence"})


def document_words(change: FieldChange) -> Text:
    """`群“研发部-平台发布”（rd-platform-release）`."""
    kind = KINDS.get(change.kind, Text.same(change.kind))
    if not change.key:
        return kind
    if not change.title:
        return Text(f"{kind.zh} {change.key}", f"{kind.en} {change.key}")
    return Text(f"{kind.zh}“{change.title}”（{change.key}）", f"{kind.en} “{change.title}” ({change.key})")


def field_words(change: FieldChange, *, masked: bool = False) -> Text:
    """The field, and from what to what; a message's text is never shown, and ids are masked where they have to be."""
    name = FIELDS.get(change.steps[0], Text.same(change.steps[0]))
    shown = change.field if not masked else ".".join(change.steps)
    if change.field in {CREATED, DELETED, UNCLEAR}:
        return name
    label = name if name.en == shown else Text(f"{name.zh} {shown}", f"{name.en} {shown}")
    if _SECRETIVE & set(change.steps):
        return Text(f"{label.zh}：有改动", f"{label.en}: changed")
    if change.before is None and "/+" in change.field:
        return Text(f"{label.zh}{_extra(change.after, masked)}", f"{label.en}{_extra(change.after, masked)}")
    if change.after is None and "/-" in change.field:
        return label
    before, after = _value(change.before, masked), _value(change.after, masked)
    return Text(f"{label.zh}：{before} → {after}", f"{label.en}: {before} → {after}")


def _extra(value: Any, masked: bool) -> str:
    """What an entry says beyond its name: until when, why."""
    if not isinstance(value, dict) or masked:
        return ""
    more = [f"{name} {each}" for name, each in value.items() if name in {"until", "reason"}]
    return f" ({', '.join(more)})" if more else ""


def _value(value: Any, masked: bool) -> str:
    if value is None:
        return "∅"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        words = ", ".join(_value(each, masked) for each in value)
        return f"[{words}]" if len(words) <= _LONGEST else f"[{len(value)}]"
    if isinstance(value, dict):
        words = ", ".join(f"{name}: {_value(each, masked)}" for name, each in value.items())
        return f"{{{words}}}" if len(words) <= _LONGEST else "{…}"
    words = mask_id(str(value)) if masked and isinstance(value, str) else str(value)
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
