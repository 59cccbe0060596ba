"""Plans that show every part of every face, by name."""

from dataclasses import replace
from datetime import timedelta

from reconciler.model.change import Cause, Field
from reconciler.model.finding import Severity
from reconciler.model.group import Enrolment
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.plan import Blocked, Budget, Forecast, Impossible, Plan, Stage, Summary
from reconciler.text import Text
from tests.render.builders import (
    NOW,
    PEOPLE,
    a_creation,
    a_field,
    a_finding,
    a_group,
    a_join,
    a_leave,
    a_message,
    a_plan,
    a_step,
    an_update,
    chat_of,
)
from tests.render.scenarios_around import FOR_AROUND
from tests.render.scenarios_people import FOR_PEOPLE

KEY = GroupKey("rd-platform")
CROWD = {UserId(f"user{number:02}"): (f"user{number:02}", f"员工{number:02}", "销售部") for number in range(45)}


def empty() -> Plan:
    """Everything is as git asks."""
    return a_plan(unchanged=12)


def one_join() -> Plan:
    """One person joins one group."""
    return a_plan(
        a_group(changes=(a_join("lisi"),)),
        actions=(an_update(["lisi"]),),
        summary=Summary(groups=1, people=1, joins=1),
        budget=Budget(updates=1, updates_used=3, updates_allowed=900),
        forecast=Forecast(lines=((KEY, 1),)),
        unchanged=11,
    )


def creation() -> Plan:
    """A new group with many people and its rules as the first message."""
    key = GroupKey("sales-all")
    joins = tuple(replace(a_join(user, "sales-all", line=7), reasons=("department:销售部",)) for user in sorted(CROWD))
    fields = (
        a_field(Field.GROUP, "", chat_of("sales-all"), "sales-all"),
        a_field(Field.NAME, "", "销售部全员", "sales-all"),
        a_field(Field.OWNER, "", "zhangsan", "sales-all"),
        a_field(Field.RULES, "", "rules:1/1", "sales-all"),
    )
    members = sorted(CROWD)
    return a_plan(
        a_group("sales-all", name="销售部全员", changes=(*fields, *joins), exists=False),
        actions=(a_creation(members, "sales-all", "销售部全员"), a_message("sales-all")),
        people={**PEOPLE, **CROWD},
        summary=Summary(groups=1, people=45, creations=1),
        budget=Budget(creations=1, creations_allowed=900, messages=1),
        forecast=Forecast(receivers=((key, 45),)),
        unchanged=11,
    )


def mixed() -> Plan:
    """Everything at once: the plan of a busy week."""
    platform = a_group(
        changes=(
            a_field(Field.NAME, "平台发布群", "研发部-平台发布"),
            a_field(Field.OWNER, "sunqi", "zhangsan"),
            a_join("lisi"),
            replace(a_join("wangwu", cause=Cause.DIRECTORY), reasons=("department:研发部/平台组",)),
            a_leave("sunqi", cause=Cause.DEPARTED),
            a_leave("zhaoliu", cause=Cause.EXPIRY),
        ),
        undeclared=["wangwu", "lisi"],
    )
    leavers = tuple(a_leave(user, "sales-all", Cause.DIRECTORY) for user in sorted(CROWD)[:15])
    sales = a_group("sales-all", name="销售部全员", changes=leavers, size=600)
    market = a_group("market", name="市场部公告", waiting=(a_join("zhaoliu", "market", line=4),), size=80)
    return a_plan(
        platform,
        sales,
        market,
        actions=(
            an_update(["lisi", "wangwu"], ["sunqi", "zhaoliu"], name="研发部-平台发布"),
            an_update([], sorted(CROWD)[:15], "sales-all"),
        ),
        manual=(a_step(), a_step("0badcafe0001", group="market", assignee=None, people=[], what=_announcement())),
        impossible=(Impossible(GroupKey("market"), "background", _no_background()),),
        findings=(a_finding(), a_finding("review-overdue", Severity.NOTE, subject="market")),
        people={**PEOPLE, **CROWD},
        summary=Summary(
            groups=2,
            people=19,
            renames=1,
            owners=1,
            joins=2,
            leaves=17,
            largest_loss=(GroupKey("sales-all"), 15),
        ),
        budget=Budget(updates=2, updates_used=899, updates_allowed=900, deferred=1),
        stages=(Stage(NOW, (("update", 1),)), Stage(NOW.replace(hour=11, minute=4), (("update", 1),))),
        forecast=Forecast(lines=((KEY, 6), (GroupKey("sales-all"), 15))),
        unchanged=9,
    )


