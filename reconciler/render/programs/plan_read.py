"""The JSON tree of a plan → Plan. Whoever calls it has looked at kind, version, corp and digest."""

from reconciler.model.change import Cause, Change, Field, Meaning
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.freeze import Freeze
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import Level, ManualStep, StepEnd
from reconciler.model.plan import Blocked, Budget, Forecast, GroupPlan, Impossible, NextStep, Plan, Stage, Summary
from reconciler.model.resource import Fate, ResourceChange, ResourceKind, ResourceOp
from reconciler.model.undo import Undoes
from reconciler.render.programs.node import Node
from reconciler.render.programs.origin import read_approval, read_origin, read_policy
from reconciler.render.programs.plan_read_actions import each, key_of, operation_of, or_none, read_action, user_of
from reconciler.render.programs.reorganisation import read_reorganisation
from reconciler.text import Text

_SEVERITIES = {severity.word: severity for severity in Severity}


def read_plan(root: Node) -> Plan:
    """The plan, without places and without message texts. Raises: PlanFormatError."""
    return Plan(
        corp_id=root.at("corp_id").text(),
        agent_id=root.at("agent_id").text(),
        simulated=root.at("simulated").flag(),
        now=root.at("now").moment(),
        scope=root.at("scope").texts(),
        groups=each(root.at("groups"), _group),
        resources=each(root.at("resources"), _resource),
        actions=each(root.at("actions"), read_action),
        manual=each(root.at("needs_a_person"), _manual),
        blocked=each(root.at("blocked"), _blocked),
        impossible=each(root.at("cannot_be_done"), _impossible),
        findings=each(root.at("findings"), _finding),
        budget=_budget(root.at("budget")),
        stages=each(root.at("stages"), _stage),
        forecast=_forecast(root.at("forecast")),
        summary=_summary(root.at("summary")),
        read=root.at("read").number(),
        unchanged=root.at("unchanged").number(),
        waived=root.at("waived").number(),
        not_run=each(root.at("not_run"), Node.text),
        ended_steps=each(root.at("ended_steps"), _ended),
        failed=each(root.at("failed"), lambda node: node.word(GroupType)),
        reorganisations=each(root.at("reorganisations"), read_reorganisation),
        frozen=or_none(root.at("frozen"), _frozen),
        in_line={GroupKey(key): node.text() for key, node in root.at("in_line").members()},
        ready=each(root.at("ready"), key_of),
        people={UserId(user): _person(node) for user, node in root.at("people").members()},
        names={GroupKey(key): node.text() for key, node in root.at("names").members()},
        policy=read_policy(root.at("policy")),
        origin=read_origin(root.at("origin")),
        approvals=or_none(root.at("approvals"), lambda node: each(node, read_approval)),
        undoes=_undoes(root.at("undoes")) if root.has("undoes") else None,
        waiting_already=or_none(root.at("waiting_already"), lambda node: each(node, _meaning)),
        snapshot_at=root.at("snapshot").moment() if root.has("snapshot") else None,
        fingerprint=root.at("fingerprint").text(),
    )


def _undoes(node: Node) -> Undoes:
    return Undoes(node.at("apply").text(), or_none(node.at("commit"), Node.text) or "", node.at("whole").flag())


def _meaning(node: Node) -> Meaning:
    group, field, before, after = (each(node, Node.text) + ("",) * 4)[:4]
    return (group, field, before, after)


def _frozen(node: Node) -> Freeze:
    return Freeze(node.at("from").moment(), node.at("until").moment(), node.at("reason").text())


def _person(node: Node) -> tuple[str, str, str]:
    return (node.at("id").text(), node.at("name").text(), node.at("department").text())


