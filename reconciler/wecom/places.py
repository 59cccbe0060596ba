"""What a person presses, from copies of the help centre (wecom-api §13); wording varies with the client's version."""

from reconciler.text import Text

_OPEN = Text("群聊右上角「…」", "The chat → “…” at the top right")
_MANAGE = Text("群聊右上角「…」→ 群管理", "The chat → “…” at the top right → Group management (群管理)")


def _in(menu: Text, zh: str, en: str) -> Text:
    arrow = "→ " if menu.zh.endswith("」") else " → "  # a closing bracket brings its own space
    return Text(f"{menu.zh}{arrow}{zh}", f"{menu.en} → {en}")


def _unconfirmed(place: Text) -> Text:
    return Text(f"{place.zh}（菜单名称未经证实）", f"{place.en} (wording unconfirmed)")


ADMINS = _in(_MANAGE, "设置群管理员（群主操作，最多 3 人）", "Set group admins (设置群管理员; by the owner, at most 3)")
OWNER = _in(_MANAGE, "转让群主（群主操作）", "Transfer ownership (转让群主; by the owner)")
ONLY_MANAGERS = _in(_MANAGE, "仅群主或群管理员可管理", "Only owner or admins may manage (仅群主或群管理员可管理)")
NO_RENAMING = _in(_MANAGE, "禁止修改群名", "Forbid renaming (禁止修改群名)")
CONFIRMATION = _in(_MANAGE, "群聊邀请确认", "Confirm invitations (群聊邀请确认)")
DISSOLVE = _in(_MANAGE, "解散群聊（群主操作）", "Dissolve the chat (解散群聊; by the owner)")
ANNOUNCEMENT = _in(_OPEN, "群公告", "Announcement (群公告)")
NICKNAME = _unconfirmed(
    _in(_OPEN, "我在本群的昵称（每人自己设置）", "My nickname here (我在本群的昵称; each person for oneself)")
)
NAME = _unconfirmed(_in(_OPEN, "群聊名称", "Chat name (群聊名称)"))
MEMBERS = _unconfirmed(_in(_OPEN, "成员列表中的「+」或「-」", "“+” or “-” in the list of members"))
MENTION_ALL = _unconfirmed(
    _in(_MANAGE, "仅群主/管理员可 @所有人", "Only owner or admins may mention everyone (仅群主/管理员可 @所有人)")
)
ANNOUNCERS = _unconfirmed(
    _in(
        _MANAGE,
        "仅群主或群管理员可管理，是否包括群公告需在客户端确认",
        "Only owner or admins may manage (仅群主或群管理员可管理); see in the client whether it covers announcements",
    )
)
HISTORY = _unconfirmed(_in(_MANAGE, "新成员可查看历史消息", "New members may see history (新成员可查看历史消息)"))
MUTE = _unconfirmed(_in(_MANAGE, "群禁言", "Mute (群禁言)"))
MUTE_MEMBER = _unconfirmed(_in(_MANAGE, "群禁言 → 选择成员", "Mute (群禁言) → choose the person"))
KEYWORDS = _unconfirmed(
    Text(
        "客户端群聊右上角「…」→ 自动回复，或管理后台 → 客户联系 → 群工具 → 自动回复",
        "The chat → “…” at the top right → Automatic replies (自动回复), or admin console → Customer Contact "
        "(客户联系) → Tools for groups (群工具) → Automatic replies (自动回复)",
    )
)
HARASSMENT = _unconfirmed(
    Text(
        "客户端群聊右上角「…」→ 群管理 → 防骚扰，或管理后台 → 安全管控 → 防骚扰",
        "The chat → “…” at the top right → Group management (群管理) → Anti-harassment (防骚扰), or admin console → "
        "Security (安全管控) → Anti-harassment (防骚扰)",
    )
)
NO_ADDING = _unconfirmed(_in(_MANAGE, "禁止互加联系人", "Forbid adding each other (禁止互加联系人)"))
AVATAR = _unconfirmed(_in(_OPEN, "群头像", "Avatar (群头像)"))
BACKGROUND = _unconfirmed(
    _in(_OPEN, "设置聊天背景（每人自己设置）", "Chat background (聊天背景; each person for oneself)")
)
QR_CODE = _unconfirmed(_in(_OPEN, "群二维码", "Group QR code (群二维码)"))
WELCOME = _in(_OPEN, "入群欢迎语 → 选择素材", "Welcome message (入群欢迎语) → choose the template")
NEW_INTERNAL = _unconfirmed(
    Text(
        "消息 → 右上角「+」→ 发起群聊，选择成员", "Messages → “+” at the top right → New chat (发起群聊), choose people"
    )
)
NEW_CUSTOMER = _unconfirmed(
    Text(
        "工作台 → 客户群 → 创建一个客户群（由有客户联系权限的成员操作）",
        "Workspace → Customer groups (客户群) → Create (by somebody with customer-contact rights)",
    )
)
NEW_SHEET = _unconfirmed(
    Text(
        "打开应用创建的智能表格 → 自动化 → 添加建群的规则",
        "Open the smartsheet made by the app → Automation (自动化) → add a rule that makes a group",
    )
)
POST_RULES = Text(
    "把群规文字发到群里，并写入群公告", "Post the text of the rules in the chat and put it into the announcement"
)
CONFIRM_TASK = _unconfirmed(
    Text(
        "群主在「客户联系 → 群发助手」中确认发送",
        "The owner confirms it under Customer Contact → Mass messages (群发助手)",
    )
)
MEMBER_CAP = Text(
    "管理后台 → 我的企业 → 聊天管理 → 成员创建群聊 → 群成员人数上限",
    "Admin console → My Company → Chat management (聊天管理) → 成员创建群聊 → Member cap (群成员人数上限)",
)
