"""Document E: rules for WeCom communities."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("企微社群管理制度", "Rules for WeCom communities")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_PUBLISH, _MANUAL, _STATED = Mode.PUBLISH, Mode.MANUAL, Mode.STATED

COMMUNITY: tuple[Clause, ...] = (
    Clause("E1", _DOCUMENT, Text("说明立规矩的用意。", "Say what the rules are for."), (_STATED,)),
    Clause("E2.1", _DOCUMENT, Text("每个群写明为什么开。", "Every group says why it exists."), (_CHECK,)),
    Clause(
        "E2.2",
        _DOCUMENT,
        Text("当管理员的必须是正式员工。", "Admins are formal employees."),
        (_CHECK,),
    ),
    Clause(
        "E2.3",
        _DOCUMENT,
        Text("群按项目、部门、行业交流等归类，各有各的要求。", "Groups fall into kinds, each with demands of its own."),
        (_CHECK, _STATED),
    ),
    Clause(
        "E3.1",
        _DOCUMENT,
        Text("管理员能做什么，要写清楚。", "What admins may do is laid down."),
        (_MANUAL, _STATED),
    ),
    Clause(
        "E3.2",
        _DOCUMENT,
        Text(
            "群里是自己人，没有批准的人不进。", "Members are the company's own people; nobody without leave comes in."
        ),
        (_CHECK, _DETECT),
    ),
    Clause("E3.3", _DOCUMENT, Text("发什么、怎么发，有规定。", "What may be posted is regulated."), (_CHECK, _STATED)),
    Clause(
        "E3.4",
        _DOCUMENT,
        Text("违规的先警告，再禁言，直至移出。", "Breaches lead to a warning, a mute, and at last removal."),
        (_ENFORCE, _CHECK, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "E4.1",
        _DOCUMENT,
        Text("固定时间推送内容。", "Content is sent at fixed times."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "E4.2",
        _DOCUMENT,
        Text("安排让大家互动的环节。", "There is room for people to take part."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "E4.3",
        _DOCUMENT,
        Text("有意见知道找谁说。", "Everybody knows whom to give feedback to."),
        (_CHECK, _STATED),
    ),
    Clause(
        "E5.1",
        _DOCUMENT,
        Text("个人信息不外露。", "Personal data is kept safe."),
        (_ENFORCE, _CHECK),
    ),
    Clause(
        "E5.2",
        _DOCUMENT,
        Text("防攻击，防泄露。", "Guard against attacks and leaks."),
        (_ENFORCE,),
        later.CALLBACKS,
    ),
    Clause(
        "E5.3",
        _DOCUMENT,
        Text("隔一段时间做一次安全培训，谁来了有记录。", "There is regular security training, with attendance."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "E6.1",
        _DOCUMENT,
        Text("制度要讲给大家听。", "The rules are made known."),
        (_PUBLISH, _STATED),
        later.RULES_AGAIN,
    ),
    Clause(
        "E6.2",
        _DOCUMENT,
        Text("制度要真的执行，查得到痕迹。", "The rules are carried out, and leave a trail."),
        (_ENFORCE,),
    ),
    Clause(
        "E6.3",
        _DOCUMENT,
        Text("制度和群定期回头看，该改就改。", "Rules and groups are looked at again and improved."),
        (_CHECK,),
    ),
    Clause(
        "E7.1",
        _DOCUMENT,
        Text("群规写明谁发布、由谁解释。", "Rules name who issued and explains them."),
        (_CHECK, _STATED),
    ),
    Clause(
        "E7.2",
        _DOCUMENT,
        Text("各群可以加细则，不能与上位群规冲突。", "A group may add details that do not contradict the rules above."),
        (_CHECK, _STATED),
    ),
    Clause(
        "E7.3",
        _DOCUMENT,
        Text("新版一生效，旧版就作废。", "A new version replaces the one before it."),
        (_CHECK, _STATED),
    ),
)
