"""Document F: confidentiality in working groups."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("微信工作群管理制度（保密）", "Confidentiality in working groups")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_PUBLISH, _MANUAL, _STATED = Mode.PUBLISH, Mode.MANUAL, Mode.STATED

CONFIDENTIALITY: tuple[Clause, ...] = (
    Clause(
        "F1", _DOCUMENT, Text("说明立规矩是为了守住秘密。", "Say that the rules are there to keep secrets."), (_STATED,)
    ),
    Clause(
        "F2",
        _DOCUMENT,
        Text("每个群、每名员工都适用。", "It holds for every group and every employee."),
        (_DETECT, _STATED),
    ),
    Clause(
        "F3",
        _DOCUMENT,
        Text(
            "群分公开和保密两类，保密群管得更严。", "Groups are public or confidential; the latter are kept stricter."
        ),
        (_CHECK, _STATED),
    ),
    Clause(
        "F4.1",
        _DOCUMENT,
        Text("群主负责把关内容、管人、管纪律、做清理。", "The owner reviews posts, people and order, and clears up."),
        (_MANUAL, _STATED),
        later.DUTIES,
    ),
    Clause(
        "F4.2",
        _DOCUMENT,
        Text("不私自拉外人，发现外泄马上说。", "Nobody brings outsiders in; a leak is reported at once."),
        (_CHECK, _MANUAL, _STATED),
    ),
    Clause(
        "F5.1",
        _DOCUMENT,
        Text("写明哪些算秘密：经营、技术、客户的。", "Say what is secret: of business, technology and customers."),
        (_STATED,),
    ),
    Clause(
        "F5.2.1",
        _DOCUMENT,
        Text(
            "涉密内容要由作者以外的责任人先审。", "Confidential content is reviewed by somebody other than its author."
        ),
        (_CHECK,),
    ),
    Clause(
        "F5.2.2",
        _DOCUMENT,
        Text("涉密消息要标明是保密的。", "Confidential messages carry a mark."),
        (_ENFORCE, _STATED),
        later.MARK,
    ),
    Clause(
        "F5.2.3",
        _DOCUMENT,
        Text("看过之后，到时间删掉。", "They are deleted when their time is over."),
        (_MANUAL, _STATED),
        later.DUTIES,
    ),
    Clause(
        "F5.3.1",
        _DOCUMENT,
        Text("秘密不在普通群里谈。", "Secrets are not talked about in public groups."),
        (_CHECK, _STATED),
    ),
    Clause(
        "F5.3.2",
        _DOCUMENT,
        Text("群里的内容不转给群外的人。", "Nothing is passed on to people outside the group."),
        (_STATED, _ENFORCE, _CHECK),
        later.SENDING,
    ),
    Clause(
        "F5.3.3",
        _DOCUMENT,
        Text("怀疑泄露，知道该向谁报告。", "Everybody knows whom to tell of a leak."),
        (_STATED,),
    ),
    Clause(
        "F6.1",
        _DOCUMENT,
        Text("违规的视轻重警告、通报或罚款。", "Breaches lead to a warning, a notice of criticism or a fine."),
        (_CHECK, _PUBLISH, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "F6.2",
        _DOCUMENT,
        Text("后果严重的移交法律处理，人先离群。", "Grave leaks go to the law, and the person leaves the groups."),
        (_ENFORCE, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "F6.3",
        _DOCUMENT,
        Text("群主没尽责也要追究，换人接手。", "An owner who fails is held to account and replaced."),
        (_ENFORCE, _CHECK, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "F7",
        _DOCUMENT,
        Text("写明谁来解释、哪天开始。", "The rules name who explains them and from when they hold."),
        (_CHECK, _STATED),
    ),
    Clause(
        "F8.1",
        _DOCUMENT,
        Text("进群时读过群规，并答应照做。", "Whoever joins reads the rules and promises to keep them."),
        (_CHECK, _PUBLISH),
        later.RULES_AGAIN,
    ),
)
