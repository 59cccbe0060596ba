"""expiry-near: nobody is surprised by an end date (A7)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import active_groups
from reconciler.text import Text

DAYS: Final = 14


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Lines of members, exceptions and partners whose last day is today or within the next days."""
    today = facts.now.date()
    for spec in active_groups(facts):
        until = today + timedelta(days=options(spec).get("days", DAYS))
        for section, index, name, end in _ends(spec):
            if today <= end <= until:
                yield Flaw(
                    spec.place.at(section, index, "until"),
                    Text(
                        f"“{name}”将于 {end} 到期，{_when((end - today).days).zh}。",
                        f"“{name}” ends on {end}, {_when((end - today).days).en}.",
                    ),
                    spec.key,
                )


def _ends(spec: GroupSpec) -> Iterator[tuple[str, int, str, date]]:
    """Section, index, name and last day of everything that ends."""
    for section, lines in (("members", spec.members or ()), ("except", spec.excepted)):
        for index, line in enumerate(lines):
            if line.until is not None:
                yield section, index, line.value, line.until
    for index, partner in enumerate(spec.partners or ()):
        if partner.until is not None:
            yield "partners", index, partner.name, partner.until


def _when(days: int) -> Text:
    return Text("就是今天", "which is today") if days == 0 else Text(f"还剩 {days} 天", f"{days} days from now")


RULE = Rule(
    id="expiry-near",
    severity=Severity.NOTE,
    needs=Needs.FILES,
    clauses=("A7",),
    title=Text("快到期的条目", "What ends soon"),
    why=Text(
        "到期会自动生效：人会被移出，或者不再被挡在外面。",
        "An end takes effect by itself: people leave, or are no longer kept out.",
    ),
    remedy=Text(
        "还需要就改 until；不需要就不用管。", "Change until where it is still needed; otherwise leave it alone."
    ),
    good="members: [{user: wangwu, until: 2027-06-30}]",
    bad="members: [{user: wangwu, until: 2026-11-27}]",
    judge=judge,
    dated=True,
)
