"""notice-mentions: what is important names the people it is important for (G2)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.notice import Importance
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Important notices that mention nobody."""
    for notice in facts.desired.notices:
        if notice.importance is Importance.HIGH and not notice.mentions:
            yield Flaw(
                notice.place.at("mentions"),
                Text(
                    f"通知“{notice.key}”标为重要，却没有 @ 任何人。",
                    f"The notice “{notice.key}” is important but mentions nobody.",
                ),
                notice.key,
            )


RULE = Rule(
    id="notice-mentions",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("G2",),
    title=Text("重要通知 @ 到人", "Important notices mention people"),
    why=Text("群消息多，不 @ 到人，重要的事也会被刷过去。", "In a busy chat even important things are scrolled past."),
    remedy=Text(
        "在 `mentions` 写上相关成员的账号，确实人人有关就写 `@all`。",
        "List the people concerned under `mentions`, or `@all` where it concerns everyone.",
    ),
    good=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "importance: high\n"
        'mentions: [zhangsan, "@all"]'
    ),
    bad=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "importance: high"
    ),
    judge=judge,
)
