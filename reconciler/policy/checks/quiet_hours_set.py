"""quiet-hours-set: the company keeps the night's rest (D2.9)."""

from collections.abc import Iterator
from datetime import time
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.quiet_hours import QuietHours
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.clock import covers
from reconciler.text import Text

NIGHT: Final = QuietHours(time(23, 30), time(7, 30))


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """A company without quiet hours, or with ones that leave out a minute between 23:30 and 07:30."""
    company = facts.desired.company
    quiet = company.quiet_hours
    if quiet is None:
        yield Flaw(company.place.at("quiet_hours"), Text("没有设免打扰时段。", "The company has no quiet hours."))
    elif not covers(quiet, NIGHT):
        yield Flaw(
            company.place.at("quiet_hours"),
            Text(
                f"免打扰时段 {quiet.start:%H:%M}–{quiet.end:%H:%M} 没有盖住 23:30–07:30。",
                f"The quiet hours {quiet.start:%H:%M}–{quiet.end:%H:%M} do not cover 23:30–07:30.",
            ),
        )


RULE = Rule(
    id="quiet-hours-set",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("D2.9",),
    title=Text("夜间免打扰", "Quiet hours are set"),
    why=Text(
        "夜里 23:30 到早上 07:30 是休息时间，不能往群里发消息。",
        "From 23:30 to 07:30 people rest, and nothing may be sent.",
    ),
    remedy=Text(
        'quiet_hours 写成 {from: "23:30", to: "07:30"}，或更长。',
        'Write quiet_hours: {from: "23:30", to: "07:30"}, or longer.',
    ),
    good="""\
kind: company
quiet_hours: {from: "23:30", to: "07:30"}
""",
    bad="""\
kind: company
quiet_hours: {from: "23:30", to: "06:00"}
""",
    judge=judge,
)
