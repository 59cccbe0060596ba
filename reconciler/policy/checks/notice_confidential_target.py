"""notice-confidential-target: what is confidential goes to confidential groups only (F5.3.1, H5.3)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.group import Classification, GroupSpec
from reconciler.model.notice import Notice
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.audience import groups_by_key, is_confidential, targets
from reconciler.policy.secrecy_marks import secrecy_mark
from reconciler.text import Text, listed


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Public groups of a confidential notice, and public notices that carry a mark of secrecy."""
    groups = groups_by_key(facts)
    for notice in facts.desired.notices:
        public = [(index, spec) for index, spec in targets(notice.groups, groups) if not is_confidential(spec)]
        if notice.classification is Classification.CONFIDENTIAL:
            yield from (_wrong_group(notice, index, spec) for index, spec in public)
        elif public:
            yield from _marked(notice, [spec.key for _, spec in public])


def _wrong_group(notice: Notice, index: int, spec: GroupSpec) -> Flaw:
    return Flaw(
        notice.place.at("groups", index),
        Text(
            f"保密通知“{notice.key}”要发到公开群“{spec.key}”。",
            f"The confidential notice “{notice.key}” would go to the public group “{spec.key}”.",
        ),
        notice.key,
    )


def _marked(notice: Notice, public: list[str]) -> Iterator[Flaw]:
    for field, words in (("title", notice.title), ("text", notice.text)):
        mark = secrecy_mark(words)
        if mark is not None:
            named = listed(public)
            yield Flaw(
                notice.place.at(field),
                Text(
                    f"通知“{notice.key}”带有“{mark}”字样，却要发到公开群：{named.zh}。",
                    f"The notice “{notice.key}” is marked “{mark}” yet goes to public groups: {named.en}.",
                ),
                notice.key,
                Text(
                    "确属保密就写 `classification: confidential` 并只发保密群；不是就去掉这个字样。",
                    "If it is confidential, write `classification: confidential` and send it to confidential groups "
                    "only; if not, take the mark out.",
                ),
            )


RULE = Rule(
    id="notice-confidential-target",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F5.3.1", "H5.3", "A9"),
    title=Text("保密通知只发保密群", "Confidential notices stay in confidential groups"),
    why=Text("公开群里人人可看、可转发，发出去就收不回来。", "A public group is read and forwarded by anyone."),
    remedy=Text("从 `groups` 里删掉这个群。", "Take this group out of `groups`."),
    good=(
        "kind: group\n"
        "key: rd-release\n"
        "classification: confidential\n"
        "---\n"
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "classification: confidential"
    ),
    bad=(
        "kind: group\n"
        "key: rd-release\n"
        "classification: public\n"
        "---\n"
        "kind: notice\n"
        "key: expenses\n"
        "title: 报销新规\n"
        "text: 下月起执行报销新规。\n"
        "groups: [rd-release]\n"
        "at: 2027-01-04 09:00\n"
        "classification: confidential"
    ),
    judge=judge,
)
