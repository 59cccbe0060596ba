"""sanction-owner-successor: when an owner has to go, somebody takes over (F6.3)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.model.sanction import OUSTING, Sanction
from reconciler.policy.standing import active_groups
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Groups whose owner is put out by a sanction that is not over, and that have no deputy who may stay."""
    today = facts.now.date()
    ousted: dict[tuple[GroupKey, UserId], Sanction] = {
        (group, sanction.person): sanction
        for sanction in facts.desired.sanctions
        if sanction.step in OUSTING and (sanction.until is None or sanction.until >= today)
        for group in sanction.groups
    }
    if not ousted:
        return
    for spec in active_groups(facts):
        sanction = ousted.get((spec.key, spec.owner))
        if sanction is None or (spec.deputy not in {None, spec.owner} and (spec.key, spec.deputy) not in ousted):
            continue
        yield Flaw(
            spec.place.at("owner" if spec.deputy is None else "deputy"),
            Text(
                f"群主 `{spec.owner}` 因处分 `{sanction.key}` 要退出，却没有能接手的代理人。",
                f"The owner `{spec.owner}` has to leave by sanction `{sanction.key}`, and no deputy can take over.",
            ),
            spec.key,
        )


RULE = Rule(
    id="sanction-owner-successor",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F6.3",),
    title=Text("群主受处分有人接手", "A sanctioned owner has a successor"),
    why=Text(
        "群主失职同样追究；没有人接手，群就没人管了。",
        "Owners answer for their failings, too; without a successor the group has nobody.",
    ),
    remedy=Text(
        "在这个群的文件里写上 deputy（不受处分的人），或者换一个 owner。",
        "Add deputy to the group's file, somebody who is not sanctioned, or name another owner.",
    ),
    good="""\
deputy: lisi
---
kind: sanction
key: s-2026-01
person: zhangsan
groups: [rd-release]
step: remove
begins: 2026-11-20
""",
    bad="""\
kind: sanction
key: s-2026-01
person: zhangsan
groups: [rd-release]
step: remove
begins: 2026-11-20
""",
    judge=judge,
)