def _group(node: Node) -> GroupPlan:
    return GroupPlan(
        key=key_of(node.at("key")),
        name=node.at("name").text(),
        type=node.at("type").word(GroupType),
        chat_id=ChatId(node.at("chat_id").text()),
        membership=node.at("membership").word(Enrolment),
        exists=node.at("exists").flag(),
        size=node.at("size").number(),
        owner=or_none(node.at("owner"), user_of),
        changes=each(node.at("changes"), _change),
        reported=each(node.at("reported"), _change),
        undeclared=each(node.at("undeclared"), user_of),
        waiting=each(node.at("waiting"), _change),
        by_hand=each(node.at("by_hand"), _change),
        next_step=or_none(node.at("next_step"), _next_step),
    )


def _next_step(node: Node) -> NextStep:
    return NextStep(
        membership=node.at("membership").word(Enrolment),
        joins=node.at("joins").number(),
        leaves=node.at("leaves").number(),
        fields=node.at("fields").number(),
    )


def _ended(node: Node) -> tuple[str, StepEnd]:
    return (node.at("step").text(), node.at("end").word(StepEnd))


def _change(node: Node) -> Change:
    return Change(
        group=key_of(node.at("group")),
        field=node.at("field").word(Field),
        before=node.at("before").text(),
        after=node.at("after").text(),
        cause=node.at("cause").word(Cause),
        reasons=node.at("reasons").texts(),
    )


def _resource(node: Node) -> ResourceChange:
    return ResourceChange(
        kind=node.at("kind").word(ResourceKind),
        key=node.at("key").text(),
        groups=each(node.at("groups"), key_of),
        title=node.at("title").both(),
        op=node.at("op").word(ResourceOp),
        cause=node.at("cause").word(Cause),
        differs=node.at("differs").texts(),
        before=node.at("before").text(),
        after=node.at("after").text(),
        fate=node.at("fate").word(Fate),
    )


def _manual(node: Node) -> ManualStep:
    return ManualStep(
        id=node.at("id").text(),
        group=key_of(node.at("group")),
        field=node.at("field").text(),
        assignee=or_none(node.at("assignee"), user_of),
        what=node.at("what").both(),
        where=node.at("where").both(),
        seen_by=node.at("seen_by").text(),
        since=or_none(node.at("since"), Node.moment),
        people=each(node.at("people"), user_of),
        cause=node.at("cause").word(Cause),
        due=or_none(node.at("due"), Node.moment),
        level=or_none(node.at("level"), lambda level: level.word(Level)),
    )


def _blocked(node: Node) -> Blocked:
    return Blocked(
        guard=node.at("guard").text(),
        what=node.at("what").both(),
        remedy=node.at("remedy").both(),
        group=or_none(node.at("group"), key_of),
        number=or_none(node.at("number"), Node.number),
        limit=or_none(node.at("limit"), Node.number),
        changes=each(node.at("changes"), _change),
    )


def _impossible(node: Node) -> Impossible:
    return Impossible(key_of(node.at("group")), node.at("field").text(), node.at("what").both())


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
        transfers=node.at("transfers").number(),
        told=node.at("told").number(),
    )


def _count(node: Node) -> tuple[GroupKey, int]:
    return (key_of(node.at("group")), node.at("count").number())


def _stage(node: Node) -> Stage:
    calls = each(node.at("calls"), lambda call: (operation_of(call.at("op")), call.at("count").number()))
    return Stage(node.at("at").moment(), calls)


def _forecast(node: Node) -> Forecast:
    return Forecast(
        lines=each(node.at("lines"), _count),
        receivers=each(node.at("receivers"), _count),
        quiet=node.at("quiet").number(),
        until=or_none(node.at("until"), Node.moment),
    )


def _loss(node: Node) -> tuple[GroupKey, int]:
    return (key_of(node.at("group")), node.at("people").number())


def _summary(node: Node) -> Summary:
    return Summary(
        groups=node.at("groups").number(),
        people=node.at("people").number(),
        creations=node.at("creations").number(),
        renames=node.at("renames").number(),
        owners=node.at("owners").number(),
        joins=node.at("joins").number(),
        leaves=node.at("leaves").number(),
        largest_loss=or_none(node.at("largest_loss"), _loss),
    )
