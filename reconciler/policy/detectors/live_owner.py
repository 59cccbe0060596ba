"""live-owner: the owner of a live group is there to run it (A5, F6.3)."""

from collections.abc import Iterator

from reconciler.model.directory import PersonStatus
from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Live groups whose owner is missing from the address book or has a disabled account."""
    if facts.directory is None:
        return
    for group, live in seen_groups(facts):
        owner = facts.directory.people.get(live.owner)
        if owner is None:
            state = Text("不在通讯录里，可能已离职", "is not in the address book: perhaps they left")
        elif owner.status is PersonStatus.DISABLED:
            state = Text("的账号已停用", "has a disabled account")
        else:
            continue
        who = facts.directory.written(live.owner)
        remedy = None
        if group.owner != live.owner and group.owner in facts.directory.people:
            successor = facts.directory.written(group.owner)
            remedy = Text(
                f"执行计划，把群主移交给 YAML 里写的 {successor}。",
                f"Apply the plan: it hands the group to {successor}, as the YAML says.",
            )
        yield Flaw(
            group.spec.place.at("owner"),
            Text(
                f"群“{group.key}”现在的群主 {who} {state.zh}。",
                f"{who}, who owns the group “{group.key}” now, {state.en}.",
            ),
            group.key,
            remedy,
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
