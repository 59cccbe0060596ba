"""Work that is still to come, in plain words; a clause that waits for some names it."""

from reconciler.text import Text

SENDING = Text(
    "发往应用群的通知，以及任务、活动和提醒的按时发送，以后实现；现在校验 YAML，发往客户群和内部群的通知已能发送。",
    "Notices to app groups, tasks, activities and reminders at their time come later; today their YAML is checked, and "
    "notices to customer and internal groups are sent.",
)
RULES_AGAIN = Text(
    "群规改版后再次宣导、记录谁已确认，以后实现；现在只在建群时发送。",
    "Telling changed rules again and knowing who acknowledged them comes later; today they are sent to a new group.",
)
SANCTIONS = Text(
    "处分的执行与逐级推算，以后实现；现在只校验处分文档。",
    "Carrying sanctions out and working out the next step comes later; today the documents of sanctions are checked.",
)
DRIVE = Text(
    "群文件空间、备份与加密随微盘功能一起实现。",
    "Shared drive space, its backup and encryption come with the drive work.",
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
    "不可信合并请求的隔离，随代码托管功能一起实现。",
    "The seclusion of untrusted pull requests comes with the code host work.",
)
REPORT = Text("活跃数据的汇总报告，以后实现。", "The report with figures of activity comes later.")
MARK = Text("发往应用群的消息加注标记，随消息发送一起实现。", "Marking messages to app groups comes with sending them.")
