"""notice-approver: somebody answers for what is said; in confidential groups somebody else than the author (F5.2.1)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import Classification
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.audience import groups_by_key, is_confidential, targets
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Notices without an approver, and confidential ones that their author approved."""
    groups = groups_by_key(facts)
    for notice in facts.desired.notices:
        confidential = notice.classification is Classification.CONFIDENTIAL or any(
            is_confidential(spec) for _, spec in targets(notice.groups, groups)
        )
        if notice.approver is None:
            yield Flaw(
                notice.place.at("approver"),
                Text(f"通知“{notice.key}”没有写审核人。", f"The notice “{notice.key}” names no approver."),
                notice.key,
            )
        elif confidential and notice.author is None:
            yield Flaw(
                notice.place.at("author"),
                Text(
                    f"保密通知“{notice.key}”没有写作者，看不出审核人是不是另一个人。",
                    f"The confidential notice “{notice.key}” names no author, so nobody can tell whether somebody "
                    "else approved it.",
                ),
                notice.key,
                Text("在 `author` 写上起草人的账号。", "Write the user id of whoever drafted it under `author`."),
            )
        elif confidential and notice.author == notice.approver:
            yield Flaw(
                notice.place.at("approver"),
                Text(
                    f"通知“{notice.key}”发往保密群或本身保密，审核人却就是作者“{notice.author}”。",
                    f"The notice “{notice.key}” is confidential or goes to a confidential group, yet its author "
                    f"“{notice.author}” approves it.",
                ),
                notice.key,
                Text("请作者以外的责任人审核，并写在 `approver`。", "Have somebody else approve it and name them."),
            )


RULE = Rule(
    id="notice-approver",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("A9", "E3.3", "F5.2.1"),
    title=Text("通知有人审核", "Notices are approved"),
    why=Text(
        "没有人负责的消息难保准确；保密信息要由作者以外的责任人审核。",
        "What nobody answers for is rarely right; confidential matters need a second pair of eyes.",
    ),
    remedy=Text("在 `approver` 写上审核人的账号。", "Write the approver's user id under `approver`."),
    good=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "author: lisi\n"
        "approver: zhangsan"
    ),
    bad=(
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "author: lisi"
    ),
    judge=judge,
)
