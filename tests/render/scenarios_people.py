"""Plans whose work is for people: steps in every standing, families of groups, next steps of enrolment."""

from dataclasses import replace
from datetime import timedelta

from reconciler.model.action import SendMessage, TellPerson, TransferOwner
from reconciler.model.change import Cause, Field
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.manual import Level, ManualStep, StepEnd
from reconciler.model.plan import Blocked, Budget, Impossible, NextStep, Plan, Summary
from reconciler.text import Text
from tests.render.builders import (
    NOW,
    PEOPLE,
    a_field,
    a_group,
    a_join,
    a_leave,
    a_plan,
    a_step,
    chat_of,
)

CROWD = {UserId(f"cust{number:02}"): (f"cust{number:02}", f"顾问{number:02}", "销售部") for number in range(40)}

_INVITE = Text("邀请进群：{people}", "Invite into the group: {people}")
_REMOVE = Text("移出本群：{people}", "Remove from the group: {people}")
_ANNOUNCEMENT = Text(
    "群公告：群公告与 YAML 中的 announcement 一致", "Announcement: The announcement reads as in the YAML"
)
_RENAME = Text("群名改为“华东大客户”", "Rename it to “华东大客户”")
_AT_THE_TOP = Text("群聊右上角「…」→ 群成员", "「…」 at the top right of the chat → 「群成员」")


def a_telling(to: str, *steps: str, level: Level = Level.TOLD) -> TellPerson:
    """One `message/send` about steps."""
    return TellPerson(UserId(to), level, steps, f"tell:{level}:{to}", "cd" * 32, 200, "正文：不得出现在计划里", rank=8)


def _seen(step: ManualStep, field: str) -> ManualStep:
    return replace(step, field=field, seen_by="members", where=_AT_THE_TOP)


def by_hand() -> Plan:
    """A customer group that people changed by hand, and that people have to put right."""
    key = "key-accounts"
    changes = (
        a_field(Field.NAME, "大客户群", "华东大客户", key),
        a_field(Field.ADMIN, "", "lisi", key, Cause.DRIFT),
        a_field(Field.ADMIN, "zhaoliu", "", key, Cause.DRIFT),
        a_field(Field.ANNOUNCEMENT, "ab" * 32, "cd" * 32, key, Cause.DRIFT),
        a_join("wangwu", key),
        a_leave("sunqi", key, Cause.DRIFT),
        a_leave("zhaoliu", key, Cause.DEPARTED),
    )
    group = replace(a_group(key, name="华东大客户", size=86), type=GroupType.CUSTOMER, by_hand=changes)
    steps = (
        replace(_seen(a_step("5d41402abc01", group=key, what=_RENAME, people=[]), "name"), seen_by="name"),
        replace(a_step("5d41402abc02", group=key), cause=Cause.DRIFT, seen_by="admins"),
        replace(a_step("5d41402abc03", group=key, what=_ANNOUNCEMENT, people=[]), field="announcement"),
        _seen(a_step("5d41402abc04", group=key, what=_INVITE, people=["wangwu"]), "members.join"),
        replace(
            _seen(a_step("5d41402abc05", group=key, what=_REMOVE, people=["sunqi"]), "members.leave"), cause=Cause.DRIFT
        ),
        replace(
            _seen(a_step("5d41402abc06", group=key, what=_REMOVE, people=["zhaoliu"]), "members.leave"),
            cause=Cause.DEPARTED,
        ),
    )
    return a_plan(
        group,
        actions=(a_telling("zhangsan", *(step.id for step in steps)),),
        manual=steps,
        budget=Budget(told=1),
        unchanged=11,
    )


def standings() -> Plan:
    """Steps that were told, reminded and escalated, some late, one due today; others came to an end."""
    old, week = NOW - timedelta(days=20), timedelta(days=7)
    told = replace(a_step("5d41402abc10", since=NOW - timedelta(days=2)), due=NOW + timedelta(days=5), level=Level.TOLD)
    steps = (
        told,
        replace(told, id="5d41402abc11", group=GroupKey("market"), due=NOW, level=Level.TOLD),
        replace(told, id="5d41402abc12", since=old, due=old + week, level=Level.REMINDED, cause=Cause.DRIFT),
        replace(told, id="5d41402abc13", since=old, due=old + week, level=Level.ESCALATED, assignee=UserId("wangwu")),
        replace(told, id="5d41402abc14", since=old, due=old + week, level=Level.GOVERNED, assignee=UserId("wangwu")),
        replace(told, id="5d41402abc15", due=NOW.replace(year=2027, month=1, day=5), assignee=UserId("wangwu")),
        a_step("5d41402abc16", since=NOW - timedelta(days=1), assignee=None),
        a_step("5d41402abc17", assignee=None),
    )
    return a_plan(
        actions=(
            a_telling("zhangsan", "5d41402abc11", level=Level.REMINDED),
            a_telling("sunqi", "5d41402abc12", level=Level.ESCALATED),
            a_telling("lisi", "5d41402abc12", "5d41402abc13", level=Level.GOVERNED),
        ),
        manual=steps,
        names={GroupKey("rd-platform"): "研发部-平台发布", GroupKey("market"): "市场部公告"},
        ended_steps=(
            ("0badcafe0001", StepEnd.SEEN),
            ("0badcafe0002", StepEnd.SEEN),
            ("0badcafe0003", StepEnd.WITHDRAWN),
        ),
        budget=Budget(told=3),
        unchanged=12,
    )


