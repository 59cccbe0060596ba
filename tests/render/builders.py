"""Small builders for plans, changes and outcomes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from reconciler.model.action import Action, CreateGroup, SendMessage, UpdateGroup, WriteResource
from reconciler.model.change import Cause, Change, Field
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.fingerprint import fingerprint
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import ManualStep
from reconciler.model.plan import GroupPlan, Plan
from reconciler.model.resource import Fate, ResourceChange, ResourceKind, ResourceOp
from reconciler.text import Text

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=ZONE)
CORP = "wwacme0000000000"

PEOPLE = {
    UserId("zhangsan"): ("ZhangSan", "张三", "研发部"),
    UserId("lisi"): ("lisi", "李四", "平台组"),
    UserId("wangwu"): ("wangwu", "王五", "市场部"),
    UserId("zhaoliu"): ("zhaoliu", "赵六", ""),
    UserId("sunqi"): ("sunqi", "孙七", "平台组"),
}


def chat_of(key: str) -> ChatId:
    """A chat id in the shape of derived ones."""
    return ChatId((key.replace("-", "")[:14] + "4f09a1c2b3d4e5f60718293a4b5c6d7e")[:32])


def a_join(user: str, group: str = "rd-platform", cause: Cause = Cause.INTENT, line: int = 12) -> Change:
    """Somebody comes in."""
    place = Place(f"groups/rd/{group}.yaml", ("members", 2), line, 5)
    return Change(GroupKey(group), Field.MEMBER, "", user, cause, (f"user:{user}",), place)


def a_leave(user: str, group: str = "rd-platform", cause: Cause = Cause.INTENT, line: int = 8) -> Change:
    """Somebody goes out."""
    place = Place(f"groups/rd/{group}.yaml", ("members",), line, 1)
    return Change(GroupKey(group), Field.MEMBER, user, "", cause, (), place)


def a_field(field: Field, before: str, after: str, group: str = "rd-platform", cause: Cause = Cause.INTENT) -> Change:
    """A name, an owner, the group itself, the rules."""
    place = Place(f"groups/rd/{group}.yaml", (field.value,), 5, 1)
    return Change(GroupKey(group), field, before, after, cause, (field.value,), place)


def a_group(
    key: str = "rd-platform",
    *,
    name: str = "研发部-平台发布",
    changes: tuple[Change, ...] = (),
    reported: tuple[Change, ...] = (),
    undeclared: Iterable[str] = (),
    waiting: tuple[Change, ...] = (),
    exists: bool = True,
    size: int = 24,
    membership: Enrolment = Enrolment.STRICT,
) -> GroupPlan:
    """One group of a plan."""
    return GroupPlan(
        key=GroupKey(key),
        name=name,
        type=GroupType.APP,
        chat_id=chat_of(key),
        membership=membership,
        exists=exists,
        size=size if exists else 0,
        owner=UserId("zhangsan"),
        changes=changes,
        reported=reported,
        undeclared=tuple(UserId(user) for user in undeclared),
        waiting=waiting,
    )


def an_update(
    joins: Iterable[str] = (),
    leaves: Iterable[str] = (),
    key: str = "rd-platform",
    name: str | None = None,
    not_before: datetime | None = None,
) -> UpdateGroup:
    """One `appchat/update`."""
    return UpdateGroup(
        GroupKey(key),
        chat_of(key),
        name=name,
        joins=tuple(UserId(user) for user in joins),
        leaves=tuple(UserId(user) for user in leaves),
        rank=2,
        not_before=not_before,
    )


def a_creation(members: Iterable[str], key: str = "rd-new", name: str = "研发部-新群") -> CreateGroup:
    """One `appchat/create`."""
    people = tuple(UserId(user) for user in members)
    return CreateGroup(GroupKey(key), chat_of(key), name, people[0], people, rank=2)


def a_message(key: str = "rd-new") -> SendMessage:
    """One `appchat/send`."""
    chat = chat_of(key)
    return SendMessage(GroupKey(key), chat, f"rules:{chat}:1/1", "ab" * 32, 120, "正文：不得出现在计划里", 5)


def a_resource(
    kind: ResourceKind,
    key: str,
    title: Text,
    *,
    op: ResourceOp = ResourceOp.UPDATE,
    cause: Cause = Cause.DRIFT,
    differs: tuple[str, ...] = (),
    fate: Fate = Fate.ACTED,
) -> ResourceChange:
    """One difference around groups; a way in or a welcome belongs to the group that its key begins with."""
    owner = key.partition("/")[0]
    groups = (GroupKey(owner),) if kind in {ResourceKind.JOIN_WAY, ResourceKind.WELCOME} else ()
    place = Place(f"groups/rd/{owner}.yaml", (), 20, 3)
    return ResourceChange(kind, key, groups, title, op, cause, differs, "ab" * 32, "cd" * 32, fate, place)


def a_write(change: ResourceChange) -> WriteResource:
    """The call that puts one difference right."""
    made = "" if change.op is ResourceOp.CREATE else "at-wecom-1"
    secret = {"text": "正文：不得出现在计划里"}
    return WriteResource(change.kind, change.key, change.op, made, change.after, change.differs, secret, secret, rank=7)


def a_step(
    step: str = "5d41402abc4b",
    *,
    group: str = "rd-platform",
    assignee: str | None = "zhangsan",
    since: datetime | None = None,
    what: Text | None = None,
    people: Iterable[str] = ("lisi",),
) -> ManualStep:
    """One thing a person has to do."""
    return ManualStep(
        id=step,
        group=GroupKey(group),
        field="admins",
        assignee=UserId(assignee) if assignee else None,
        what=what or Text("群管理员：{people}", "Group admins: {people}"),
        where=Text(
            "打开群聊，点右上角「…」，选「群管理」，再选「群管理员」。",
            "Open the chat, press 「…」 at the top right, then 「群管理」, then 「群管理员」.",
        ),
        seen_by="attest",
        since=since,
        people=tuple(UserId(user) for user in people),
    )


def a_finding(
    rule: str = "member-cap", severity: Severity = Severity.WARNING, place: Place | None = None, subject: str = "rd-new"
) -> Finding:
    """Something the user wrote wrong."""
    return Finding(
        rule=rule,
        severity=severity,
        place=place or Place("groups/rd/rd-new.yaml", ("members",), 9, 3),
        what=Text("群里将有 198 人，接近上限 200 人。", "The group would have 198 people, close to its limit of 200."),
        why=Text("超过上限后，新人加不进来。", "Over the limit nobody can join."),
        remedy=Text("提高 limits.max_members，或把群拆开。", "Raise limits.max_members, or split the group."),
        subject=subject,
        clauses=("A4",),
    )


def a_plan(*groups: GroupPlan, actions: tuple[Action, ...] = (), **fields: object) -> Plan:
    """A plan with its fingerprint worked out; further fields as `Plan` names them."""
    plain = Plan(corp_id=CORP, agent_id="1000002", simulated=False, now=NOW, groups=groups, actions=actions, read=12)
    plan = replace(plain, **{"people": PEOPLE, **fields})  # type: ignore[arg-type]  # Field names come from the test.
    return replace(plan, fingerprint=fingerprint(plan))
