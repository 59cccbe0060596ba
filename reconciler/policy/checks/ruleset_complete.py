"""ruleset-complete: a rule set says who issued it, who approved it, its version and from when it holds (D4, E7, H8)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Rule sets without issuer or approver; version and effective date the schema asks for."""
    for ruleset in facts.desired.rulesets.values():
        if ruleset.issued_by is None:
            yield Flaw(
                ruleset.place.at("issued_by"),
                Text(f"群规“{ruleset.title}”没有写由谁颁布。", f"The rule set “{ruleset.title}” names no issuer."),
                ruleset.key,
                Text(
                    "写上 issued_by：由哪个部门或委员会颁布和解释。",
                    "Add issued_by: the department or committee that issues and interprets it.",
                ),
            )
        if ruleset.approver is None:
            yield Flaw(
                ruleset.place.at("approver"),
                Text(f"群规“{ruleset.title}”没有写由谁批准。", f"The rule set “{ruleset.title}” names no approver."),
                ruleset.key,
                Text("写上 approver：批准它的领导的账号。", "Add approver: the user id of who approved it."),
            )


RULE = Rule(
    id="ruleset-complete",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("D4", "E7.1", "E7.3", "F7", "H8"),
    title=Text("群规写得完整", "Rule sets are complete"),
    why=Text(
        "不知道谁颁布、谁批准、从哪天起生效，群规就没有效力。",
        "Rules bind nobody as long as it is unknown who issued and approved them, and from when they hold.",
    ),
    remedy=Text(
        "写上 issued_by、approver、version 和 effective_from。", "Add issued_by, approver, version and effective_from."
    ),
    good="""\
kind: ruleset
key: standard
version: "1.0"
effective_from: 2026-01-01
issued_by: 综合管理部
approver: zhangsan
""",
    bad="""\
kind: ruleset
key: local
version: "1.0"
title: 补充规定
text: 请实名
effective_from: 2026-01-01
""",
    judge=judge,
)
