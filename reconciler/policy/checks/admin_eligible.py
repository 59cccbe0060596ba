"""admin-eligible: admins are people to whom a department's groups are entrusted (A5, D3.1)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.ids import user_id
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.deciders import Deciders
from reconciler.policy.standing import active_groups
from reconciler.text import Text

ALSO: Final[tuple[str, ...]] = ()


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Admins who are neither head, deputy or delegate of the group's department, nor of the governance, nor designated.

    Designated (A5: 指定管理员) are those whom the option `also` names, in company.yaml or in a profile.
    """
    deciders = Deciders(facts)
    for spec in active_groups(facts):
        eligible = deciders.of(spec)
        if eligible is None or not spec.admins or eligible.issuperset(spec.admins):
            continue
        also = frozenset(map(user_id, options(spec).get("also", ALSO)))
        who = deciders.words(spec)
        for index, admin in enumerate(spec.admins):
            if admin not in eligible and admin not in also and admin != spec.owner:
                yield Flaw(
                    spec.place.at("admins", index),
                    Text(f"群管理员 `{admin}` 不是{who.zh}。", f"The admin `{admin}` is not {who.en}."),
                    spec.key,
                )


RULE = Rule(
    id="admin-eligible",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A5", "D3.1"),
    title=Text("谁能当群管理员", "Who may be an admin"),
    why=Text(
        "管理员能拉人和移人，要由部门指定，出了事才找得到人。",
        "Admins add and remove people: they are designated by the department, so that somebody answers for it.",
    ),
    remedy=Text(
        "换成部门指定的人；确实由他管，就写进 department.yaml 的 delegates，或写进这条规则的选项 also。",
        "Name people the department designated, or add the person to delegates in department.yaml "
        "or to this rule's option also.",
    ),
    good="admins: [lisi]     # department.yaml: delegates: [lisi]",
    bad="admins: [wangwu]   # 不在 department.yaml 里",
    judge=judge,
)
