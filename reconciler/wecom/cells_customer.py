"""Customer groups (客户群): made in the client, well readable, hardly writable [92122]."""

from reconciler.model.capability import CapabilityTable
from reconciler.model.group import GroupType
from reconciler.text import Text
from reconciler.wecom import places
from reconciler.wecom.cells import CUSTOMER_RIGHT, MANUAL, NONE, READ, WRITE, cell

_CUSTOMER = GroupType.CUSTOMER
_BASE = "/cgi-bin/externalcontact"
_GET = f"{_BASE}/groupchat/get"

_CONTENT: CapabilityTable = (
    cell(
        _CUSTOMER,
        "create",
        MANUAL,
        source="92525, 92229",
        limit=Text("或由进群方式在群满后自动新建", "Or made by a join way when its groups are full"),
        needs=CUSTOMER_RIGHT,
        where=places.NEW_CUSTOMER,
        seen_by="list",
    ),
    cell(
        _CUSTOMER,
        "list",
        READ,
        source="92120",
        endpoint=f"{_BASE}/groupchat/list",
        limit=Text("每页最多 1000 个", "At most 1000 a page"),
        needs=CUSTOMER_RIGHT,
    ),
    cell(
        _CUSTOMER,
        "name",
        READ,
        MANUAL,
        source="92122",
        endpoint=_GET,
        needs=CUSTOMER_RIGHT,
        where=places.NAME,
        seen_by="name",
    ),
    cell(
        _CUSTOMER,
        "owner",
        WRITE,
        READ,
        MANUAL,
        source="95703, 92127, 92122",
        endpoint=f"{_BASE}/groupchat/onjob_transfer",
        limit=Text(
            "每人每天最多转出 300 个群，每个群 90 天内最多 2 次",
            "300 groups a day of one person; each group twice in 90 days",
        ),
        needs=CUSTOMER_RIGHT,
        where=places.OWNER,
        seen_by="owner",
    ),
    cell(
        _CUSTOMER,
        "members",
        READ,
        MANUAL,
        source="92122, 93223",
        endpoint=_GET,
        limit=Text("接口不能加人，也不能移出", "No API adds or removes anybody"),
        needs=CUSTOMER_RIGHT,
        where=places.MEMBERS,
        seen_by="members",
    ),
    cell(
        _CUSTOMER,
        "admins",
        READ,
        MANUAL,
        source="92122, S1",
        endpoint=_GET,
        limit=Text("最多 3 人", "At most 3"),
        needs=CUSTOMER_RIGHT,
        where=places.ADMINS,
        seen_by="admins",
    ),
    cell(
        _CUSTOMER,
        "announcement",
        READ,
        MANUAL,
        source="92122, 92130",
        endpoint=_GET,
        needs=CUSTOMER_RIGHT,
        where=places.ANNOUNCEMENT,
        seen_by="announcement",
    ),
    cell(
        _CUSTOMER,
        "nicknames",
        READ,
        MANUAL,
        source="92122",
        endpoint=_GET,
        needs=CUSTOMER_RIGHT,
        where=places.NICKNAME,
        seen_by="nicknames",
    ),
)

_SETTINGS: CapabilityTable = (
    cell(
        _CUSTOMER,
        "permissions.invite",
        NONE,
        source="S1",
        limit=Text("外部群没有「仅群主或群管理员可管理」", "Groups with customers have no such switch"),
    ),
    cell(_CUSTOMER, "permissions.rename", MANUAL, source="S1", where=places.NO_RENAMING),
    cell(_CUSTOMER, "permissions.mention_all", MANUAL, source="unconfirmed", where=places.MENTION_ALL),
    cell(
        _CUSTOMER,
        "permissions.announce",
        NONE,
        source="unconfirmed",
        limit=Text("没有找到这样的开关", "No such switch was found"),
    ),
    cell(_CUSTOMER, "permissions.history_for_new_members", MANUAL, source="unconfirmed", where=places.HISTORY),
    cell(_CUSTOMER, "permissions.invite_confirmation", MANUAL, source="S1, S7", where=places.CONFIRMATION),
    cell(_CUSTOMER, "avatar", MANUAL, source="unconfirmed", where=places.AVATAR),
    cell(
        _CUSTOMER,
        "background",
        MANUAL,
        source="unconfirmed",
        limit=Text("每个人只对自己生效", "Holds for each person alone"),
        where=places.BACKGROUND,
    ),
    cell(
        _CUSTOMER,
        "dissolve",
        MANUAL,
        source="92130, 90313",
        limit=Text("解散后有事件，读取得 49008", "Seen by an event, and by 49008 when read"),
        where=places.DISSOLVE,
        seen_by="dissolve",
    ),
    cell(
        _CUSTOMER,
        "mute",
        MANUAL,
        source="S3, S4 (unconfirmed)",
        limit=Text("另有防骚扰规则可自动处理", "Anti-harassment rules may act by themselves"),
        where=places.MUTE,
    ),
    cell(
        _CUSTOMER,
        "member_cap",
        NONE,
        source="S3",
        limit=Text(
            "平台规定：全为企业微信用户 500 人，含微信用户 200 人", "Fixed: 500 all on WeCom, 200 with WeChat users"
        ),
    ),
)

_AROUND: CapabilityTable = (
    cell(
        _CUSTOMER,
        "rules",
        MANUAL,
        source="92135",
        limit=Text("也可以建群发任务，由群主确认", "Or a mass-message task that the owner confirms"),
        where=places.POST_RULES,
    ),
    cell(
        _CUSTOMER,
        "messages",
        WRITE,
        MANUAL,
        source="92135",
        endpoint=f"{_BASE}/add_msg_template",
        limit=Text(
            "只建任务：群主在客户端确认后才发出；每群每月最多发当月天数次",
            "Makes a task only: nothing goes out before the owner confirms; as many a month as it has days",
        ),
        needs=CUSTOMER_RIGHT,
        where=places.CONFIRM_TASK,
        seen_by="messages",
    ),
    cell(
        _CUSTOMER,
        "welcome",
        MANUAL,
        source="92366",
        endpoint=f"{_BASE}/group_welcome_template/add",
        limit=Text(
            "接口只写素材库（全企业 100 条），给群选用须由群主操作",
            "The API only fills the library (100 for the corp); the owner attaches one to the group",
        ),
        needs=CUSTOMER_RIGHT,
        where=places.WELCOME,
    ),
    cell(
        _CUSTOMER,
        "join",
        WRITE,
        READ,
        source="92229",
        endpoint=f"{_BASE}/groupchat/add_join_way",
        limit=Text("只能管理本应用创建的，每个最多 5 个群", "Only those made by this app; at most 5 groups each"),
        needs=CUSTOMER_RIGHT,
    ),
    cell(
        _CUSTOMER,
        "statistics",
        READ,
        source="92133",
        endpoint=f"{_BASE}/groupchat/statistic",
        limit=Text("按群主或按天汇总，没有单个群的数字", "Summed by owner or by day, never for one group"),
        needs=CUSTOMER_RIGHT,
    ),
    cell(
        _CUSTOMER,
        "notifications",
        READ,
        source="92130",
        endpoint="change_external_chat",
        limit=Text("通过接口做的变更没有回调", "Changes made by API give no callback"),
        needs=CUSTOMER_RIGHT,
    ),
)

CUSTOMER: CapabilityTable = (*_CONTENT, *_SETTINGS, *_AROUND)
