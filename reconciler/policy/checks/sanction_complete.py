"""sanction-complete: a sanction can be explained and ends when it should (E3.4, F6.1, H7)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.model.sanction import Sanction, Step
from reconciler.text import Text

WITH_END: Final = frozenset({Step.MUTE, Step.BAN})


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Sanctions without reason, evidence, an approver other than the person, or the end that the step has."""
    for sanction in facts.desired.sanctions:
        yield from _unexplained(sanction)
        yield from _unapproved(sanction)
        yield from _endless(sanction)


def _unexplained(sanction: Sanction) -> Iterator[Flaw]:
    if not (sanction.reason or "").strip():
        yield Flaw(
            sanction.place.at("reason"),
            Text("处分没有写理由。", "The sanction has no reason."),
            sanction.key,
            Text("写上 reason：违反了哪一条、做了什么。", "Add reason: which rule was broken, and how."),
        )
    if not (sanction.evidence or "").strip():
        yield Flaw(
            sanction.place.at("evidence"),
            Text("处分没有写证据。", "The sanction has no evidence."),
            sanction.key,
            Text(
                "写上 evidence：证据存放在哪里，不要贴聊天原文。",
                "Add evidence: where it is kept, without quoting messages.",
            ),
        )


def _unapproved(sanction: Sanction) -> Iterator[Flaw]:
    if sanction.approver is None:
        yield Flaw(
            sanction.place.at("approver"),
            Text("处分没有写批准人。", "The sanction has no approver."),
            sanction.key,
            Text("写上 approver：批准处分的人。", "Add approver: who approved the sanction."),
        )
    elif sanction.approver == sanction.person:
        yield Flaw(
            sanction.place.at("approver"),
            Text(
                f"`{sanction.person}` 不能批准对自己的处分。",
                f"`{sanction.person}` cannot approve a sanction of their own.",
            ),
            sanction.key,
            Text("换一个人批准。", "Name another approver."),
        )


def _endless(sanction: Sanction) -> Iterator[Flaw]:
    if sanction.until is None:
        if sanction.step in WITH_END:
            yield Flaw(
                sanction.place.at("until"),
                Text(f"{sanction.step} 没有写到哪天为止。", f"The sanction {sanction.step} has no end date."),
                sanction.key,
                Text("写上 until：处分的最后一天。", "Add until: the last day of the sanction."),
            )
    elif sanction.until < sanction.begins:
        yield Flaw(
            sanction.place.at("until"),
            Text(
                f"处分在 {sanction.begins} 开始，却在 {sanction.until} 就结束。",
                f"The sanction begins on {sanction.begins} and ends on {sanction.until}, before it.",
            ),
            sanction.key,
            Text(f"把 until 改成 {sanction.begins} 或以后。", f"Change until to {sanction.begins} or later."),
        )


RULE = Rule(
    id="sanction-complete",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E3.4", "F6.1", "H7"),
    title=Text("处分有据可查", "Sanctions are documented"),
    why=Text(
        "没有理由、证据和批准人的处分站不住脚，没有期限的禁言也解除不了。",
        "A sanction without reason, evidence and approver does not stand, and one without end is never lifted.",
    ),
    remedy=Text("补全 reason、evidence、approver 和 until。", "Complete reason, evidence, approver and until."),
    good="""\
kind: sanction
key: s-2026-01
person: wangwu
groups: [rd-release]
step: mute
reason: 多次在群里发广告
evidence: 审计系统工单 4711
begins: 2026-11-20
until: 2026-11-27
approver: zhangsan
ruleset: standard
""",
    bad="""\
kind: sanction
key: s-2026-01
person: wangwu
groups: [rd-release]
step: mute
begins: 2026-11-20
""",
    judge=judge,
)
