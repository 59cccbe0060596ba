"""expiry-passed: what has ended is taken out of the file (A7, A8)."""

from collections.abc import Iterator
from datetime import date

from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import active_groups
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Lines of members, exceptions and partners whose last day has passed.

    A warning and no error: a member's line leaves by itself, only the file still shows it. The end of an exception
    lets a person in, and a partner stays until the owner removes them.
    """
    today = facts.now.date()
    for spec in active_groups(facts):
        yield from _ended_lines(spec, today)
        for index, partner in enumerate(spec.partners or ()):
            if partner.until is not None and partner.until < today:
                yield Flaw(
                    spec.place.at("partners", index, "until"),
                    Text(
                        f"外部伙伴“{partner.name}”已于 {partner.until} 到期。",
                        f"The time of the partner “{partner.name}” ended on {partner.until}.",
                    ),
                    spec.key,
                    Text(
                        "请群主把他移出群，再删掉这一项；还要合作就改 until。",
                        "Have the owner remove them and delete the item, or change until.",
                    ),
                )


def _ended_lines(spec: GroupSpec, today: date) -> Iterator[Flaw]:
    for index, line in enumerate(spec.members or ()):
        if line.until is not None and line.until < today:
            yield Flaw(
                spec.place.at("members", index, "until"),
                Text(f"“{line.value}”已于 {line.until} 到期。", f"“{line.value}” ended on {line.until}."),
                spec.key,
            )
    for index, line in enumerate(spec.excepted):
        if line.until is not None and line.until < today:
            yield Flaw(
                spec.place.at("except", index, "until"),
                Text(
                    f"不让 `{line.value}` 加入的期限已于 {line.until} 结束。",
                    f"Keeping out `{line.value}` ended on {line.until}.",
                ),
                spec.key,
            )


RULE = Rule(
    id="expiry-passed",
    severity=Severity.WARNING,
    needs=Needs.FILES,
    clauses=("A7", "A8"),
    title=Text("到期的条目要清掉", "What ended is taken out"),
    why=Text(
        "到期的条目已经不起作用，留着会让看文件的人以为他还在群里。",
        "A line that has ended does nothing and lets readers believe that the person is still in.",
    ),
    remedy=Text("删掉这一项；还需要就改 until。", "Delete the item, or change until where it is still needed."),
    good="members: [{user: wangwu, until: 2027-06-30}]",
    bad="members: [{user: wangwu, until: 2026-06-30}]",
    judge=judge,
    dated=True,
)
