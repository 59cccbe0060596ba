"""member-cap: the people a group should have fit into it (C3.5)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import GroupType, Lifecycle
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Groups with more people than limits.max_members or, for app groups, than WeCom lets in."""
    if facts.resolved is None:
        return
    people_cap = facts.desired.company.people_cap
    for group in facts.resolved.groups:
        spec, number = group.spec, len(group.members)
        own = spec.max_members
        over_own = own is not None and number > own
        over_hard = spec.type is GroupType.APP and number > people_cap
        if spec.lifecycle is Lifecycle.RETIRED or not (over_own or over_hard):
            continue
        if own is not None and over_own and (own <= people_cap or not over_hard):
            cap, place = own, spec.place.at("limits", "max_members")
        else:
            cap, place = people_cap, spec.place.at("members")
        yield Flaw(
            place,
            Text(
                f"群“{spec.key}”按 YAML 应有 {number} 人，超过上限 {cap} 人。",
                f"The group “{spec.key}” should have {number} people, more than its cap of {cap}.",
            ),
            spec.key,
        )


RULE = Rule(
    id="member-cap",
    severity=Severity.ERROR,
    needs=Needs.DIRECTORY,
    clauses=("C3.5",),
    title=Text("人数不超上限", "No more people than fit"),
    why=Text(
        "超出的人进不了群；群越大，越没人看消息。",
        "Whoever is too many does not get in; and the larger a group, the fewer read it.",
    ),
    remedy=Text(
        "缩小 `members` 的范围或拆成几个群；人数合理就调高 `limits.max_members`（应用自己占一席，最多 1,999 人）。",
        "Select fewer people or split the group; if the number is right, raise `limits.max_members` "
        "(the app takes a seat: 1,999 at most).",
    ),
    good="members:\n  - department: 研发部/平台组   # 40 人\nlimits: {max_members: 60}",
    bad="members:\n  - department: 研发部          # 120 人\nlimits: {max_members: 60}",
    judge=judge,
    limited_by=("app", "member_cap"),
)
