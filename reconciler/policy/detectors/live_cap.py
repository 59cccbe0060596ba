"""live-cap: a live group has room left (C3.5)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text

NEARLY_FULL = 95  # per cent of the cap


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Live groups over their cap or nearly full; the cap is limits.max_members or what WeCom lets in, the smaller."""
    people_cap = facts.desired.company.people_cap
    for group, live in seen_groups(facts):
        own = group.spec.max_members
        cap = people_cap if own is None else min(own, people_cap)
        number = len(live.members)
        if number * 100 < cap * NEARLY_FULL:
            continue
        if number > cap:
            what = Text(
                f"群“{group.key}”现在有 {number} 人，超过上限 {cap} 人。",
                f"The group “{group.key}” has {number} people now, more than its cap of {cap}.",
            )
        else:
            what = Text(
                f"群“{group.key}”现在有 {number} 人，快到上限 {cap} 人了。",
                f"The group “{group.key}” has {number} people now; its cap is {cap}.",
            )
        yield Flaw(group.spec.place.at("limits", "max_members"), what, group.key)


RULE = Rule(
    id="live-cap",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("C3.5",),
    title=Text("群里还有空位", "The group has room left"),
    why=Text("满员以后新人进不来，入群请求会失败。", "When it is full nobody new gets in and adding people fails."),
    remedy=Text(
        "清理不再需要的人、拆成几个群，或者调高 `limits.max_members`。",
        "Remove whoever is not needed, split the group, or raise `limits.max_members`.",
    ),
    good="limits: {max_members: 60}   # 群里 40 人",
    bad="limits: {max_members: 60}   # 群里 59 人",
    judge=judge,
    limited_by=("app", "member_cap"),
)
