"""The JSON tree of a plan → Plan. Whoever calls it has looked at kind, version, corp and digest."""

from collections.abc import Callable
from typing import TypeVar

from reconciler.model.action import Action, CreateGroup, SendMessage, UpdateGroup
from reconciler.model.change import Cause, Change, Field
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import ManualStep
from reconciler.model.plan import Blocked, Budget, Forecast, GroupPlan, Impossible, Plan, Summary
from reconciler.render.node import Node
from reconciler.text import Text

Value = TypeVar("Value")

_SEVERITIES = {severity.word: severity for severity in Severity}


def read_plan(root: Node) -> Plan:
    """The plan, without places and without message texts. Raises: PlanFormatError."""
    return Plan(
        corp_id=root.at("corp_id").text(),
        agent_id=root.at("agent_id").text(),
        simulated=root.at("simulated").flag(),
        now=root.at("now").moment(),
        scope=root.at("scope").texts(),
        groups=_each(root.at("groups"), _group),
        actions=_each(root.at("actions"), _action),
        manual=_each(root.at("needs_a_person"), _manual),
        blocked=_each(root.at("blocked"), _blocked),
        impossible=_each(root.at("cannot_be_done"), _impossible),
        findings=_each(root.at("findings"), _finding),
        budget=_budget(root.at("budget")),
        forecast=_forecast(root.at("forecast")),
        summary=_summary(root.at("summary")),
        read=root.at("read").number(),
        unchanged=root.at("unchanged").number(),
        waived=root.at("waived").number(),
        not_run=_each(root.at("not_run"), Node.text),
        in_line={GroupKey(key): node.text() for key, node in root.at("in_line").members()},
        people={UserId(user): _person(node) for user, node in root.at("people").members()},
        names={GroupKey(key): node.text() for key, node in root.at("names").members()},
        fingerprint=root.at("fingerprint").text(),
    )


def _each(node: Node, read: Callable[[Node], Value]) -> tuple[Value, ...]:
    return tuple(read(item) for item in node.items())


def _or_none(node: Node, read: Callable[[Node], Value]) -> Value | None:
    return None if node.is_null else read(node)


def _user(node: Node) -> UserId:
    return UserId(node.text())


def _key(node: Node) -> GroupKey:
    return GroupKey(node.text())


def _person(node: Node) -> tuple[str, str, str]:
    return (node.at("id").text(), node.at("name").text(), node.at("department").text())


def _group(node: Node) -> GroupPlan:
    return GroupPlan(
        key=_key(node.at("key")),
        name=node.at("name").text(),
        type=node.at("type").word(GroupType),
        chat_id=ChatId(node.at("chat_id").text()),
        membership=node.at("membership").word(Enrolment),
        exists=node.at("exists").flag(),
        size=node.at("size").number(),
        owner=_or_none(node.at("owner"), _user),
        changes=_each(node.at("changes"), _change),
        reported=_each(node.at("reported"), _change),
        undeclared=_each(node.at("undeclared"), _user),
        waiting=_each(node.at("waiting"), _change),
    )


def _change(node: Node) -> Change:
    return Change(
        group=_key(node.at("group")),
        field=node.at("field").word(Field),
        before=node.at("before").text(),
        after=node.at("after").text(),
        cause=node.at("cause").word(Cause),
        reasons=node.at("reasons").texts(),
    )


def _action(node: Node) -> Action:
    read = {"create": _create, "update": _update, "send": _send}.get(node.at("op").text())
    if read is None:
        raise node.at("op").wrong(Text("应为 create、update 或 send", "create, update or send is wanted"))
    return read(node)


def _create(node: Node) -> Action:
    return CreateGroup(
        group=_key(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        name=node.at("name").text(),
        owner=_user(node.at("owner")),
        members=_each(node.at("members"), _user),
        rank=node.at("rank").number(),
        not_before=_or_none(node.at("not_before"), Node.moment),
    )


def _update(node: Node) -> Action:
    return UpdateGroup(
        group=_key(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        name=_or_none(node.at("name"), Node.text),
        owner=_or_none(node.at("owner"), _user),
        joins=_each(node.at("joins"), _user),
        leaves=_each(node.at("leaves"), _user),
        rank=node.at("rank").number(),
        not_before=_or_none(node.at("not_before"), Node.moment),
    )


def _send(node: Node) -> Action:
    return SendMessage(
        group=_key(node.at("group")),
        chat_id=ChatId(node.at("chat_id").text()),
        message_id=node.at("message_id").text(),
        digest=node.at("digest").text(),
        size_bytes=node.at("size_bytes").number(),
        rank=node.at("rank").number(),
        not_before=_or_none(node.at("not_before"), Node.moment),
    )


def _manual(node: Node) -> ManualStep:
    return ManualStep(
        id=node.at("id").text(),
        group=_key(node.at("group")),
        field=node.at("field").text(),
        assignee=_or_none(node.at("assignee"), _user),
        what=node.at("what").both(),
        where=node.at("where").both(),
        seen_by=node.at("seen_by").text(),
        since=_or_none(node.at("since"), Node.moment),
        people=_each(node.at("people"), _user),
    )


def _blocked(node: Node) -> Blocked:
    return Blocked(
        guard=node.at("guard").text(),
        what=node.at("what").both(),
        remedy=node.at("remedy").both(),
        group=_or_none(node.at("group"), _key),
        number=_or_none(node.at("number"), Node.number),
        limit=_or_none(node.at("limit"), Node.number),
        changes=_each(node.at("changes"), _change),
    )


def _impossible(node: Node) -> Impossible:
    return Impossible(_key(node.at("group")), node.at("field").text(), node.at("what").both())


def _finding(node: Node) -> Finding:
    severity = _SEVERITIES.get(node.at("severity").text())
    if severity is None:
        raise node.at("severity").wrong(Text("应为 error、warning 或 note", "error, warning or note is wanted"))
    return Finding(
        rule=node.at("rule").text(),
        severity=severity,
        place=Place(""),
        what=node.at("what").both(),
        why=node.at("why").both(),
        remedy=node.at("remedy").both(),
        subject=node.at("subject").text(),
        clauses=node.at("clauses").texts(),
    )


def _budget(node: Node) -> Budget:
    return Budget(
        updates=node.at("updates").number(),
        updates_used=node.at("updates_used").number(),
        updates_allowed=node.at("updates_allowed").number(),
        creations=node.at("creations").number(),
        creations_used=node.at("creations_used").number(),
        creations_allowed=node.at("creations_allowed").number(),
        messages=node.at("messages").number(),
        deferred=node.at("deferred").number(),
    )


def _count(node: Node) -> tuple[GroupKey, int]:
    return (_key(node.at("group")), node.at("count").number())


def _forecast(node: Node) -> Forecast:
    return Forecast(
        lines=_each(node.at("lines"), _count),
        receivers=_each(node.at("receivers"), _count),
        quiet=node.at("quiet").number(),
        until=_or_none(node.at("until"), Node.moment),
    )


def _loss(node: Node) -> tuple[GroupKey, int]:
    return (_key(node.at("group")), node.at("people").number())


def _summary(node: Node) -> Summary:
    return Summary(
        groups=node.at("groups").number(),
        people=node.at("people").number(),
        creations=node.at("creations").number(),
        renames=node.at("renames").number(),
        owners=node.at("owners").number(),
        joins=node.at("joins").number(),
        leaves=node.at("leaves").number(),
        largest_loss=_or_none(node.at("largest_loss"), _loss),
    )
