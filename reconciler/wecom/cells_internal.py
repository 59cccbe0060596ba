"""Internal groups (内部群) made in the client: nothing controls them, the message archive shows some [92951]."""

from reconciler.model.capability import CapabilityTable
from reconciler.model.group import GroupType
from reconciler.text import Text
from reconciler.wecom import places
from reconciler.wecom.cells import ARCHIVE, CONSOLE, MANUAL, NONE, READ, WRITE, cell
from reconciler.wecom.cells_internal_client import client_settings

_INTERNAL = GroupType.INTERNAL
_ARCHIVED = "/cgi-bin/msgaudit/groupchat/get"
_WEBHOOK = Text("须由人在群里添加消息推送（webhook）", "Somebody has to add a webhook (消息推送) in the group")

INTERNAL: CapabilityTable = (
    cell(_INTERNAL, "create", MANUAL, source="92525", where=places.NEW_INTERNAL),
    cell(
        _INTERNAL,
        "list",
        NONE,
        source="99971",
        limit=Text("存档只显示最近 5 天有消息的群", "The archive only shows groups that spoke in the last 5 days"),
    ),
    cell(
        _INTERNAL,
        "name",
        READ,
        MANUAL,
        source="92951",
        endpoint=_ARCHIVED,
        needs=ARCHIVE,
        where=places.NAME,
        seen_by="name",
    ),
    cell(
        _INTERNAL,
        "owner",
        READ,
        MANUAL,
        source="92951 (unconfirmed)",
        endpoint=_ARCHIVED,
        limit=Text("读到的是建群人，未必是现任群主", "What is read is the creator, not surely the owner of today"),
        needs=ARCHIVE,
        where=places.OWNER,
    ),
    cell(
        _INTERNAL,
        "members",
        READ,
        MANUAL,
        source="92951",
        endpoint=_ARCHIVED,
        needs=ARCHIVE,
        where=places.MEMBERS,
        seen_by="members",
    ),
    cell(
        _INTERNAL,
        "announcement",
        READ,
        MANUAL,
        source="92951",
        endpoint=_ARCHIVED,
        needs=ARCHIVE,
        where=places.ANNOUNCEMENT,
        seen_by="announcement",
    ),
    cell(_INTERNAL, "dissolve", MANUAL, source="S1", where=places.DISSOLVE),
    cell(_INTERNAL, "rules", MANUAL, source="S1", where=places.POST_RULES),
    cell(
        _INTERNAL,
        "messages",
        WRITE,
        source="91770",
        endpoint="/cgi-bin/webhook/send",
        limit=Text("每个 webhook 每分钟 20 条", "20 a minute for one webhook"),
        needs=_WEBHOOK,
    ),
    cell(
        _INTERNAL,
        "mentions",
        WRITE,
        source="91770",
        endpoint="/cgi-bin/webhook/send",
        limit=Text("仅 webhook 的文本消息", "Text messages of a webhook only"),
        needs=_WEBHOOK,
    ),
    cell(_INTERNAL, "statistics", READ, source="91774", needs=ARCHIVE),
    cell(
        _INTERNAL,
        "notifications",
        NONE,
        source="95039",
        limit=Text("存档只提示「有人说话了」", "The archive only says that something was said"),
    ),
    cell(
        _INTERNAL,
        "member_cap",
        CONSOLE,
        source="S2",
        limit=Text("可选 5 至 2000", "Between 5 and 2000"),
        where=places.MEMBER_CAP,
    ),
    *client_settings(_INTERNAL),
)
