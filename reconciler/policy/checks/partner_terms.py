"""partner-terms: somebody answers for every partner, and not for ever (A6)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.days import days_of
from reconciler.policy.standing import kept_groups
from reconciler.text import Text

LONGEST: Final = "365d"


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Partners without a sponsor, without an end date, or with one that is too far away, counted from today."""
    for spec in kept_groups(facts):
        if spec.partners:
            yield from _of_group(spec, facts, days_of(options(spec).get("longest", LONGEST)))


def _of_group(spec: GroupSpec, facts: Facts, longest: int) -> Iterator[Flaw]:
    last = facts.now.date() + timedelta(days=longest)
    for index, partner in enumerate(spec.partners or ()):
        place = spec.place.at("partners", index)
        if partner.sponsor is None:
            yield Flaw(
                place,
                Text(f"外部伙伴“{partner.name}”没有担保人。", f"Nobody answers for the partner “{partner.name}”."),
                spec.key,
                Text("写上 `sponsor`：由哪位同事对接和担保。", "Add `sponsor`: the colleague who answers for them."),
            )
        if partner.until is None:
            yield Flaw(
                place,
                Text(f"外部伙伴“{partner.name}”没有截止日期。", f"The partner “{partner.name}” has no end date."),
                spec.key,
                Text(
                    f"写上 `until`：合作到哪天为止，不晚于 {last}。",
                    f"Add `until`: the last day of working together, {last} at the latest.",
                ),
            )
        elif partner.until > last:
            yield Flaw(
                place.at("until"),
                Text(
                    f"外部伙伴“{partner.name}”的截止日期超过了 {longest} 天。",
                    f"The end date of the partner “{partner.name}” is more than {longest} days away.",
                ),
                spec.key,
                Text(f"把 until 改成不晚于 {last} 的日期。", f"Change until to {last} or earlier."),
            )


RULE = Rule(
    id="partner-terms",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A6",),
    title=Text("外部伙伴有担保人和期限", "Partners have a sponsor and an end"),
    why=Text(
        "没人担保、没有期限的外部伙伴，合作结束了也没人请他出去。",
        "A partner nobody answers for stays in the group when the work is long over.",
    ),
    remedy=Text("给每位外部伙伴写上 sponsor 和 until。", "Give every partner a sponsor and an until."),
    good="""\
type: customer
partners:
  - {name: 周明, company: 星河公司, sponsor: zhangsan, until: 2027-03-31}
""",
    bad="""\
type: customer
partners:
  - {name: 周明, company: 星河公司}
""",
    judge=judge,
)
