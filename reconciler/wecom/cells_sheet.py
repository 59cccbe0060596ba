"""Groups of a smartsheet's automation: owner and members by API, the rest in the client [100989]."""

from reconciler.model.capability import CapabilityTable
from reconciler.model.group import GroupType
from reconciler.text import Text
from reconciler.wecom import places
from reconciler.wecom.cells import ARCHIVE, MANUAL, NONE, READ, SHEET_RIGHT, WRITE, cell
from reconciler.wecom.cells_internal_client import client_settings

_SHEET = GroupType.SHEET
_BASE = "/cgi-bin/wedoc/smartsheet/groupchat"

SHEET: CapabilityTable = (
    cell(_SHEET, "create", MANUAL, source="100989", where=places.NEW_SHEET, seen_by="list"),
    cell(
        _SHEET,
        "list",
        READ,
        source="100989",
        endpoint=f"{_BASE}/list",
        limit=Text("每个智能表格分别列出，每页最多 200 个", "For each smartsheet alone, at most 200 a page"),
        needs=SHEET_RIGHT,
    ),
    cell(
        _SHEET,
        "name",
        READ,
        MANUAL,
        source="101028, 101029",
        endpoint=f"{_BASE}/get",
        limit=Text("接口不能改名", "No API renames it"),
        needs=SHEET_RIGHT,
        where=places.NAME,
        seen_by="name",
    ),
    cell(
        _SHEET,
        "owner",
        WRITE,
        READ,
        source="101029, 101028",
        endpoint=f"{_BASE}/update",
        limit=Text(
            "全企业每小时 1000 次变更，同一群须逐个进行", "1000 updates an hour for the corp; one group one by one"
        ),
        needs=SHEET_RIGHT,
    ),
    cell(
        _SHEET,
        "members",
        WRITE,
        READ,
        source="101029, 101028",
        endpoint=f"{_BASE}/update",
        limit=Text(
            "每次最多 500 人，须是智能表格的成员，群内最多 2000 人",
            "500 people a call, all of them members of the sheet; 2000 in the group",
        ),
        needs=SHEET_RIGHT,
    ),
    cell(_SHEET, "announcement", MANUAL, source="101028", where=places.ANNOUNCEMENT),
    cell(_SHEET, "dissolve", MANUAL, source="101029", where=places.DISSOLVE),
    cell(_SHEET, "rules", MANUAL, source="101029", where=places.POST_RULES),
    cell(
        _SHEET,
        "messages",
        NONE,
        source="100989",
        limit=Text("这类群没有发消息的接口", "No call sends into groups of this kind"),
    ),
    cell(
        _SHEET,
        "mentions",
        NONE,
        source="100989",
        limit=Text("这类群没有发消息的接口", "No call sends into groups of this kind"),
    ),
    cell(_SHEET, "statistics", READ, source="91774", needs=ARCHIVE),
    cell(
        _SHEET,
        "notifications",
        NONE,
        source="100989",
        limit=Text("没有回调，只能定期读取", "No callback: read again from time to time"),
    ),
    cell(
        _SHEET,
        "member_cap",
        NONE,
        source="101029",
        limit=Text("接口规定最多 2000 人", "Fixed at 2000 by the API"),
    ),
    *client_settings(_SHEET),
)
