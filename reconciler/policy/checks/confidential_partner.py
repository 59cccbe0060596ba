"""confidential-partner: nobody of another company is in a confidential group (F3, F4.2)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import confidential_groups
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Partners of confidential groups, whatever their profiles allow."""
    for spec, _place in confidential_groups(facts):
        for index, partner in enumerate(spec.partners or ()):
            yield Flaw(
                spec.place.at("partners", index),
                Text(
                    f"保密群里有外部伙伴“{partner.name}”（{partner.company}）。",
                    f"The partner “{partner.name}” ({partner.company}) is in a confidential group.",
                ),
                spec.key,
            )


RULE = Rule(
    id="confidential-partner",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F3", "F4.2"),
    title=Text("保密群没有外部伙伴", "No partners in confidential groups"),
    why=Text(
        "商业秘密、技术秘密和客户信息，只能在公司内部说。",
        "Trade secrets, technical secrets and customers' data stay inside the company.",
    ),
    remedy=Text(
        "从 partners 里删掉这一项；要和外部伙伴沟通，另建一个不保密的客户群。",
        "Take the item out of partners; talk to partners in a customer group that is not confidential.",
    ),
    good="""\
type: customer
classification: confidential
""",
    bad="""\
type: customer
classification: confidential
partners:
  - {name: 周明, company: 星河公司, sponsor: zhangsan, until: 2027-03-31}
""",
    judge=judge,
)
