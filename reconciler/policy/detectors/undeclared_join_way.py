"""undeclared-join-way: people from outside come in by ways that git declares (C2.5).

WeCom lists neither join ways nor welcome templates, and shows an application only what it made itself [92229]. What can
be seen is the mark (`state`) that people carry who came in by one.
"""

from collections import Counter
from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import GroupType
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Marks of people in customer groups that no declared join way has, one flaw for each group and mark.

    A join way of any group counts: people may have come into this one because another was full.
    """
    declared = {way.state for spec in facts.groups for way in spec.join if way.state}
    for group, live in seen_groups(facts, GroupType.CUSTOMER):
        marks = Counter(outsider.state for outsider in live.outsiders if outsider.state)
        for mark, number in sorted(marks.items()):
            if mark in declared:
                continue
            yield Flaw(
                group.spec.place.at("join" if group.spec.join else "type"),
                Text(
                    f"群“{group.key}”里有 {number} 名外部人员带着渠道标记“{mark}”，没有一个登记的进群方式用它。",
                    f"{number} from outside in the group “{group.key}” carry the mark “{mark}”, which no declared way "
                    "in has.",
                ),
                group.key,
            )


RULE = Rule(
    id="undeclared-join-way",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("C2.5",),
    title=Text("进群的口子都已登记", "Every way in is declared"),
    why=Text(
        "有人从没登记的二维码或按钮进了群；进群方式和欢迎语都没有列表接口，只能从进来的人身上看出来。",
        "Somebody came in by a code or button that git does not know; no API lists ways in or welcomes, so only the "
        "people who came tell.",
    ),
    remedy=Text(
        "还在用的，在 `join` 里写上带这个 `state` 的进群方式；不用的，请建它的应用或管理员删掉。",
        "If it is in use, declare it under `join` with this `state`; if not, have the application or administrator "
        "that made it delete it.",
    ),
    good="type: customer\njoin: [{key: lobby, auto_create_room: false, state: lobby-qr}]   # 进来的人都带 lobby-qr",
    bad="type: customer\njoin: [{key: lobby, auto_create_room: false, state: lobby-qr}]   # 有人带着 campaign7",
    judge=judge,
    limited_by=("customer", "join"),
)
