"""What was reviewed is what is applied: equal, or a safe part of it, or nothing."""

from dataclasses import replace

from reconciler.errors import StalePlanError
from reconciler.model.action import SendMessage, TellPerson
from reconciler.model.called import Called
from reconciler.model.change import Change, Field
from reconciler.model.plan import Plan
from reconciler.text import Text

_NOBODY = object()
_MESSAGES = {
    "rules": Text("群规消息", "message with the rules"),
    "notice": Text("通知", "notice"),
    "farewell": Text("停用通知", "farewell"),
}


def check_reviewed(plan: Plan, reviewed: Plan) -> None:
    """Refuse when the plan made now does anything that the reviewed one does not.

    Less is fine: somebody joined by hand in the meantime. More is not: it has not been reviewed.
    Raises: StalePlanError with the difference.
    """
    called = Called(plan.people, plan.names)
    allowed = {change.meaning for change in reviewed.changes}
    chats = {group.key: group.chat_id for group in reviewed.groups}
    said = _messages(reviewed)
    difference = [_words(change, called) for change in plan.changes if change.meaning not in allowed]
    difference += [
        _about(called.group(g.key), f"群已换成另一个（{g.chat_id}）", f"it is another group now ({g.chat_id})")
        for g in plan.groups
        if g.changes and chats.get(g.key, g.chat_id) != g.chat_id
    ]
    difference += [
        _unreviewed(action, called, is_new=message_id not in said)
        for message_id, action in _messages(plan).items()
        if message_id not in said or _heard(said[message_id]) != _heard(action)
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


def _messages(plan: Plan) -> dict[str, SendMessage]:
    return {action.message_id: action for action in plan.actions if isinstance(action, SendMessage)}


def _heard(action: SendMessage) -> tuple[str, str, str | None]:
    """What is said where: a new text, another chat and another webhook are all something else."""
    return action.digest, action.chat_id, action.webhook


def _unreviewed(action: SendMessage, called: Called, *, is_new: bool) -> Text:
    kind = _MESSAGES.get(action.message_id.partition(":")[0], Text("消息", "message"))
    subject = called.group(action.group)
    if is_new:
        return _about(subject, f"{kind.zh}没有评审过", f"a {kind.en} that was not reviewed")
    return _about(subject, f"{kind.zh}的内容已改", f"the text of a {kind.en} has changed")


def _words(change: Change, called: Called) -> Text:
    subject = called.group(change.group)
    if change.is_join:
        who = called.person(change.after)
        return _about(subject, f"{who.zh} 进群", f"{who.en} joins")
    if change.is_leave:
        who = called.person(change.before)
        return _about(subject, f"{who.zh} 出群", f"{who.en} leaves")
    names = {
        Field.GROUP: Text("新建群", "the group is created"),
        Field.NAME: Text("群名", "name"),
        Field.OWNER: Text("群主", "owner"),
        Field.ADMIN: Text("管理员", "admin"),
        Field.RULES: Text("群规消息", "rules message"),
        Field.NOTICE: Text("通知", "notice"),
    }
    name = names.get(change.field, Text.same(change.field))
    before, after = (_value(change, value, called) for value in (change.before, change.after))
    return _about(subject, f"{name.zh} {before.zh} → {after.zh}", f"{name.en} {before.en} → {after.en}")


def _value(change: Change, value: str, called: Called) -> Text:
    if change.field in {Field.OWNER, Field.ADMIN} and value:
        return called.person(value)
    return Text.same(f"“{value}”")


def _about(subject: Text, zh: str, en: str) -> Text:
    return Text(f"{subject.zh}：{zh}", f"{subject.en}: {en}")
