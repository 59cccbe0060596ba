"""Document C: a guide to managing WeCom groups."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("企业微信群的管理运营指南", "Guide to managing WeCom groups")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_PUBLISH, _MANUAL, _STATED = Mode.PUBLISH, Mode.MANUAL, Mode.STATED

GUIDE: tuple[Clause, ...] = (
    Clause(
        "C2.1",
        _DOCUMENT,
        Text("建群前先想好做什么用、按什么规矩。", "A group has a purpose and rules from the start."),
        (_CHECK,),
    ),
    Clause(
        "C2.2",
        _DOCUMENT,
        Text("名字短而清楚，不用花哨字符。", "The name is short and plain, without fancy characters."),
        (_ENFORCE, _CHECK),
    ),
    Clause("C2.3", _DOCUMENT, Text("配上群头像和背景图。", "The group has a picture and a background."), (_MANUAL,)),
    Clause(
        "C2.4",
        _DOCUMENT,
        Text("要有合适的人当管理员，人数合适。", "The right people are admins, and not too many."),
        (_CHECK, _DETECT, _MANUAL),
    ),
    Clause(
        "C2.5",
        _DOCUMENT,
        Text("管住进群的口子：谁能进、怎么进。", "Control the ways in: who may join and how."),
        (_ENFORCE, _CHECK, _DETECT, _MANUAL),
    ),
    Clause(
        "C3.1",
        _DOCUMENT,
        Text("每个成员都知道群规。", "Every member knows the rules."),
        (_PUBLISH, _STATED),
        later.RULES_AGAIN,
    ),
    Clause(
        "C3.2",
        _DOCUMENT,
        Text("该提醒的人提醒到，该通知的事通知到。", "Reminders and notices reach those they are for."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "C3.3",
        _DOCUMENT,
        Text("久不活动的成员，隔一阵清一次。", "Members who have long been idle are cleared out from time to time."),
        (_ENFORCE, _DETECT),
    ),
    Clause(
        "C3.4",
        _DOCUMENT,
        Text("想办法让大家开口参与。", "Get people to take part."),
        (_PUBLISH, _STATED),
        later.REPORT,
    ),
    Clause(
        "C3.5",
        _DOCUMENT,
        Text("人数有上限，不越线。", "The number of people stays below a cap."),
        (_ENFORCE, _CHECK, _DETECT),
    ),
    Clause(
        "C3.6",
        _DOCUMENT,
        Text("按计划办活动。", "Activities follow a plan."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "C4.1",
        _DOCUMENT,
        Text("大事和政策变化，用群公告说。", "Great matters and changed policies are announced."),
        (_MANUAL, _PUBLISH),
        later.SENDING,
    ),
)
