"""What to do next after a refusal. Console pages are named as wecom-api.md has them; wording may vary with versions."""

from reconciler.text import Text

SECRET = Text(
    "在管理后台 → 应用管理 → 应用 → Secret 查看正确的值并更新密钥变量；"
    "改好之前不要重试，多次出错会封禁本机 IP 一小时。",
    "Copy the right value from admin console → App Management → the app → Secret into the secret's variable. "
    "Do not retry before: repeated wrong secrets ban this address for an hour.",
)
CORP = Text(
    "核对 company.yaml 的 corp_id 与管理后台 → 我的企业 → 企业信息 → 企业 ID。",
    "Compare corp_id in company.yaml with admin console → My Company → Company info → Company ID (企业 ID).",
)
TOKEN = Text("重新运行；若仍出现，核对应用 Secret。", "Run again; if it stays, check the application's secret.")
RANGE = Text(
    "在管理后台 → 应用管理 → 应用 → 可见范围中选择根部门（整个企业）。",
    "Choose the root department (the whole company) in "
    "admin console → App Management → the app → Allowed users (可见范围).",
)
ENABLE = Text(
    "在管理后台 → 应用管理 → 应用中启用该应用。", "Enable the application in admin console → App Management → the app."
)
TRUST = Text(
    "在管理后台 → 应用管理 → 应用 → 企业可信IP 中加入这个地址，约一分钟后生效；"
    "公司出口不固定时用 wecom.proxy 指定代理。",
    "Add this address in admin console → App Management → the app → Company's Trusted IP (企业可信IP); it takes "
    "about a minute. Where the outgoing address changes, set wecom.proxy.",
)
APPLICATION = Text(
    "确认 company.yaml 的 agent_id 与 Secret 属于同一个自建应用，且该接口对自建应用开放。",
    "Make sure agent_id in company.yaml and the secret belong to the same self-built app "
    "and that the call is open to it.",
)
PERSON = Text("在通讯录中核对该成员的帐号。", "Check the person's account in the address book.")
DEPARTMENT = Text("在通讯录中核对部门与标签的 ID。", "Check the ids of departments and tags in the address book.")
BUG = Text(
    "这是本程序的缺陷，请附上错误码与接口报告。", "This is a defect of this program: report it with code and endpoint."
)
WAIT = Text(
    "等限制时间过去再运行；别的应用与本程序共用企业的额度。",
    "Run again when the block has passed; other applications share the corp's quota.",
)
LATER = Text("稍后再运行。", "Run again later.")
HUMAN = Text(
    "请管理员登录管理后台或联系企业微信客服处理。",
    "An administrator has to settle this in the admin console or with WeCom's support.",
)
WORDS = Text("修改文字后重试。", "Change the text and try again.")


