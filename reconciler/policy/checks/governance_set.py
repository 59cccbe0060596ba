"""governance-set: somebody answers for all groups (D3.1)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """A company that names neither people nor a tag for the governance of its groups."""
    company = facts.desired.company
    if not company.governance.people and company.governance.tag is None:
        yield Flaw(
            company.place.at("governance"),
            Text("没有写谁统一管理所有的群。", "Nobody is named for the governance of all groups."),
        )


RULE = Rule(
    id="governance-set",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("D3.1",),
    title=Text("有人统一管理", "Governance is set"),
    why=Text(
        "实名、巡查和违规处理要有人统一负责，一般是人力资源中心。",
        "Somebody answers for names, checks and sanctions in all groups, usually the HR department.",
    ),
    remedy=Text(
        "在 company.yaml 写上 governance: {people: [负责人的账号]}。",
        "Write governance: {people: [their user ids]} in company.yaml.",
    ),
    good="""\
kind: company
governance: {people: [hrhead]}
""",
    bad="""\
kind: company
governance: {people: []}
""",
    judge=judge,
)