def many_steps() -> Plan:
    """Hundreds of steps: most are counted, but who is removed is told by name."""
    keys = [f"shop-{number:03}" for number in range(150)]
    names = {GroupKey(key): f"门店-{key[-3:]}" for key in keys}
    doers = ["zhangsan", "wangwu", "lisi"]
    new = [a_step(f"aaaa{n:08}", group=key, assignee=doers[n % 3]) for n, key in enumerate(keys)]
    since = NOW - timedelta(days=1)
    waiting = [
        replace(step, id=f"bbbb{n:08}", since=since, due=since + timedelta(days=7), level=Level.TOLD)
        for n, step in enumerate(new[:90])
    ]
    crowd = sorted(CROWD)
    removal = _seen(a_step("cccc00000000", group="shop-149", assignee="wangwu", what=_REMOVE, people=crowd[:20]), "")
    invitation = _seen(a_step("cccc00000001", group="shop-000", what=_INVITE, people=crowd[:20]), "members.join")
    return a_plan(
        manual=(invitation, *new, *waiting, replace(removal, field="members.leave", cause=Cause.DIRECTORY)),
        names=names,
        people={**PEOPLE, **CROWD},
        unchanged=150,
    )


def in_time() -> Plan:
    """Everything was handed over and nothing is due: told by person, in numbers."""
    waiting = tuple(step for step in many_steps().manual if step.level is Level.TOLD)
    return replace(many_steps(), manual=waiting, people=PEOPLE)


def families() -> Plan:
    """A family that could not be read, groups that WeCom manages, one thing that nobody can do in many groups."""
    managed = Text(
        "由企业微信管理（部门群或全员群）：成员随通讯录变动，这里只登记，什么都不做。",
        "Managed by WeCom (a department or all-staff group): it follows the address book and is only listed here.",
    )
    no_way = Text("企业微信没有办法设置 background。", "WeCom has no way to set background.")
    unread = Text(
        "读不到客户群，3 个群这次什么都不做。客户联系没有开通（84061）。",
        "The customer groups could not be read: nothing is done with 3 groups. Customer contact is off (84061).",
    )
    remedy = Text("请管理员在后台开通客户联系。", "Ask the administrator to turn customer contact on.")
    keys = [GroupKey(f"shop-{number:02}") for number in range(14)]
    return a_plan(
        blocked=(Blocked("unreadable-family", unread, remedy, None, 3),),
        impossible=(
            *(Impossible(key, "background", no_way) for key in keys),
            Impossible(GroupKey("all-staff"), "managed_by", managed),
            Impossible(GroupKey("dept-rd"), "managed_by", managed),
        ),
        names={GroupKey("all-staff"): "全员群", GroupKey("dept-rd"): "研发部（部门群）"}
        | {key: f"门店-{key[-2:]}" for key in keys},
        failed=(GroupType.CUSTOMER,),
        unchanged=14,
    )


def enrolment() -> Plan:
    """What the next step would do: for an observed group, for an additive one, and for those ready to go on."""
    shown = (a_join("lisi", "market"), a_field(Field.NAME, "市场公告", "市场部公告", "market"))
    market = a_group("market", name="市场部公告", reported=shown, membership=Enrolment.OBSERVE)
    sales = a_group("sales-all", name="销售部全员", undeclared=["wangwu", "sunqi"], membership=Enrolment.ADDITIVE)
    hr = a_group("hr", name="人力资源", undeclared=["lisi"], membership=Enrolment.OBSERVE)
    return a_plan(
        replace(market, next_step=NextStep(Enrolment.ADDITIVE, joins=1, fields=1)),
        replace(sales, next_step=NextStep(Enrolment.STRICT, leaves=2)),
        replace(hr, next_step=NextStep(Enrolment.ADDITIVE)),
        ready=(GroupKey("hr"), GroupKey("legal"), GroupKey("office")),
        unchanged=9,
    )


def handover() -> Plan:
    """Customer groups that change hands, and rules sent by webhook."""
    keys = ("shop-a", "shop-b")
    owners = tuple(a_field(Field.OWNER, "sunqi", "zhangsan", key, Cause.DEPARTED) for key in keys)
    groups = [
        replace(a_group(key, name=f"门店-{key[-1]}", changes=(owner,)), type=GroupType.CUSTOMER)
        for key, owner in zip(keys, owners, strict=True)
    ]
    moves = tuple(
        TransferOwner(GroupKey(key), chat_of(key), UserId("zhangsan"), UserId("sunqi"), is_departed=True, rank=1)
        for key in keys
    )
    rules = a_field(Field.RULES, "", "rules:1/1", "inner")
    inner = replace(a_group("inner", name="内部讨论", changes=(rules,)), type=GroupType.INTERNAL)
    send = SendMessage(GroupKey("inner"), chat_of("inner"), "rules:inner:1/1", "ab" * 32, 9, "", 5, webhook="HOOK")
    return a_plan(
        *groups,
        inner,
        actions=(*moves, send),
        summary=Summary(groups=3, owners=2),
        budget=Budget(transfers=2, messages=1),
        unchanged=9,
        read=12,
    )


FOR_PEOPLE = {
    scenario.__name__.replace("_", "-"): scenario
    for scenario in (by_hand, standings, many_steps, in_time, families, enrolment, handover)
}