def blocked() -> Plan:
    """A guard holds everything back, also what concerns the whole run."""
    leaves = tuple(a_leave(user) for user in ("lisi", "sunqi"))
    sales = tuple(a_leave(user, "sales-all", Cause.DIRECTORY) for user in ("wangwu", "zhaoliu"))
    return a_plan(
        a_group(),
        a_group("sales-all", name="销售部全员"),
        blocked=(
            Blocked("removals-per-group", _too_many(), _override(), KEY, 2, 1, leaves, leaves[0].place),
            Blocked("directory-move", _moved(), _override(), None, 2, 1, sales),
        ),
        unchanged=10,
    )


def unreadable() -> Plan:
    """A group that could not be read is never taken for absent."""
    what = Text("读不到这个群：应用没有权限（60011）。", "This group could not be read: no permission (60011).")
    remedy = Text("检查应用的可见范围，再重新运行。", "Look at the application's range and run again.")
    return a_plan(a_group(size=0), blocked=(Blocked("unreadable", what, remedy, KEY),), unchanged=11)


def observe() -> Plan:
    """A group that is only looked at."""
    shown = (a_join("lisi"), a_leave("sunqi", cause=Cause.DRIFT))
    return a_plan(a_group(reported=shown, membership=Enrolment.OBSERVE), unchanged=11)


def quiet_hours() -> Plan:
    """Lines in chats wait for the morning; who left the company goes now."""
    until = NOW.replace(hour=8, minute=0) + timedelta(days=1)
    night = NOW.replace(hour=22, minute=30)
    group = a_group(changes=(a_join("lisi"), a_leave("sunqi", cause=Cause.DEPARTED)))
    plan = a_plan(
        group,
        actions=(an_update([], ["sunqi"]), an_update(["lisi"], not_before=until)),
        summary=Summary(groups=1, people=2, joins=1, leaves=1, largest_loss=(KEY, 1)),
        budget=Budget(updates=2, updates_allowed=900),
        forecast=Forecast(lines=((KEY, 2),), quiet=1, until=until),
        unchanged=11,
    )
    return replace(plan, now=night)


def simulated() -> Plan:
    """Made with the simulator, and it says so."""
    return replace(one_join(), simulated=True)


def public() -> Plan:
    """A public repository: ids only, masked."""
    return replace(mixed(), people={})


def waiting_steps() -> Plan:
    """Nothing new, but people still have things to do."""
    old = NOW - timedelta(days=9)
    return a_plan(
        names={KEY: "研发部-平台发布"}, manual=(a_step(since=old), a_step("0badcafe0002", since=NOW)), unchanged=12
    )


def hostile() -> Plan:
    """Names that try to break out of wherever they are shown."""
    people = {UserId("lisi"): ("li|si", "<b>李|四</b>\n# @zhangsan #1", "`平台`\u202e[组](https://evil.example)")}
    name = "群|名`<img src=x onerror=alert(1)>`\u200b@all \x1b[31m13800138000"
    plan = one_join()
    return replace(plan, groups=(replace(plan.groups[0], name=name),), people=people)


PLANS = {
    scenario.__name__.replace("_", "-"): scenario
    for scenario in (
        empty,
        one_join,
        creation,
        mixed,
        blocked,
        unreadable,
        observe,
        quiet_hours,
        simulated,
        public,
        waiting_steps,
        hostile,
    )
} | {**FOR_PEOPLE, **FOR_AROUND}


def _announcement() -> Text:
    return Text("群公告与 YAML 中的 announcement 一致", "The announcement reads as in the YAML")


def _no_background() -> Text:
    return Text("企业微信没有办法设置 background。", "WeCom has no way to set background.")


def _too_many() -> Text:
    return Text(
        "一次要移出 2 人（全群 24 人），超过每群上限：1 人且不超过 34%。",
        "2 of 24 people would leave at once; the limit is 1 people and 34%.",
    )


def _moved() -> Text:
    return Text(
        "通讯录调整后，2 人要从 1 个群里移出，像是一次部门调整。",
        "The address book moved: 2 people would leave 1 groups, as in a reorganisation.",
    )


def _override() -> Text:
    entry = "{guard: removals-per-group, group: rd-platform, limit: 2, reason: …, approver: …, until: …}"
    return Text(
        f"核对名单；确实要这样做，就在 overrides.yaml 里加一条并经评审：{entry}",
        f"Check the list; if it is meant, add an entry to overrides.yaml and have it reviewed: {entry}",
    )
