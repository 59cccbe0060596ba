"""feedback-present: people know whom to turn to (E4.3, B7, H3.3)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import active_groups
from reconciler.text import Text

REQUIRED: Final = True


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Groups without a contact for feedback and complaints, or without the time in which an answer comes."""
    for spec in active_groups(facts):
        if not options(spec).get("required", REQUIRED):
            continue
        if spec.feedback is None:
            yield Flaw(
                spec.place.at("feedback"),
                Text("没有写反馈和投诉找谁。", "The group names nobody for feedback and complaints."),
                spec.key,
            )
        elif spec.feedback.respond_within_days is None:
            yield Flaw(
                spec.place.at("feedback"),
                Text("没有写多久之内答复。", "The group does not say how soon feedback is answered."),
                spec.key,
                Text("在 feedback 里写上 respond_within，例如 2d。", "Add respond_within to feedback, such as 2d."),
            )


RULE = Rule(
    id="feedback-present",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E4.3", "B7", "H3.3"),
    title=Text("反馈找得到人", "Feedback has a contact"),
    why=Text(
        "意见、纠纷和投诉没有去处，就会在群里吵，或者没人管。",
        "Complaints with nowhere to go are fought out in the group, or left alone.",
    ),
    remedy=Text(
        "写上 feedback，例如 feedback: {contact: lisi, respond_within: 2d}。",
        "Add feedback, such as feedback: {contact: lisi, respond_within: 2d}.",
    ),
    good="feedback: {contact: lisi, respond_within: 2d}",
    bad="feedback: {contact: lisi}   # 多久答复？",
    judge=judge,
)