SPLIT = Text("把大部门拆小，或减少一次读取的内容。", "Split the large department, or read less at once.")
OWNER = Text(
    "为群指定一位在群内、在职且在应用可见范围内的群主。",
    "Name an owner who is in the chat, employed and in the app's range.",
)
SIZE = Text(
    "群成员须为 2 人以上，且不超过管理后台 → 聊天管理 → 成员创建群聊中的上限（应用自身占一席，最多 2000）。",
    "A chat needs at least 2 people and at most the cap of admin console → Chat management (聊天管理 → 成员创建群聊); "
    "the app takes one seat of at most 2000.",
)
LOOK = Text("重新读取这个群，核对 chat_id 与 generation。", "Read the chat again and check chat_id and generation.")
REBUILD = Text(
    "群已在客户端解散：确认后把 generation 加一以重建，或把 lifecycle 改为 retired。",
    "The chat was dissolved in the client: raise generation to build it again, or set lifecycle to retired.",
)
DISSOLVED = Text(
    "群已在客户端解散，接口不能重建：确认后把 lifecycle 改为 retired，或请人在客户端另建一个群。",
    "The chat was dissolved in the client and no API makes it again: set lifecycle to retired, "
    "or have somebody make another chat in the client.",
)
FOREIGN = Text(
    "只有创建该群的应用能管理它：改用那个应用，或为本应用另建一个群（generation 加一）。",
    "Only the application that made the chat can manage it: use that one, or make a new chat (raise generation).",
)
CUSTOMER_CALLERS = Text(
    "在管理后台 → 客户联系 → 可调用接口的应用中勾选本应用。",
    "Tick this application in admin console → Customer Contact (客户联系) → "
    "Apps that may call the API (可调用接口的应用).",
)
SHEET_CALLERS = Text(
    "在管理后台 → 协作 → 文档 → 可调用接口的应用中勾选本应用；智能表格须由本应用创建。",
    "Tick this application in admin console → Collaboration (协作) → Docs (文档) → "
    "Apps that may call the API (可调用接口的应用); the smartsheet has to be made by this application.",
)
ARCHIVE = Text(
    "在管理后台 → 会话内容存档中确认已开通、未过期，并使用该页面的 Secret。",
    "See in admin console → Message archive (会话内容存档) that it is on and has not expired, "
    "and use that page's secret.",
)
ARCHIVE_TRUST = Text(
    "在管理后台 → 会话内容存档的可信 IP 中加入这个地址，约一分钟后生效。",
    "Add this address to the trusted list of admin console → Message archive (会话内容存档); it takes about a minute.",
)
CONTACT_RIGHT = Text(
    "在管理后台 → 客户联系 → 权限配置 → 使用范围中加入该成员（例如群主）。",
    "Add the person (such as the group's owner) in "
    "admin console → Customer Contact (客户联系) → Permissions (权限配置) → Who may use it (使用范围).",
)
OWNER_RANGE = Text(
    "把群主加入应用的可见范围：管理后台 → 应用管理 → 应用 → 可见范围。",
    "Put the group's owner into the application's range: "
    "admin console → App Management → the app → Allowed users (可见范围).",
)
LICENCE = Text(
    "请管理员在管理后台或向服务商确认该成员的接口许可。",
    "An administrator has to check the person's API licence in the console or with the provider.",
)
SUCCESSOR = Text(
    "换一位新群主：须在职、已激活并实名、有客户联系权限，且一年内登录过。",
    "Choose another new owner: employed, activated, real-named, with the right to customer contact, "
    "logged in within a year.",
)
ASK_OWNER = Text("请群主在客户端里处理。", "The owner has to settle this in the client.")
INHERITANCE = Text(
    "重新读取群主，再决定是否移交。", "Read the owner again, then decide whether to hand the group over."
)
OWN_APP = Text(
    "只能修改本应用创建的：核对记录的 ID，或重新创建。",
    "Only what this application made can be changed: check the recorded id, or make it again.",
)
CLEAR_OLD = Text("删除不再使用的，再新建。", "Delete what is no longer used, then add the new one.")
FEWER = Text("减少数量后重试。", "Use fewer and try again.")
SHEET_MEMBER = Text(
    "先把该成员加为智能表格的成员，再调整群成员。", "Add the person to the smartsheet first, then change the group."
)
WEBHOOK = Text(
    "消息推送可能已在群里被移除：在群里重新添加，并更新存放 webhook 密钥的变量。",
    "The webhook may have been removed in the chat: add it there again and update the variable that holds its key.",
)
CALLBACK = Text(
    "在管理后台 → 应用管理 → 应用 → 接收消息 → 设置 API 接收中填写 URL、Token 与 EncodingAESKey。",
    "Set URL, Token and EncodingAESKey in admin console → App Management → the app → Receive messages (接收消息).",
)
RECIPIENTS = Text(
    "核对收件人：在职，且在应用可见范围内（管理后台 → 应用管理 → 应用 → 可见范围）。",
    "Check the recipients: employed and in the application's range "
    "(admin console → App Management → the app → Allowed users, 可见范围).",
)
