"""What was reviewed is what is applied: equal, or a safe part of it, or nothing."""

from dataclasses import replace

from reconciler.errors import StalePlanError
from reconciler.model.action import SendMessage, TellPerson
from reconciler.model.change import Change, Field
from reconciler.model.plan import Plan
from reconciler.text import Text

_NOBODY = object()


def check_reviewed(plan: Plan, reviewed: Plan) -> None:
    """Refuse when the plan made now does anything that the reviewed one does not.

    Less is fine: somebody joined by hand in the meantime. More is not: it has not been reviewed.
    Raises: StalePlanError with the difference.
    """
    allowed = {change.meaning for change in reviewed.changes}
    chats = {group.key: group.chat_id for group in reviewed.groups}
    said = _messages(reviewed)
    difference = [_words(change) for change in plan.changes if change.meaning not in allowed]
    difference += [
        Text(
            f"{group.key}：群已换成另一个（{group.chat_id}）", f"{group.key}: it is another group now ({group.chat_id})"
        )
        for group in plan.groups
        if group.changes and chats.get(group.key, group.chat_id) != group.chat_id
    ]
    difference += [
        Text(f"{message_id}：消息内容已改", f"{message_id}: the text has changed")
        if message_id in said
        else Text(f"{message_id}：没有评审过的消息", f"{message_id}: a message that was not reviewed")
        for message_id, meaning in _messages(plan).items()
        if said.get(message_id) != meaning
    ]
    difference += _resources(plan, reviewed)
    if difference:
        raise StalePlanError(
            Text(
                f"评审之后情况变了：现在要做的事里有 {len(difference)} 项没有评审过，一项都没有执行。",
                f"Things moved since the review: {len(difference)} changes were not reviewed. Nothing was done.",
            ),
            Text("重新生成计划，评审后再执行。", "Make a new plan, have it reviewed, then apply it."),
            tuple(difference),
        )


def _resources(plan: Plan, reviewed: Plan) -> list[Text]:
    """Differences around groups that would be done and were not reviewed, or not with this content."""
    allowed = {change.meaning for change in reviewed.acted_resources}
    return [
        change.title + Text(f"：{change.op}", f": {change.op}")
        for change in plan.acted_resources
        if change.meaning not in allowed
    ]


def without_unreviewed_steps(plan: Plan, reviewed: Plan) -> Plan:
    """The plan without manual steps that nobody reviewed: they are neither handed over nor told; the next run does.

    A step that would go to somebody else than was reviewed is another one.
    """
    assignees = {step.id: step.assignee for step in reviewed.manual}
    known = {step.id for step in plan.manual if assignees.get(step.id, _NOBODY) == step.assignee}
    return replace(
        plan,
        manual=tuple(step for step in plan.manual if step.id in known),
        actions=tuple(a for a in plan.actions if not isinstance(a, TellPerson) or known.issuperset(a.steps)),
    )


def _messages(plan: Plan) -> dict[str, tuple[str, str, str | None]]:
    """What is said where: a new text, another chat and another webhook are all something else."""
    sends = (action for action in plan.actions if isinstance(action, SendMessage))
    return {action.message_id: (action.digest, action.chat_id, action.webhook) for action in sends}


def _words(change: Change) -> Text:
    subject = change.group
    if change.is_join:
        return Text(f"{subject}：{change.after} 进群", f"{subject}: {change.after} joins")
    if change.is_leave:
        return Text(f"{subject}：{change.before} 出群", f"{subject}: {change.before} leaves")
    names = {
        Field.GROUP: Text("新建群", "the group is created"),
        Field.NAME: Text("群名", "name"),
        Field.OWNER: Text("群主", "owner"),
        Field.RULES: Text("群规消息", "rules message"),
        Field.NOTICE: Text("通知", "notice"),
    }
    name = names.get(change.field, Text.same(change.field))
    values = f"“{change.before}” → “{change.after}”"
    return Text(f"{subject}：{name.zh} {values}", f"{subject}: {name.en} {values}")
