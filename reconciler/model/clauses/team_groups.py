"""Document I: managing a team's WeCom groups."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("企业微信团队群管理办法", "Managing a team's WeCom groups")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_MANUAL, _STATED = Mode.MANUAL, Mode.STATED

TEAM_GROUPS: tuple[Clause, ...] = (
    Clause(
        "I1.1",
        _DOCUMENT,
        Text("没被列进名单的人进不来。", "Nobody is in who is not on the list."),
        (_ENFORCE, _DETECT, _MANUAL),
    ),
    Clause(
        "I1.2",
        _DOCUMENT,
        Text("个人不能随便建群，由管理员来建。", "Groups are made by admins, not by anybody."),
        (_DETECT, _MANUAL, _STATED),
    ),
    Clause(
        "I1.3",
        _DOCUMENT,
        Text("新成员看不看得到以前的聊天，要定下来。", "Whether newcomers see earlier talk is settled."),
        (_MANUAL, _DETECT),
    ),
    Clause(
        "I1.4",
        _DOCUMENT,
        Text("不良信息不准进群。", "Nothing improper is posted."),
        (_STATED, _ENFORCE),
    ),
    Clause(
        "I2.1",
        _DOCUMENT,
        Text(
            "到日子核对成员，离职的、用不着的请出去。", "Members are reviewed by date; who left or is not needed goes."
        ),
        (_ENFORCE, _CHECK, _DETECT),
    ),
    Clause(
        "I2.2",
        _DOCUMENT,
        Text("职责变了就改角色，或者请出群。", "When duties change, roles change or the person leaves."),
        (_ENFORCE,),
    ),
    Clause(
        "I3.1",
        _DOCUMENT,
        Text("群文件归到一处，过时的清掉。", "Files are kept in one place and cleared out."),
        (_ENFORCE,),
        later.DRIVE,
    ),
    Clause(
        "I3.2",
        _DOCUMENT,
        Text("要紧的文件有备份，并且加密。", "Important files are backed up and encrypted."),
        (_ENFORCE,),
        later.DRIVE,
    ),
    Clause("I4", _DOCUMENT, Text("写明怎样使用群聊。", "Say how the chat is to be used."), (_STATED,)),
)
