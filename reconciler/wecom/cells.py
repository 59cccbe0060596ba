"""What every cell of the capability table shares: titles, the day of reading, and how a cell is written down."""

from reconciler.model.capability import Access, Capability
from reconciler.model.group import GroupType
from reconciler.text import Text

CHECKED = "2026-11-22"
ATTEST = "attest"

WRITE, READ, MANUAL, CONSOLE, NONE = Access.WRITE, Access.READ, Access.MANUAL, Access.CONSOLE, Access.NONE

TITLES: dict[str, Text] = {
    "create": Text("建群", "Create the group"),
    "list": Text("列出全部群", "List all groups"),
    "name": Text("群名", "Name"),
    "owner": Text("群主", "Owner"),
    "members": Text("成员", "Members"),
    "admins": Text("群管理员", "Group admins"),
    "announcement": Text("群公告", "Announcement"),
    "permissions.invite": Text("谁可邀请成员", "Who may invite"),
    "permissions.rename": Text("谁可修改群名", "Who may rename"),
    "permissions.mention_all": Text("谁可 @所有人", "Who may mention everyone"),
    "permissions.announce": Text("谁可发布群公告", "Who may announce"),
    "permissions.history_for_new_members": Text("新成员可否查看历史消息", "History for new members"),
    "permissions.invite_confirmation": Text("群聊邀请确认", "Confirmation of invitations"),
    "avatar": Text("群头像", "Avatar"),
    "background": Text("聊天背景", "Background"),
    "dissolve": Text("解散群", "Dissolve the group"),
    "mute": Text("全员禁言", "Mute everybody"),
    "mute_member": Text("禁言一个人", "Mute one person"),
    "rules": Text("群规", "Rules of the group"),
    "messages": Text("向群发消息", "Messages into the group"),
    "mentions": Text("消息里 @所有人", "Mention everyone in messages"),
    "nicknames": Text("群昵称", "Nicknames"),
    "welcome": Text("入群欢迎语", "Welcome message"),
    "join": Text("进群方式", "Ways to join"),
    "keyword_replies": Text("关键词自动回复", "Replies to keywords"),
    "anti_harassment": Text("防骚扰", "Anti-harassment rules"),
    "sensitive_words": Text("聊天敏感词", "Sensitive words"),
    "mutual_adding": Text("禁止互加联系人", "Customers must not add each other"),
    "tags": Text("群标签", "Tags of the group"),
    "statistics": Text("消息与成员统计", "Statistics"),
    "notifications": Text("变更事件通知", "Notification of changes"),
    "member_cap": Text("成员上限", "Member cap"),
}

ARCHIVE = Text(
    "需开通会话内容存档，且群内至少一人在存档范围", "The paid message archive, with at least one member in its range"
)
CUSTOMER_RIGHT = Text(
    "应用须列入 客户联系 → 可调用接口的应用，且群主在应用可见范围内",
    "The app listed under 客户联系 → 可调用接口的应用 (Customer Contact → apps that may call), the owner in its range",
)
ROOT_RANGE = Text("应用可见范围须为根部门", "The app's range must be the root department")
SHEET_RIGHT = Text(
    "应用须列入 文档 → 可调用应用，可见范围含根部门，智能表格由该应用创建",
    "The app listed under 文档 → 可调用应用 (Docs → apps that may call), the root department in its range, "
    "and the smartsheet made by it",
)


NO_TAGS = Text("没有群标签的接口；在 YAML 里用 labels 分类", "No call tags groups; sort them by `labels` in the YAML")


def cell(
    group_type: GroupType,
    field: str,
    *access: Access,
    source: str,
    endpoint: str = "",
    limit: Text | None = None,
    needs: Text | None = None,
    where: Text | None = None,
    seen_by: str = "",
) -> Capability:
    """One cell; a way that needs a person and cannot be read afterwards is seen by attesting."""
    by_person = any(way in (MANUAL, CONSOLE) for way in access)
    return Capability(
        type=group_type,
        field=field,
        title=TITLES[field],
        access=access,
        source=source,
        checked=CHECKED,
        endpoint=endpoint,
        limit=limit,
        needs=needs,
        where=where,
        seen_by=seen_by or (ATTEST if by_person else ""),
    )
