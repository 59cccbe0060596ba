"""Switches of messages to people, and of what stands around customer groups."""

from reconciler.simulator.switches.switch import YES_NO, Switch

MESSAGE_SWITCHES: tuple[Switch, ...] = (
    Switch(
        "agentid_as_text",
        "ok",
        ("ok", "refuse"),
        "写成字符串的 agentid：照收，或当作没写",
        "an agentid written as text: taken, or lost like any field of a wrong type",
    ),
    Switch(
        "upload_part",
        "any",
        ("any", "named"),
        "上传时不叫 media 的文件：照收，或 44001",
        "an uploaded file that is not called media: taken, or 44001",
    ),
    Switch(
        "no_invalid_recipients",
        "absent",
        ("absent", "empty"),
        "没有无效接收人时的 invaliduser 等字段",
        "message/send: invaliduser and its like when there are none",
    ),
    Switch("repeated_task_id", "42014", ("42014", "ok"), "应用内重复的 task_id", "a task_id the app has used before"),
    Switch(
        "duplicate_msgid",
        "new",
        ("new", "first", "absent"),
        "被去重的消息返回的 msgid",
        "msgid of a message dropped as a duplicate",
    ),
    Switch(
        "code_bad_response_code",
        "40058",
        ("40058", "42022"),
        "response_code 不存在或已过期的错误码",
        "response_code unknown or too old",
    ),
    Switch(
        "limit_message_day",
        "200",
        (),
        "每应用每日消息人次，按每个帐号计",
        "messages to people per app, day and account",
    ),
    Switch(
        "limit_member_minute", "30", (), "每人每分钟收同一应用的消息数", "messages of one app per person and minute"
    ),
    Switch("limit_member_hour", "1000", (), "每人每小时收同一应用的消息数", "messages of one app per person and hour"),
)

RULE_SWITCHES: tuple[Switch, ...] = (
    Switch(
        "semantics_placement",
        "both",
        ("both", "top", "extra"),
        "get_intercept_rule 的 semantics_list 在哪里：两处、顶层、extra_rule 里",
        "where get_intercept_rule has semantics_list: in both places, at the top, in extra_rule",
    ),
    Switch(
        "rule_id_type", "number", ("number", "string"), "get_intercept_rule 的 rule_id 类型", "type of rule_id there"
    ),
    Switch(
        "code_foreign_rule",
        "41070",
        ("41070", "48002", "60011"),
        "改删别处建的敏感词规则的错误码",
        "changing a sensitive-word rule made elsewhere",
    ),
)

GROUP_SWITCHES: tuple[Switch, ...] = (
    Switch(
        "code_foreign_config",
        "41044",
        ("41044", "48002", "60011"),
        "读写别的应用建的进群方式的错误码",
        "a way in that another app made",
    ),
    Switch(
        "made_groups_listed",
        "yes",
        YES_NO,
        "get_join_way 的 chat_id_list 含自动新建的群",
        "get_join_way lists groups that the way made itself",
    ),
    Switch("join_ways_max", "500000", (), "每企业进群方式总数（0 为不限）", "ways in per corp (0: no limit)"),
    Switch(
        "code_empty_welcome",
        "40063",
        ("40063", "44004", "40058"),
        "入群欢迎语全空的错误码",
        "a welcome template with nothing in it",
    ),
    Switch(
        "code_unknown_template",
        "40058",
        ("40058", "41058"),
        "入群欢迎语不存在的错误码",
        "an unknown welcome template",
    ),
    Switch(
        "media_known",
        "any",
        ("any", "demand"),
        "从未上传过的 media_id：照收，或 40007",
        "a media id never uploaded here: taken, or 40007",
    ),
    Switch(
        "unready_questions",
        "1",
        (),
        "群发任务建好后前几次查询答 41063",
        "questions about a new mass message that answer 41063",
    ),
    Switch(
        "mass_create_time",
        "number",
        ("number", "string"),
        "get_groupmsg_list_v2 的 create_time 类型",
        "type of create_time in get_groupmsg_list_v2",
    ),
)

OUTREACH_SWITCHES = (
    *MESSAGE_SWITCHES,
    *RULE_SWITCHES,
    *GROUP_SWITCHES,
)
