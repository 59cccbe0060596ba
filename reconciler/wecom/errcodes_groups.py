"""Codes of app groups [90313][90245][98913][98914]. Many 862xx are leftovers of the chat API before 2018 [90311]."""

from reconciler.errors import ForbiddenError, MissingError, RejectedError
from reconciler.wecom.meaning import row
from reconciler.wecom.remedies import BUG, FOREIGN, HUMAN, LOOK, OWNER, PERSON, REBUILD, SIZE, WORDS

GROUPS = (
    row(40050, MissingError, "群不存在（需要先创建）", "The chat does not exist (create it first)", LOOK),
    row(49008, MissingError, "群已解散", "The chat was dissolved", REBUILD),
    row(86001, RejectedError, "chatid 不合法", "The chat id is not valid", LOOK),
    row(86003, MissingError, "群不存在", "The chat does not exist", LOOK),
    row(86004, RejectedError, "群名不合法", "The chat's name is not valid", WORDS),
    row(86005, RejectedError, "群主不合法", "The owner is not valid", OWNER),
    row(86006, RejectedError, "群成员过多或过少", "The chat has too many or too few members", SIZE),
    row(86007, RejectedError, "群成员不合法", "A member is not valid", PERSON, bad_member=True),
    row(86008, ForbiddenError, "群由另一个应用创建", "The chat was made by another application", FOREIGN),
    row(86101, ForbiddenError, "只有群主可以这样做", "Only the owner may do this", OWNER),
    row(86201, RejectedError, "请求缺少 chatid", "The chat id is missing", BUG),
    row(86202, RejectedError, "请求缺少群名", "The chat's name is missing", BUG),
    row(86203, RejectedError, "请求缺少群主", "The owner is missing", OWNER),
    row(86204, RejectedError, "请求缺少群成员", "The members are missing", BUG),
    row(86205, RejectedError, "chatid 过长", "The chat id is too long", LOOK, source="90245"),
    row(86206, RejectedError, "数字 chatid 过大", "The numeric chat id is too big", LOOK),
    row(86207, RejectedError, "群主不在成员列表中", "The owner is not among the members", OWNER),
    row(86214, RejectedError, "群发类型不合法", "The mass-send type is not valid", BUG),
    row(86215, RejectedError, "同 ID 的群已存在", "A chat with this id exists already", LOOK, source="90245"),
    row(
        86216,
        RejectedError,
        "群成员帐号不合法：要加的人不在通讯录，或要移出的人不在群内",
        "A member id is refused: to be added but not in the address book, or to be removed but not in the chat",
        PERSON,
        bad_member=True,
    ),
    row(86217, RejectedError, "发送者不在群内", "The sender is not in the chat", BUG),
    row(86220, RejectedError, "会话参数不合法", "A chat parameter is not valid", BUG),
    row(86222, RejectedError, "群发需要下游成员", "A downstream person is needed", HUMAN),
    row(86224, RejectedError, "不是受限群", "The chat is not a restricted one", HUMAN),
    row(
        86225,
        RejectedError,
        "移出课程群群主时必须指定新群主",
        "Removing a course group's owner needs a new owner",
        OWNER,
    ),
    row(86226, RejectedError, "课程群群主没有权限", "The owner of the course group lacks the right", OWNER),
    row(86227, RejectedError, "企业不是高校类型", "The corp is not of the higher-education kind", HUMAN),
    row(60225, RejectedError, "建群用的选人凭据与成员不符", "The selected ticket does not match the people", HUMAN),
    row(60226, RejectedError, "选人凭据超过 2000 人", "The selected ticket has more than 2000 people", SIZE),
)
