"""notice-source: who states facts of others says where they come from (H5.2)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Notices that quote without a source."""
    for notice in facts.desired.notices:
        if notice.quotes and not notice.source:
            yield Flaw(
                notice.place.at("source"),
                Text(
                    f"通知“{notice.key}”引用了别人的信息，却没有写出处。",
                    f"The notice “{notice.key}” quotes others but names no source.",
                ),
                notice.key,
            )


RULE = Rule(
    id="notice-source",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("H5.2",),
    title=Text("引用写明出处", "Quotes name their source"),
    why=Text(
        "没有出处的信息无法核实，转一次就变成传言。", "What has no source cannot be checked and spreads as rumour."
    ),
    remedy=Text(
        "在 `source` 写上出处；没有引用就把 `quotes` 改成 false。",
        "Name the source under `source`, or set `quotes` to false if nothing is quoted.",
    ),
    good=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "quotes: true\n"
        "source: 财政部 2026 年第 12 号公告"
    ),
    bad=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "quotes: true"
    ),
    judge=judge,
)
