"""notice-outside-hours: a notice in the quiet hours waits until they end (D2.9)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Notices whose time lies in the quiet hours, with the time they move to."""
    quiet = facts.desired.company.quiet_hours
    if quiet is None:
        return
    for notice in facts.desired.notices:
        if quiet.contains(notice.at):
            moved = f"{quiet.next_end(notice.at):%Y-%m-%d %H:%M}"
            yield Flaw(
                notice.place.at("at"),
                Text(
                    f"通知“{notice.key}”的发送时间在免打扰时段里，会推迟到 {moved}。",
                    f"The notice “{notice.key}” falls into the quiet hours and waits until {moved}.",
                ),
                notice.key,
            )


RULE = Rule(
    id="notice-outside-hours",
    severity=Severity.NOTE,
    needs=Needs.FILES,
    clauses=("D2.9",),
    title=Text("通知避开免打扰时段", "Notices outside the quiet hours"),
    why=Text("免打扰时段里什么都不发。", "Nothing is sent in the quiet hours."),
    remedy=Text("把 `at` 改到免打扰时段以外；推迟也行就不用改。", "Move `at` out of them, or leave it to be moved."),
    good=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00"
    ),
    bad=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 23:45"
    ),
    judge=judge,
)
