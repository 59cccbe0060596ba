"""owner-eligible: a group is run by somebody who may decide for its department (A5, D3.1)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.ids import user_id
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.deciders import Deciders
from reconciler.policy.standing import named_groups
from reconciler.text import Text

ALSO: Final[tuple[str, ...]] = ()


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Owners who are neither head, deputy or delegate of the group's department nor of the governance."""
    deciders = Deciders(facts)
    for spec in named_groups(facts):
        eligible = deciders.of(spec)
        if eligible is None or spec.owner in eligible or spec.owner in map(user_id, options(spec).get("also", ALSO)):
            continue
        who = deciders.words(spec)
        yield Flaw(
            spec.place.at("owner"),
            Text(f"群主 `{spec.owner}` 不是{who.zh}。", f"The owner `{spec.owner}` is not {who.en}."),
            spec.key,
        )


RULE = Rule(
    id="owner-eligible",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A5", "D3.1"),
    title=Text("谁能当群主", "Who may own a group"),
    why=Text(
        "群主能拉人、移人、转让和解散群，要由对部门负责的人担任。",
        "An owner adds, removes, hands over and dissolves: that takes somebody who answers for the department.",
    ),
    remedy=Text(
        "换成部门负责人、副负责人或受托人；确实由他管，就写进 department.yaml 的 delegates。",
        "Name the head, the deputy or a delegate, or add the person to delegates in department.yaml.",
    ),
    good="owner: zhangsan   # department.yaml: head: zhangsan",
    bad="owner: wangwu      # 不在 department.yaml 里",
    judge=judge,
)
