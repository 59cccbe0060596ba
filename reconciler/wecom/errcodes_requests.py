"""Codes that say our request is wrong or names something that does not exist [90313]."""

from reconciler.errors import MissingError, RejectedError, TooBroadError
from reconciler.wecom.meaning import row
from reconciler.wecom.remedies import APPLICATION, BUG, DEPARTMENT, HUMAN, LATER, LOOK, PERSON, RECIPIENTS, SPLIT, WORDS

PEOPLE = (
    row(
        40003,
        RejectedError,
        "成员帐号不合法或不在通讯录中",
        "A user id is not valid or not in the address book",
        PERSON,
        bad_member=True,
    ),
    row(40031, RejectedError, "成员列表不合法", "The list of people is not valid", PERSON, bad_member=True),
    row(40032, RejectedError, "成员列表的长度不合法", "The length of the list of people is not valid", BUG),
    row(40096, RejectedError, "外部联系人帐号不合法", "An external user id is not valid", PERSON),
    row(40125, RejectedError, "openuserid 不合法", "An openuserid is not valid", PERSON),
    row(40205, RejectedError, "成员的微信票据已过期（一年未登录）", "A person has not logged in for a year", PERSON),
    row(46004, MissingError, "成员不存在", "The person does not exist", PERSON, bad_member=True),
    row(
        60111,
        MissingError,
        "通讯录中没有该成员（离职、已删除或不在可见范围）",
        "No such person (left, deleted or outside the range)",
        PERSON,
        bad_member=True,
    ),
    row(84061, RejectedError, "没有外部联系人关系", "There is no external-contact relation", PERSON),
    row(301021, RejectedError, "至少一个成员帐号不存在", "At least one user id is unknown", PERSON, bad_member=True),
)

ADDRESS_BOOK = (
    row(40066, RejectedError, "部门列表不合法", "The list of departments is not valid", DEPARTMENT),
    row(40068, MissingError, "标签不存在或不合法", "The tag does not exist or is not valid", DEPARTMENT),
    row(40070, RejectedError, "标签范围内的节点全部不合法", "Every node of the tag's range is invalid", DEPARTMENT),
    row(60003, MissingError, "部门不存在", "The department does not exist", DEPARTMENT),
    row(60123, MissingError, "部门不存在", "The department does not exist", DEPARTMENT),
    row(81013, RejectedError, "成员、部门与标签全部不合法", "All people, departments and tags are invalid", RECIPIENTS),
)

REQUEST = (
    row(40033, RejectedError, "请求中有不合法的字符", "The request has illegal characters", WORDS),
    row(40035, RejectedError, "参数不合法", "A parameter is not valid", BUG),
    row(40058, RejectedError, "请求参数不合法", "The request's parameters are not valid", BUG),
    row(40063, RejectedError, "参数为空", "A parameter is empty", BUG),
    row(40056, RejectedError, "应用 ID 不合法", "The agent id is not valid", APPLICATION, whole=True),
    row(40206, RejectedError, "请求内容过大", "The request is too large", BUG),
    row(41009, RejectedError, "请求缺少成员帐号", "The user id is missing", BUG),
    row(41011, RejectedError, "请求缺少应用 ID", "The agent id is missing", BUG),
    row(41017, RejectedError, "请求缺少标签 ID", "The tag id is missing", BUG),
    row(50100, RejectedError, "分页游标不合法", "The paging cursor is not valid", LATER),
    row(60268, RejectedError, "分页游标不合法", "The paging cursor is not valid", LATER),
    row(81017, TooBroadError, "请求的数量超过限制", "Too many things are asked for at once", SPLIT),
)

CONTENT = (
    row(40007, RejectedError, "素材 ID 不合法", "The media id is not valid", BUG, source="90248"),
    row(40008, RejectedError, "消息类型不合法", "The message type is not valid", BUG, source="90248"),
    row(40201, RejectedError, "被反垃圾策略拦截", "Blocked by anti-spam", HUMAN),
    row(40204, RejectedError, "被微信反垃圾策略拦截", "Blocked by WeChat's anti-spam", HUMAN),
    row(41006, RejectedError, "请求缺少素材 ID", "The media id is missing", BUG, source="90248"),
    row(44001, RejectedError, "素材内容为空", "The media is empty", BUG),
    row(44004, RejectedError, "消息文字为空", "The message's text is empty", WORDS),
    row(45001, RejectedError, "素材过大", "The media is too large", BUG),
    row(45002, RejectedError, "消息文字过长（上限 2048 字节）", "The message is too long (at most 2048 bytes)", WORDS),
    row(45008, RejectedError, "图文条数不合法", "The number of articles is not valid", BUG),
    row(82004, RejectedError, "消息发送失败", "The message could not be delivered", LOOK, source="90248"),
    row(85002, RejectedError, "文字含有违禁词", "The text has forbidden words", WORDS),
)

REQUESTS = (*PEOPLE, *ADDRESS_BOOK, *REQUEST, *CONTENT)
