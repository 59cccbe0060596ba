"""departed-person: nobody who has left is counted on (A8, I2.1)."""

from collections.abc import Iterator

from reconciler.model.desired import DesiredState
from reconciler.model.finding import Place, Severity
from reconciler.model.group import GroupSpec, Lifecycle, SelectorKind
from reconciler.model.ids import UserId, user_id
from reconciler.model.notice import TaskStatus
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.text import Text

Named = tuple[UserId, Place, str]


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """People git names for some duty whom the address book does not know.

    Owners, admins and members are `unknown-owner` and `unknown-person`, found while resolving; heads of departments
    are department-head-unknown. What lies in the past (sanctions, approvals of rule sets, said notices) may name
    people who have left.
    """
    if facts.directory is None:
        return
    people = facts.directory.people
    for user, place, subject in _named(facts):
        if user not in people:
            yield Flaw(
                place,
                Text(
                    f"通讯录里找不到“{user}”：可能已离职。", f"“{user}” is not in the address book: perhaps they left."
                ),
                subject,
            )


def _named(facts: Facts) -> Iterator[Named]:
    governance = facts.desired.company.place.at("governance", "people")
    for index, user in enumerate(facts.desired.company.governance.people):
        yield user, governance.at(index), ""
    for spec in facts.groups:
        if spec.lifecycle is not Lifecycle.RETIRED:
            yield from _in_group(spec)
    yield from _in_notices(facts)
    yield from _in_tasks(facts.desired)
    yield from _in_activities(facts)


def _in_group(spec: GroupSpec) -> Iterator[Named]:
    if spec.deputy is not None:
        yield spec.deputy, spec.place.at("deputy"), spec.key
    if spec.feedback is not None:
        yield spec.feedback.contact, spec.place.at("feedback", "contact"), spec.key
    for index, partner in enumerate(spec.partners or ()):
        if partner.sponsor is not None:
            yield partner.sponsor, spec.place.at("partners", index, "sponsor"), spec.key
    for index, line in enumerate(spec.excepted):
        if line.kind is SelectorKind.USER:
            yield user_id(line.value), spec.place.at("except", index), spec.key


def _in_notices(facts: Facts) -> Iterator[Named]:
    for notice in facts.desired.notices:
        if notice.at < facts.now:
            continue
        for field, user in (("author", notice.author), ("approver", notice.approver)):
            if user is not None:
                yield user, notice.place.at(field), notice.key
        for index, mention in enumerate(notice.mentions):
            if mention != "@all":
                yield user_id(mention), notice.place.at("mentions", index), notice.key


def _in_tasks(desired: DesiredState) -> Iterator[Named]:
    for task in desired.tasks:
        if task.status is TaskStatus.OPEN:
            for field, user in (("assignee", task.assignee), ("ask", task.ask)):
                if user is not None:
                    yield user, task.place.at(field), task.key


def _in_activities(facts: Facts) -> Iterator[Named]:
    for activity in facts.desired.activities:
        if activity.every is None and activity.starts is not None and activity.starts < facts.now:
            continue
        if activity.organiser is not None:
            yield activity.organiser, activity.place.at("organiser"), activity.key
        for index, line in enumerate(activity.participants):
            if line.kind is SelectorKind.USER:
                yield user_id(line.value), activity.place.at("participants", index), activity.key


RULE = Rule(
    id="departed-person",
    severity=Severity.WARNING,
    needs=Needs.DIRECTORY,
    clauses=("A8", "I2.1"),
    title=Text("没有写着已离职的人", "Nobody who has left is named"),
    why=Text("指着一个已离职的人，事情就没人接。", "What hangs on somebody who has left is done by nobody."),
    remedy=Text(
        "换成在职的人，或者删掉这一项；只是改了账号，就写新的账号。",
        "Name somebody who works here, or take the entry out; if only the id was changed, write the new one.",
    ),
    good="feedback: {contact: lisi}",
    bad="feedback: {contact: duxiaolong}   # 已离职",
    judge=judge,
)
