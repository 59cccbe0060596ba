"""Settings that exist only in the client, the same in every group of colleagues, whoever made it [98914][92951]."""

from reconciler.model.capability import Capability
from reconciler.model.group import GroupType
from reconciler.text import Text
from reconciler.wecom import places
from reconciler.wecom.cells import MANUAL, NO_TAGS, NONE, cell

_ALL_OR_NONE = Text(
    "这个开关同时管邀请与改名，不能只限一项",
    "This switch covers inviting and renaming together; they cannot be set apart",
)
_CUSTOMERS_ONLY = Text("只有客户群有", "Customer groups only")
_PER_USER = Text("每个人只对自己生效", "Holds for each person alone")


def client_settings(group_type: GroupType) -> tuple[Capability, ...]:
    """Cells of one type of internal group."""
    return (
        cell(
            group_type,
            "admins",
            MANUAL,
            source="S1",
            limit=Text("最多 3 人，接口读不到", "At most 3; no API shows them"),
            where=places.ADMINS,
        ),
        cell(group_type, "permissions.invite", MANUAL, source="S1", limit=_ALL_OR_NONE, where=places.ONLY_MANAGERS),
        cell(group_type, "permissions.rename", MANUAL, source="S1", where=places.NO_RENAMING),
        cell(group_type, "permissions.mention_all", MANUAL, source="unconfirmed", where=places.MENTION_ALL),
        cell(group_type, "permissions.announce", MANUAL, source="unconfirmed", where=places.ANNOUNCERS),
        cell(group_type, "permissions.history_for_new_members", MANUAL, source="unconfirmed", where=places.HISTORY),
        cell(group_type, "permissions.invite_confirmation", MANUAL, source="S1, S7", where=places.CONFIRMATION),
        cell(group_type, "avatar", MANUAL, source="unconfirmed", where=places.AVATAR),
        cell(group_type, "background", MANUAL, source="unconfirmed", limit=_PER_USER, where=places.BACKGROUND),
        cell(group_type, "mute", MANUAL, source="S3 (unconfirmed)", where=places.MUTE),
        cell(group_type, "mute_member", MANUAL, source="unconfirmed", where=places.MUTE_MEMBER),
        cell(group_type, "nicknames", MANUAL, source="S1 (unconfirmed)", limit=_PER_USER, where=places.NICKNAME),
        cell(group_type, "join", MANUAL, source="S1 (unconfirmed)", where=places.QR_CODE),
        cell(group_type, "welcome", NONE, source="92366"),
        cell(group_type, "keyword_replies", NONE, source="S5", limit=_CUSTOMERS_ONLY),
        cell(group_type, "anti_harassment", NONE, source="S4", limit=_CUSTOMERS_ONLY),
        cell(
            group_type,
            "sensitive_words",
            NONE,
            source="95097, 100179",
            limit=Text(
                "敏感词规则按人或部门设，对内部聊天是否有效未经证实；存档的关键词拦截只在管理后台",
                "Rules are set by person or department, and whether they act in internal chats is unconfirmed; keyword "
                "interception of the archive is in the console only",
            ),
        ),
        cell(group_type, "mutual_adding", NONE, source="S6", limit=_CUSTOMERS_ONLY),
        cell(group_type, "tags", NONE, source="92117", limit=NO_TAGS),
    )
