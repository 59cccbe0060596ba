"""Document B: how to run WeCom groups."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("企业微信群如何运营管理", "How to run WeCom groups")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_PUBLISH, _MANUAL, _STATED = Mode.PUBLISH, Mode.MANUAL, Mode.STATED

RUNNING: tuple[Clause, ...] = (
    Clause(
        "B1",
        _DOCUMENT,
        Text("先定好谁能拉人、谁能发公告。", "Settle who may invite and who may announce."),
        (_MANUAL,),
    ),
    Clause(
        "B2",
        _DOCUMENT,
        Text("写出群规，并让大家知道。", "Write down the group's rules and make them known."),
        (_CHECK, _PUBLISH, _STATED),
        later.RULES_AGAIN,
    ),
    Clause(
        "B3",
        _DOCUMENT,
        Text("要事用公告和消息告知，按固定节奏汇报。", "Announce what matters and report at fixed times."),
        (_PUBLISH, _MANUAL, _STATED),
        later.SENDING,
    ),
    Clause(
        "B4",
        _DOCUMENT,
        Text("群分门别类，找得到、管得住。", "Groups are sorted by category so that they can be found and kept."),
        (_CHECK, _STATED),
    ),
    Clause(
        "B5",
        _DOCUMENT,
        Text("时常清点，没有人说话的群就撤掉。", "Take stock regularly and close groups in which nothing happens."),
        (_DETECT, _ENFORCE),
    ),
    Clause(
        "B6",
        _DOCUMENT,
        Text("用话题和活动让群里有来有往。", "Topics and activities keep the group alive."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "B7",
        _DOCUMENT,
        Text("有人提问题，很快有人答、有人办。", "Questions are answered and dealt with soon."),
        (_CHECK, _STATED, _MANUAL),
        later.DUTIES,
    ),
)
