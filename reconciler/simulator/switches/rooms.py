"""Switches of internal groups and their archive, of webhooks, and of sheet groups."""

from reconciler.simulator.switches.switch import YES_NO, Switch

ROOM_SWITCHES: tuple[Switch, ...] = (
    Switch(
        "code_unknown_room",
        "301059",
        ("301059", "40058", "40050", "86003"),
        "会话存档不认识的 roomid 的错误码",
        "archive: code for a room it has not met",
    ),
    Switch(
        "archive_creator",
        "creator",
        ("creator", "owner"),
        "会话存档 creator 字段在转让群主后的含义",
        "archive: who `creator` is after the owner changed",
    ),
    Switch("archive_edition", "3", ("1", "2", "3"), "会话存档的版本（办公、服务、企业）", "edition of the archive"),
    Switch(
        "archive_reads_app_groups",
        "no",
        YES_NO,
        "会话存档可用 chatid 读取应用群和表格群",
        "archive reads app and sheet groups by their chat ids",
    ),
    Switch("code_webhook_too_long", "40058", ("40058", "45002"), "webhook 正文过长的错误码", "webhook: text too long"),
    Switch("limit_webhook_minute", "20", (), "每个 webhook 每分钟消息数", "messages per webhook and minute"),
    Switch("limit_archive_room_minute", "2000", (), "每企业每分钟读取存档群次数", "archive rooms per corp and minute"),
    Switch(
        "limit_archive_permit_minute", "1000", (), "每企业每分钟读取存档名单次数", "archive lists per corp and minute"
    ),
    Switch(
        "code_unknown_sheet_chat",
        "86003",
        ("86003", "40050", "40058"),
        "表格没有这个群时的错误码",
        "sheet groups: code for an unknown chat_id",
    ),
    Switch(
        "sheet_short_pages",
        "yes",
        YES_NO,
        "表格群列表有时不满 limit（has_more 仍为真）",
        "sheet groups: pages shorter than `limit` though more follow",
    ),
    Switch(
        "sheet_updates_share",
        "yes",
        YES_NO,
        "表格群与应用群共用每小时变更次数",
        "sheet and app groups share one count of updates per hour",
    ),
    Switch("limit_sheet_update_hour", "1000", (), "每企业每小时改表格群数", "sheet group updates per corp and hour"),
)
