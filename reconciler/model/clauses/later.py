"""Work that is still to come, in plain words; a clause that waits for some names it."""

from reconciler.text import Text

SENDING = Text(
    "通知、任务、活动和提醒的按时发送，以后实现；现在只校验 YAML。",
    "Sending notices, tasks, activities and reminders at their time comes later; today their YAML is checked.",
)
RULES_AGAIN = Text(
    "群规改版后再次宣导、记录谁已确认，以后实现；现在只在建群时发送。",
    "Telling changed rules again and knowing who acknowledged them comes later; today they are sent to a new group.",
)
SANCTIONS = Text(
    "处分的执行与逐级推算，以后实现；现在只校验处分文档。",
    "Carrying sanctions out and working out the next step comes later; today the documents of sanctions are checked.",
)
JOINING = Text(
    "客户群进群二维码的写入与核对，以后实现；现在进群方式由人工步骤设置。",
    "Writing and comparing the QR codes of customer groups comes later; today people set the ways in.",
)
DRIVE = Text(
    "群文件空间、备份与加密随微盘功能一起实现。",
    "Shared drive space, its backup and encryption come with the drive work.",
)
SENSITIVE = Text(
    "企业微信敏感词规则的写入，以后实现；现在由群规文字约束。",
    "Writing WeCom's sensitive-word rules comes later; today the text of the rules says it.",
)
DUTIES = Text(
    "群主定期职责、申诉与逾期升级的人工步骤，以后实现。",
    "Recurring duties of the owner, complaints and their escalation as manual steps come later.",
)
APPROVAL = Text(
    "由 YAML 生成 CODEOWNERS、按字段核对批准人，随代码托管功能一起实现。",
    "CODEOWNERS made from the YAML and approval by field come with the code host work.",
)
CALLBACKS = Text(
    "回调验签和不可信合并请求的隔离，随监听与代码托管功能一起实现。",
    "Verified callbacks and the seclusion of untrusted pull requests come with listening and the code host work.",
)
REPORT = Text("活跃数据的汇总报告，以后实现。", "The report with figures of activity comes later.")
MARK = Text(
    "给保密群的消息自动加注标记，随消息发送一起实现。", "Marking messages to confidential groups comes with sending."
)
