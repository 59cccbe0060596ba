"""Codes of customer contact, smartsheet groups and the message archive [90313][95703][92229][92366][95097][92951]."""

from reconciler.errors import AlreadyExistsError, BusyError, ForbiddenError, MissingError, RejectedError
from reconciler.wecom.meaning import Retry, row
from reconciler.wecom.remedies import (
    ARCHIVE,
    ASK_OWNER,
    BUG,
    CLEAR_OLD,
    CONTACT_RIGHT,
    CUSTOMER_CALLERS,
    FEWER,
    HUMAN,
    INHERITANCE,
    LATER,
    LICENCE,
    LOOK,
    OWN_APP,
    PERSON,
    SHEET_MEMBER,
    SUCCESSOR,
    WAIT,
    WORDS,
)

GROUPS_WITH_CUSTOMERS = (
    row(40097, RejectedError, "成员尚未离职", "The person has not left the company", INHERITANCE),
    row(40098, RejectedError, "成员尚未实名认证", "The person is not real-named", SUCCESSOR),
    row(40128, RejectedError, "90 天内移交次数过多", "Handed over too often within 90 days", WAIT),
    row(40165, RejectedError, "客户群 ID 已经升级过", "The group ids were upgraded already", HUMAN),
    row(40166, RejectedError, "客户群 ID 还没有升级", "The group ids were not upgraded yet", HUMAN),
    row(40167, RejectedError, "客户群 ID 的升级时间不合法", "The time of the upgrade is not valid", HUMAN),
    row(40168, RejectedError, "客户群 ID 不能升级", "The group ids cannot be upgraded", HUMAN),
    row(41035, RejectedError, "请求缺少外部联系人帐号", "The external user id is missing", BUG),
    row(84074, ForbiddenError, "没有外部联系人权限", "There is no right to customer contact", CUSTOMER_CALLERS),
    row(90500, RejectedError, "群主并未离职", "The owner has not left the company", INHERITANCE),
    row(90501, RejectedError, "该群不是客户群", "The chat is not a customer group", CONTACT_RIGHT),
    row(90502, RejectedError, "群主已经离职", "The owner has left the company", INHERITANCE),
    row(90503, RejectedError, "群已满，需要在客户端确认", "The group is full; the client has to confirm", ASK_OWNER),
    row(90504, RejectedError, "群主没有变化", "The owner is the same", INHERITANCE),
    row(90507, RejectedError, "群正在继承中", "The group is being inherited", LATER),
    row(90508, RejectedError, "群已被继承", "The group is inherited already", INHERITANCE),
    row(90509, RejectedError, "该群不是企业微信的客户群", "The chat is not a customer group of WeCom", CONTACT_RIGHT),
    row(90510, RejectedError, "企业一年内没有活跃用户", "Nobody of the corp was active for a year", HUMAN),
    row(90511, MissingError, "opengid 不存在或不合法", "The opengid does not exist or is not valid", LOOK),
    row(90514, ForbiddenError, "客户或客户群不来自这个营销应用", "This marketing app did not bring the group", HUMAN),
    row(
        600018, RejectedError, "查询的时间范围不合法", "The window of time asked for is not valid", BUG, source="92132"
    ),
    row(610023, RejectedError, "企业的客户规模超过限制", "The corp has too many customers", HUMAN),
    row(610024, RejectedError, "企业缺少资质文件", "The corp's qualification documents are missing", HUMAN),
    row(701008, ForbiddenError, "成员没有互通许可", "A person has no licence for customer contact", LICENCE),
    row(701099, ForbiddenError, "成员没有有效的接口许可", "A person has no valid API licence", LICENCE),
)

JOIN_WAYS = (
    row(41044, MissingError, "进群方式的 config_id 不合法", "The join way's config id is not valid", OWN_APP),
    row(41045, RejectedError, "进群方式已达数量上限", "There are as many join ways as WeCom allows", CLEAR_OLD),
    row(41091, RejectedError, "一个进群方式最多关联 5 个群", "A join way leads to at most 5 groups", FEWER),
    row(701170, RejectedError, "群活码的许可已到期", "The licence for join ways has expired", LICENCE, source="92229"),
)

