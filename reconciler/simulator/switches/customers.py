"""Switches of customer groups and of callbacks."""

from reconciler.simulator.switches.switch import YES_NO, Switch

CUSTOMER_SWITCHES: tuple[Switch, ...] = (
    Switch(
        "code_unknown_customer_chat",
        "40050",
        ("40050", "86003", "90501", "40058"),
        "客户群 chat_id 不存在的错误码",
        "code for an unknown chat_id of a customer group",
    ),
    Switch(
        "code_owner_out_of_range",
        "60011",
        ("60011", "60030"),
        "群主不在应用可见范围的错误码",
        "code for an owner outside the range of the app",
    ),
    Switch("code_bad_cursor", "50100", ("50100", "60268"), "分页游标无效的错误码", "code for a bad cursor"),
    Switch(
        "code_transfer_quota", "40128", ("40128", "45009"), "90 日内第三次转让的错误码", "third transfer in 90 days"
    ),
    Switch("code_new_owner", "84074", ("84074", "40003"), "新群主没有客户联系权限", "new owner without the right"),
    Switch(
        "chat_id_per_app",
        "no",
        YES_NO,
        "每个应用看到的客户群 chat_id 都不同",
        "every app sees its own chat_id of a customer group",
    ),
    Switch(
        "departed_owner_listing",
        "named",
        ("named", "always", "refuse"),
        "列客户群时离职群主的群：须指明群主、总是列出、指明则 40003",
        "groups of departed owners in the list: when named, always, or 40003 when named",
    ),
    Switch("dissolved_listed", "no", YES_NO, "已解散的客户群仍在列表里", "dissolved customer groups stay in the list"),
    Switch(
        "stale_ms", "2000", (), "改动后多少毫秒内读到的是旧数据", "milliseconds for which reads are old after an edit"
    ),
    Switch(
        "stale_while_standing",
        "no",
        YES_NO,
        "时钟不走（tick_ms=0）时也读到旧数据",
        "reads are old even while the clock stands still (tick_ms=0)",
    ),
    Switch("inherit_delay_s", "3600", (), "离职继承完成所需秒数", "seconds until an inheritance is complete"),
    Switch("onjob_old_owner", "stay", ("stay", "leave"), "在职转让后原群主", "the old owner after an on-job transfer"),
    Switch("customer_cap", "500", (), "全企业微信用户客户群的人数上限", "cap of a customer group of WeCom users"),
    Switch("customer_cap_wechat", "200", (), "有微信用户的客户群的人数上限", "cap of one with WeChat users"),
    Switch(
        "callback_order",
        "kept",
        ("kept", "reversed", "shuffled"),
        "回调送达的次序",
        "order in which callbacks are delivered",
    ),
    Switch(
        "callback_drop_every", "0", (), "每隔多少条回调丢一条（0 为不丢）", "every n-th callback is dropped (0: none)"
    ),
    Switch(
        "callback_duplicate_every", "0", (), "每隔多少条回调重复一条（0 为不重复）", "every n-th callback is sent twice"
    ),
    Switch(
        "limit_transfer_day",
        "300",
        (),
        "同一人每自然日转出的客户群数",
        "groups of one person transferred per natural day",
    ),
)
