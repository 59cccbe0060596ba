"""partners-allowed: people of other companies only in customer groups, and only where the profile allows (D1.1)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.group import GroupType
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import kept_groups
from reconciler.text import Text

ALLOWED: Final = False


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Groups with partners that are no customer group, or whose profiles do not allow partners."""
    for spec in kept_groups(facts):
        if not spec.partners:
            continue
        if spec.type is not GroupType.CUSTOMER:
            yield Flaw(
                spec.place.at("partners"),
                Text(
                    "外部伙伴只能进客户群，而这个群不是客户群。",
                    "Partners can only be in customer groups, and this is none.",
                ),
                spec.key,
                Text(
                    "删掉 partners；确需合作单位参加的，另建一个 type: customer 的群。",
                    "Take partners out; where they are needed, open a group of type: customer.",
                ),
            )
        elif not options(spec).get("allowed", ALLOWED):
            yield Flaw(
                spec.place.at("partners"),
                Text("这一类群不允许有外部伙伴。", "Groups of this category may not have partners."),
                spec.key,
            )


RULE = Rule(
    id="partners-allowed",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A6", "D1.1", "E3.2", "F4.2"),
    title=Text("外部伙伴只进允许的群", "Partners only where allowed"),
    why=Text(
        "工作群默认只加本单位的人；外部人员在场，内部信息就等于外泄。",
        "Groups are for people of the company: what is said in front of others has left it.",
    ),
    remedy=Text(
        "删掉 partners；这一类群确需外部伙伴时，在模板里写 policy: {partners-allowed: {allowed: true}}。",
        "Take partners out, or, where groups of this category need them, write "
        "policy: {partners-allowed: {allowed: true}} in the profile.",
    ),
    good="""\
type: customer
partners:
  - {name: 周明, company: 星河公司, sponsor: zhangsan, until: 2027-03-31}
""",
    bad="""\
type: app
partners:
  - {name: 周明, company: 星河公司, sponsor: zhangsan, until: 2027-03-31}
""",
    judge=judge,
)
