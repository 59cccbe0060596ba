"""Declared settings that only a person can make, and that WeCom does not show: somebody vouches for each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from reconciler.model.group import Enrolment, GroupType, Lifecycle
from reconciler.model.ids import UserId, text_digest
from reconciler.model.live import LiveGroup
from reconciler.model.plan import Impossible
from reconciler.model.resolved import ResolvedGroup
from reconciler.planning.reach import Reach
from reconciler.text import Text

_PERMISSION_VALUES = {
    "everyone": Text("所有成员", "everyone"),
    "admins": Text("仅群主和管理员", "owner and admins only"),
    "owner": Text("仅群主", "owner only"),
    "visible": Text("可见", "visible"),
    "hidden": Text("不可见", "hidden"),
    True: Text("开启", "on"),
    False: Text("关闭", "off"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One declared setting: the row of the capability table, the wanted value as canonical text and in words.

    `is_unsure`: a call about it got no answer, so that only a person can tell.
    """

    field: str
    wanted: str
    words: Text
    people: tuple[UserId, ...] = ()
    is_unsure: bool = False


def duties(
    group: ResolvedGroup, live: LiveGroup | None, reach: Reach
) -> tuple[tuple[Duty, ...], tuple[Impossible, ...]]:
    """Every declared setting of one group that a person has to make unseen, and what nobody can make.

    Clauses: B1, C2.3, C2.4, C4.1, I1.3.
    """
    if group.membership is Enrolment.OBSERVE or (live is None and group.spec.type is not GroupType.APP):
        return (), ()
    if group.spec.lifecycle is Lifecycle.RETIRING:
        gone = Duty("dissolve", group.chat_id, Text("解散这个群，再把文件改成 lifecycle: retired", _DISSOLVE))
        return (gone,) if live is not None else (), ()
    if group.spec.lifecycle is not Lifecycle.ACTIVE:
        return (), ()
    owed: list[Duty] = []
    impossible: list[Impossible] = []
    for duty in _declared(group, live):
        if reach.needs_person(group.spec.type, duty.field):
            owed.append(duty)
        elif not reach.writes(group.spec.type, duty.field):
            impossible.append(Impossible(group.key, duty.field, _no_way(duty.field)))
    return tuple(owed), tuple(impossible)


_DISSOLVE = "Dissolve the group, then write lifecycle: retired into its file"


def admins_duty(group: ResolvedGroup) -> Duty:
    """The group's admins."""
    admins = tuple(sorted(group.spec.admins or ()))
    return Duty("admins", json.dumps(admins), Text("群管理员：{people}", "Group admins: {people}"), admins)


def announcement_duty(announcement: str) -> Duty:
    """The announcement, by its digest."""
    words = Text("群公告与 YAML 中的 announcement 一致", "The announcement reads as in the YAML")
    return Duty("announcement", text_digest(announcement), words)


def _declared(group: ResolvedGroup, live: LiveGroup | None) -> Iterator[Duty]:
    """What live shows is compared with it elsewhere."""
    spec = group.spec
    if spec.admins and (live is None or live.admins is None):
        yield admins_duty(group)
    if spec.announcement and (live is None or live.announced is None):
        yield announcement_duty(spec.announcement)
    for name in sorted(spec.permissions):
        value = spec.permissions[name]
        words = _PERMISSION_VALUES.get(value, Text.same(str(value)))
        yield Duty(f"permissions.{name}", json.dumps(value), words)
    for name, file in (("avatar", spec.avatar), ("background", spec.background)):
        if file:
            yield Duty(name, file, Text(f"使用文件 {file}", f"Use the file {file}"))
    if spec.rulesets and spec.webhook_env is None:
        keys = listed_keys(spec.rulesets)
        yield Duty("rules", keys, Text(f"把群规（{keys}）发到群里", f"Post the rules ({keys}) in the group"))


def listed_keys(keys: tuple[str, ...]) -> str:
    """Keys of rule sets as one text."""
    return ", ".join(keys)


def _no_way(field: str) -> Text:
    return Text(f"企业微信没有办法设置 {field}。", f"WeCom has no way to set {field}.")
