"""App groups (应用群聊): made and managed by our own application [90244]."""

from reconciler.model.capability import CapabilityTable
from reconciler.model.group import GroupType
from reconciler.text import Text
from reconciler.wecom import places
from reconciler.wecom.cells import ARCHIVE, CONSOLE, MANUAL, NONE, READ, ROOT_RANGE, WRITE, cell
from reconciler.wecom.cells_internal_client import client_settings

_APP = GroupType.APP

APP: CapabilityTable = (
    cell(
        _APP,
        "create",
        WRITE,
        source="90245",
        endpoint="/cgi-bin/appchat/create",
        limit=Text("全企业每天 1000 个，2 至 1999 人", "1000 a day for the whole corp; 2 to 1999 people"),
        needs=ROOT_RANGE,
    ),
    cell(
        _APP,
        "list",
        NONE,
        source="90244",
        limit=Text("没有列表接口：chat_id 由 key 推得", "No call lists them: the chat id is derived from the key"),
    ),
    cell(
        _APP,
        "name",
        WRITE,
        READ,
        source="98913, 98914",
        endpoint="/cgi-bin/appchat/update",
        limit=Text(
            "最多 50 个字，超出被静默截断；全企业每小时 1000 次变更",
            "50 characters, cut silently; 1000 updates an hour",
        ),
        needs=ROOT_RANGE,
    ),
    cell(
        _APP,
        "owner",
        WRITE,
        READ,
        source="98913, 98914",
        endpoint="/cgi-bin/appchat/update",
        limit=Text("全企业每小时 1000 次变更", "1000 updates an hour for the whole corp"),
        needs=ROOT_RANGE,
    ),
    cell(
        _APP,
        "members",
        WRITE,
        READ,
        source="98913, 98914",
        endpoint="/cgi-bin/appchat/update",
        limit=Text(
            "仅企业内部成员，最多 1999 人；全企业每小时 1000 次变更",
            "Colleagues only, at most 1999; 1000 updates an hour for the whole corp",
        ),
        needs=ROOT_RANGE,
    ),
    cell(
        _APP,
        "announcement",
        MANUAL,
        READ,
        source="92951, 98914",
        endpoint="/cgi-bin/msgaudit/groupchat/get",
        limit=Text(
            "读取仅限已存档的群；也可以作为消息发布", "Read only where archived; may be published as a message instead"
        ),
        needs=ARCHIVE,
        where=places.ANNOUNCEMENT,
    ),
    cell(_APP, "dissolve", MANUAL, source="90244", where=places.DISSOLVE),
    cell(
        _APP,
        "rules",
        WRITE,
        source="90248",
        endpoint="/cgi-bin/appchat/send",
        limit=Text("作为消息发布，每条最多 2048 字节", "Published as messages of at most 2048 bytes"),
        needs=ROOT_RANGE,
    ),
    cell(
        _APP,
        "messages",
        WRITE,
        source="90248",
        endpoint="/cgi-bin/appchat/send",
        limit=Text(
            "每条最多 2048 字节；每人每分钟 200 条、每天 1 万条，超出被静默丢弃",
            "2048 bytes each; 200 a minute and 10,000 a day for one person, more are dropped silently",
        ),
        needs=ROOT_RANGE,
    ),
    cell(
        _APP,
        "mentions",
        WRITE,
        source="90248, 93221",
        endpoint="/cgi-bin/appchat/send",
        limit=Text("仅文本消息，2026 年 2 月起", "Text messages only, since February 2026"),
        needs=ROOT_RANGE,
    ),
    cell(_APP, "statistics", READ, source="91774", needs=ARCHIVE),
    cell(
        _APP,
        "notifications",
        NONE,
        source="90311",
        limit=Text("没有任何回调，只能定期读取", "No callback of any kind: read again from time to time"),
    ),
    cell(
        _APP,
        "member_cap",
        CONSOLE,
        source="90245",
        limit=Text("最多 2000，应用自身占一席", "At most 2000, the app takes one seat"),
        where=places.MEMBER_CAP,
    ),
    *client_settings(_APP),
)
