"""Document H: groups inside the company."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("微信群在公司内部管理的规定范本", "Model rules for groups inside the company")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_MANUAL, _STATED = Mode.MANUAL, Mode.STATED

INTERNAL: tuple[Clause, ...] = (
    Clause(
        "H1",
        _DOCUMENT,
        Text("说明是为了管好公司内部的沟通。", "Say that they govern talk inside the company."),
        (_STATED,),
    ),
    Clause(
        "H2",
        _DOCUMENT,
        Text("说清什么是群、群主、成员。", "Say what a group, its owner and its members are."),
        (_CHECK, _STATED),
    ),
    Clause(
        "H3.1",
        _DOCUMENT,
        Text("进人出人由群主定。", "The owner decides who comes in and who goes."),
        (_STATED, _ENFORCE),
        later.APPROVAL,
    ),
    Clause(
        "H3.2",
        _DOCUMENT,
        Text("群主要看着群里的言行。", "The owner watches over what is said and done."),
        (_MANUAL, _STATED),
        later.DUTIES,
    ),
    Clause(
        "H3.3",
        _DOCUMENT,
        Text("有纠纷和投诉，知道找谁，限时答复。", "Disputes and complaints have a contact and a time to answer."),
        (_CHECK, _STATED),
        later.DUTIES,
    ),
    Clause("H4", _DOCUMENT, Text("写明成员要做到什么。", "Say what members owe."), (_STATED,)),
    Clause("H5.1", _DOCUMENT, Text("聊的是公司的事。", "Talk is about the company's business."), (_STATED,)),
    Clause(
        "H5.2",
        _DOCUMENT,
        Text("没有核实的话不转，引用要说出处。", "Nothing unverified is passed on; quotations name their source."),
        (_CHECK, _STATED),
    ),
    Clause(
        "H5.3",
        _DOCUMENT,
        Text("敏感的、机密的不在群里谈。", "Nothing sensitive or secret is talked about."),
        (_CHECK, _STATED),
    ),
    Clause(
        "H6.1",
        _DOCUMENT,
        Text("看群活不活跃，据此调整。", "Look at how alive groups are and act on it."),
        (_DETECT, _ENFORCE),
    ),
    Clause(
        "H6.2",
        _DOCUMENT,
        Text("群里的资料和文件要安全。", "Information and files of the group are safe."),
        (_ENFORCE,),
        later.DRIVE,
    ),
    Clause(
        "H6.3",
        _DOCUMENT,
        Text("隔一阵清理一次群。", "The group is cleared up from time to time."),
        (_MANUAL, _STATED),
        later.DUTIES,
    ),
    Clause(
        "H7",
        _DOCUMENT,
        Text(
            "先口头、后书面警告，再禁言，最后取消资格，步步留底。",
            "A spoken, then a written warning, a mute, and at last exclusion, each step recorded.",
        ),
        (_ENFORCE, _CHECK, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "H8",
        _DOCUMENT,
        Text("群规能改，改了要领导批。", "Rules may change, with a superior's approval."),
        (_CHECK, _STATED),
        later.APPROVAL,
    ),
)
