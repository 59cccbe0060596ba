"""Document A: running working groups."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("微信工作群运行管理制度", "Rules for running working groups")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_PUBLISH, _STATED = Mode.PUBLISH, Mode.STATED

OPERATIONS: tuple[Clause, ...] = (
    Clause(
        "A1",
        _DOCUMENT,
        Text(
            "说明为什么要管群：有章可循、办事快、消息到位。",
            "Say why groups are managed: order, speed, word gets through.",
        ),
        (_STATED,),
    ),
    Clause(
        "A2",
        _DOCUMENT,
        Text("全公司的工作群一个也不例外。", "It holds for every working group of the company."),
        (_DETECT, _STATED),
    ),
    Clause(
        "A3",
        _DOCUMENT,
        Text("进了群就要守这份制度。", "Whoever joins a group keeps these rules."),
        (_PUBLISH, _STATED),
        later.RULES_AGAIN,
    ),
    Clause(
        "A4",
        _DOCUMENT,
        Text(
            "群名一眼能认：部门在前，后面接项目或工作事项。",
            "A name is recognised at once: the department, then the project or the matter.",
        ),
        (_ENFORCE, _CHECK),
    ),
    Clause(
        "A5",
        _DOCUMENT,
        Text(
            "建群和管群的人是部门负责人，或者他指定的人。",
            "The department's head, or whom the head names, makes and runs a group.",
        ),
        (_ENFORCE, _CHECK),
        later.APPROVAL,
    ),
    Clause(
        "A6",
        _DOCUMENT,
        Text(
            "群里要有部门负责人和有关的人；外部伙伴要有依据才能进。",
            "The head and those concerned are in; outside partners only for a reason.",
        ),
        (_CHECK,),
    ),
    Clause(
        "A7",
        _DOCUMENT,
        Text("人一变动，群里马上跟着变。", "When people move, the group follows at once."),
        (_ENFORCE, _CHECK),
    ),
    Clause(
        "A8",
        _DOCUMENT,
        Text(
            "离职的和长期不露面的人，定期请出群。", "Those who left or have been idle for long are taken out regularly."
        ),
        (_ENFORCE, _DETECT),
    ),
    Clause(
        "A9",
        _DOCUMENT,
        Text(
            "群里的消息要真实、赶得上、说得短，该保密的不外传。",
            "What is said is right, in time and short, and secrets stay inside.",
        ),
        (_CHECK,),
    ),
    Clause(
        "A10",
        _DOCUMENT,
        Text(
            "互相尊重，不违法，不打广告，下班后不闲聊。",
            "Be respectful and lawful, no advertising, no chatter after hours.",
        ),
        (_ENFORCE, _PUBLISH, _STATED),
    ),
    Clause(
        "A11",
        _DOCUMENT,
        Text("派任务要说清谁来做、什么时候交。", "A task says who does it and by when."),
        (_CHECK,),
    ),
    Clause(
        "A12",
        _DOCUMENT,
        Text("任务发在群里，群主或管理员盯进度。", "Tasks are given in the group; owner or admins follow them up."),
        (_CHECK, _PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "A13",
        _DOCUMENT,
        Text("到期前做完，并把进展说出来。", "Tasks are done in time and their progress is told."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "A14",
        _DOCUMENT,
        Text("卡住了就尽快找人帮忙。", "Whoever is stuck asks for help soon."),
        (_CHECK, _PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "A15",
        _DOCUMENT,
        Text("隔一段时间办一次活动。", "There are activities from time to time."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "A16",
        _DOCUMENT,
        Text("活动要早通知，写明几点、在哪、做什么。", "Activities are told ahead, with time, place and content."),
        (_CHECK, _PUBLISH, _STATED),
        later.SENDING,
    ),
    Clause(
        "A17",
        _DOCUMENT,
        Text("报了名就准时到，缺席要有记录。", "Participants come in time; absence is noted."),
        (_PUBLISH, _STATED),
        later.SENDING,
    ),
)
