"""live-owner: the owner of a live group is there to run it (A5, F6.3)."""

from collections.abc import Iterator

from reconciler.model.directory import Directory, PersonStatus
from reconciler.model.finding import Severity
from reconciler.model.group import GroupType
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.sightings import BY_API, seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Live groups of every family whose owner is missing from the address book or has a disabled account."""
    if facts.directory is None:
        return
    for group, live in seen_groups(facts):
        if not live.shows_owner:
            continue
        owner = facts.directory.people.get(live.owner)
        if owner is None:
            state = Text("不在通讯录里，可能已离职", "is not in the address book: perhaps they left")
        elif owner.status is PersonStatus.DISABLED:
            state = Text("的账号已停用", "has a disabled account")
        else:
            continue
        role = _MAKER if group.spec.type is GroupType.INTERNAL else _OWNER
        who = facts.directory.written(live.owner)
        yield Flaw(
            group.spec.place.at("owner"),
            Text(
                f"群“{group.key}”{role.zh} {who} {state.zh}。",
                f"{who}, who {role.en} the group “{group.key}”{' now' if role is _OWNER else ''}, {state.en}.",
            ),
            group.key,
            _remedy(group, live, facts.directory),
        )


_OWNER = Text("现在的群主", "owns")
_MAKER = Text("的建群人（存档不显示现任群主）", "made (the archive does not show the present owner)")
_BEING_HANDED_OVER = Text(
    "企业微信正在移交这个群，完成后再运行一次。", "WeCom is handing the group over: run again when it has."
)


def _remedy(group: ResolvedGroup, live: LiveGroup, directory: Directory) -> Text | None:
    """What the next act is in this family; None where the rule's own one fits."""
    if live.is_inheriting:
        return _BEING_HANDED_OVER
    if group.owner == live.owner or group.owner not in directory.people:
        return None
    successor = directory.written(group.owner)
    if group.spec.type in BY_API or group.spec.type is GroupType.CUSTOMER:
        return Text(
            f"执行计划，把群主移交给 YAML 里写的 {successor}。",
            f"Apply the plan: it hands the group to {successor}, as the YAML says.",
        )
    return Text(
        f"在客户端看现在谁是群主；不是 {successor} 就请他在「群管理 → 转让群主」里转给 {successor}。",
        f"See in the client who owns it now; if that is not {successor}, ask them to hand it to {successor} under "
        "Group management → Transfer ownership (转让群主).",
    )


RULE = Rule(
    id="live-owner",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("A5", "F6.3"),
    title=Text("现任群主管得了群", "The present owner can run the group"),
    why=Text(
        "群主不在，公告、管理员和解散都没人能动。",
        "Without its owner nobody sets admins or announcements, or dissolves the group.",
    ),
    remedy=Text("在 `owner` 写上在职的接任人。", "Name a successor who works here under `owner`."),
    good="owner: lisi          # 群主在职",
    bad="owner: liaoyuan      # 群主已离职",
    judge=judge,
)