WELCOME_TEMPLATES = (
    row(41055, RejectedError, "入群欢迎语素材已达数量上限", "There are 100 welcome templates already", CLEAR_OLD),
    row(41058, RejectedError, "没有这个入群欢迎语素材的编辑权限", "The welcome template is not ours to edit", OWN_APP),
)

SENSITIVE_WORDS = (
    row(41068, RejectedError, "敏感词数量超过限制", "There are too many sensitive words", FEWER),
    row(41069, RejectedError, "敏感词规则已达数量上限", "There are 100 sensitive-word rules already", CLEAR_OLD),
    row(41070, MissingError, "敏感词规则的 ID 不合法", "The sensitive-word rule's id is not valid", OWN_APP),
    row(41071, MissingError, "敏感词规则已被删除", "The sensitive-word rule was deleted", OWN_APP),
    row(
        41076,
        RejectedError,
        "敏感词规则的范围过大，请改用部门",
        "The rule's range is too large: use departments",
        FEWER,
    ),
    row(41077, AlreadyExistsError, "敏感词规则的名称已被使用", "Another sensitive-word rule has this name", WORDS),
    row(41083, RejectedError, "敏感词不合法", "A sensitive word is not valid", WORDS),
    row(41084, RejectedError, "敏感词规则的拦截语义不合法", "A kind of content to intercept is not valid", BUG),
)

MASS_MESSAGES = (
    row(41046, RejectedError, "请求缺少群发消息 ID", "The mass message's id is missing", BUG),
    row(41047, MissingError, "群发消息 ID 不合法", "The mass message's id is not valid", OWN_APP),
    row(41048, RejectedError, "没有可发送的客户或客户群", "There is nobody to send it to", LOOK),
    row(41063, BusyError, "群发消息正在派发", "The mass message is being dispatched", LATER, retry=Retry.BUSY),
    row(41064, RejectedError, "附件数量超过限制", "There are too many attachments", FEWER),
    row(41065, RejectedError, "附件类型不合法", "The kind of an attachment is not valid", BUG),
    row(41088, RejectedError, "附件列表为空", "The list of attachments is empty", BUG),
    row(41093, RejectedError, "群发任务已取消", "The mass message was cancelled", LOOK),
    row(41094, RejectedError, "24 小时内最多提醒 3 次", "Reminded three times within 24 hours already", WAIT),
)

SHEET_GROUPS = (
    row(301085, MissingError, "文档 ID 不合法", "The document's id is not valid", OWN_APP),
    row(710800, RejectedError, "有人不是智能表格的成员", "Somebody is not a member of the smartsheet", SHEET_MEMBER),
    row(710801, RejectedError, "该群不是内部群", "The chat is not an internal group", LOOK),
    row(710802, RejectedError, "该群已被封禁", "The chat is banned", HUMAN),
)

ARCHIVED = (
    row(301052, ForbiddenError, "会话内容存档已过期", "The message archive has expired", ARCHIVE, whole=True),
    row(301053, ForbiddenError, "会话内容存档未开启", "The message archive is not enabled", ARCHIVE, whole=True),
    row(301058, RejectedError, "一次拉取的会话内容过大", "Too much of the archive is asked for at once", FEWER),
    row(301059, RejectedError, "该群不是内部群，存档不提供数据", "The archive tells only of internal groups", LOOK),
    row(301060, RejectedError, "一次查询的同意情况超过 100 个", "More than 100 consents are asked for at once", BUG),
    row(301061, MissingError, "存档中没有该成员或外部联系人", "The archive does not know this person", PERSON),
    row(
        301116, ForbiddenError, "第三方应用不能使用存档", "Third-party apps cannot use the archive", ARCHIVE, whole=True
    ),
)

CUSTOMER = (
    *GROUPS_WITH_CUSTOMERS,
    *JOIN_WAYS,
    *WELCOME_TEMPLATES,
    *SENSITIVE_WORDS,
    *MASS_MESSAGES,
    *SHEET_GROUPS,
    *ARCHIVED,
)
