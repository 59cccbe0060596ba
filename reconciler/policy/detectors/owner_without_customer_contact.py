"""owner-without-customer-contact: whoever owns a customer group may use customer contact (A5) [92571]."""

from collections.abc import Iterator

from reconciler.model.directory import Directory
from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec, GroupType, Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.listing import person_shown
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Owners of customer groups, those that git names and those of today, who lack the right.

    Who is missing from the address book is live-owner or an unknown person.
    """
    if facts.directory is None or facts.live is None or facts.live.contact_people is None:
        return
    allowed = facts.live.contact_people
    today = {group.key: live.owner for group, live in seen_groups(facts, GroupType.CUSTOMER)}
    for spec in facts.groups:
        if spec.type is not GroupType.CUSTOMER or spec.lifecycle is Lifecycle.RETIRED:
            continue
        if _lacks(spec.owner, allowed, facts.directory):
            yield _flaw(spec, spec.owner, Text("群主", "the owner"), facts)
        present = today.get(spec.key, spec.owner)
        if present != spec.owner and _lacks(present, allowed, facts.directory):
            yield _flaw(spec, present, Text("现任群主", "the present owner"), facts)


def _lacks(owner: UserId, allowed: frozenset[UserId], directory: Directory) -> bool:
    return owner in directory.people and owner not in allowed


def _flaw(spec: GroupSpec, owner: UserId, role: Text, facts: Facts) -> Flaw:
    who = person_shown(owner, facts)
    return Flaw(
        spec.place.at("owner"),
        Text(
            f"客户群“{spec.key}”的{role.zh}{who.zh}没有客户联系权限。",
            f"{who.en}, {role.en} of the customer group “{spec.key}”, has no right to customer contact.",
        ),
        spec.key,
    )


RULE = Rule(
    id="owner-without-customer-contact",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("A5",),
    title=Text("客户群的群主有客户联系权限", "Owners of customer groups may use customer contact"),
    why=Text(
        "没有这个权限的人建不了客户群，也接不了别人转让的。",
        "Without the right nobody makes a customer group or takes one over.",
    ),
    remedy=Text(
        "在管理后台 → 客户联系 → 权限配置 → 使用范围中加入这个人，或者在 `owner` 写上有权限的人。",
        "Add the person in admin console → Customer Contact (客户联系) → Permissions (权限配置) → Who may use it "
        "(使用范围), or name somebody under `owner` who has the right.",
    ),
    good="type: customer\nowner: wangfang   # 在客户联系的使用范围里",
    bad="type: customer\nowner: lisi       # 不在客户联系的使用范围里",
    judge=judge,
)
