"""Document G: rules for a team's groups."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("团队微信工作群管理规定", "Rules for a team's groups")
_ENFORCE, _CHECK, _PUBLISH, _STATED = Mode.ENFORCE, Mode.CHECK, Mode.PUBLISH, Mode.STATED

TEAM: tuple[Clause, ...] = (
    Clause(
        "G1.1",
        _DOCUMENT,
        Text("团队的群只进团队的人。", "Only people of the team are in its group."),
        (_ENFORCE, _CHECK),
    ),
    Clause(
        "G1.2",
        _DOCUMENT,
        Text("新来的一天之内介绍自己。", "Newcomers introduce themselves within a day."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "G2",
        _DOCUMENT,
        Text(
            "只谈工作，说得明白，要紧的事 @ 到人。", "Work only, in clear words; what matters mentions those concerned."
        ),
        (_CHECK, _STATED),
    ),
    Clause("G3", _DOCUMENT, Text("待人有礼，私事不在群里说。", "Be polite and keep private matters out."), (_STATED,)),
    Clause("G4", _DOCUMENT, Text("有疑问可以问，有人答。", "Questions may be asked and are answered."), (_STATED,)),
    Clause(
        "G5",
        _DOCUMENT,
        Text("守密，不把别人的电话、证件号发出来。", "Keep secrets; nobody's phone or id-card number is posted."),
        (_CHECK, _ENFORCE),
    ),
    Clause(
        "G6",
        _DOCUMENT,
        Text(
            "先私下提醒，再移出、限期禁入，直至上报。",
            "First a private word, then removal, a ban for a time, and the superior.",
        ),
        (_ENFORCE, _CHECK, _STATED),
        later.SANCTIONS,
    ),
)
