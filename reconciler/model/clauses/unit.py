"""Document D: a unit's rules for its groups."""

from reconciler.model.clause import Clause, Mode
from reconciler.model.clauses import later
from reconciler.text import Text

_DOCUMENT = Text("单位微信群管理制度范文", "A unit's rules for its groups")
_ENFORCE, _CHECK, _DETECT = Mode.ENFORCE, Mode.CHECK, Mode.DETECT
_PUBLISH, _MANUAL, _STATED = Mode.PUBLISH, Mode.MANUAL, Mode.STATED

UNIT: tuple[Clause, ...] = (
    Clause(
        "D1.1",
        _DOCUMENT,
        Text("只有本单位的人能进，外人一律不加。", "Only the unit's own people are in."),
        (_CHECK, _DETECT),
    ),
    Clause(
        "D1.2",
        _DOCUMENT,
        Text("群里的昵称写真名。", "Nicknames in the group are real names."),
        (_DETECT, _STATED),
    ),
    Clause("D2.1", _DOCUMENT, Text("分享要实在、有用。", "What is shared is sound and of use."), (_STATED,)),
    Clause("D2.2", _DOCUMENT, Text("多发有内容、鼓劲的东西。", "Share substance, and what encourages."), (_STATED,)),
    Clause(
        "D2.3",
        _DOCUMENT,
        Text("可以发本行业的新闻。", "News of the trade may be posted."),
        (_STATED, _PUBLISH),
        later.SENDING,
    ),
    Clause(
        "D2.4",
        _DOCUMENT,
        Text("一条最多二百字，再长就放链接。", "At most 200 characters; what is longer goes behind a link."),
        (_CHECK, _STATED),
    ),
    Clause(
        "D2.5",
        _DOCUMENT,
        Text("消极的、违法的消息不准发。", "Nothing negative or unlawful is posted."),
        (_STATED, _ENFORCE),
    ),
    Clause(
        "D2.6",
        _DOCUMENT,
        Text("图片要得体，不要连着刷。", "Pictures are decent and do not flood the chat."),
        (_STATED, _ENFORCE),
        later.SENDING,
    ),
    Clause(
        "D2.7",
        _DOCUMENT,
        Text("不骂人，不说脏话。", "No personal attacks and no foul language."),
        (_STATED, _ENFORCE),
    ),
    Clause(
        "D2.8",
        _DOCUMENT,
        Text("少谈政治，管理员可以叫停。", "Politics is discouraged; an admin may end it."),
        (_STATED,),
    ),
    Clause(
        "D2.9",
        _DOCUMENT,
        Text("夜里十一点半到早上七点半不在群里说话。", "Nobody writes between 23:30 and 07:30."),
        (_ENFORCE, _CHECK, _STATED),
    ),
    Clause(
        "D3.1",
        _DOCUMENT,
        Text("所有群归人力资源部门统一管。", "One governing office looks after all groups."),
        (_ENFORCE, _CHECK),
        later.APPROVAL,
    ),
    Clause(
        "D3.2",
        _DOCUMENT,
        Text(
            "天天核对名单，不该在的请出去。", "The list of members is checked daily; who should not be in is taken out."
        ),
        (_ENFORCE, _DETECT),
    ),
    Clause(
        "D3.3",
        _DOCUMENT,
        Text("看到不合适的内容就劝阻、说明。", "Unfit posts are stopped and explained."),
        (_PUBLISH, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "D3.4",
        _DOCUMENT,
        Text("煽动闹事的人立即移出。", "Whoever incites is removed at once."),
        (_ENFORCE, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "D3.5",
        _DOCUMENT,
        Text("对人不尊重的给予警告。", "Whoever is disrespectful is warned."),
        (_PUBLISH, _STATED),
        later.SANCTIONS,
    ),
    Clause(
        "D4",
        _DOCUMENT,
        Text("群规写明版本和从哪天起生效。", "Rules say their version and the day from which they hold."),
        (_CHECK, _STATED),
    ),
)
