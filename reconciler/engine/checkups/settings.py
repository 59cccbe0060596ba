"""What company.yaml, the environment and the installation say of themselves."""

import re
from datetime import timedelta

from reconciler.engine.checkups.consult import CODE_HOST_VARIABLES, Consulted
from reconciler.engine.checkups.words import CALLBACK_PAGE, SECRET_PAGE, SIMULATED
from reconciler.errors import ReconcilerError
from reconciler.model.checkup import Check, Topic
from reconciler.text import Text, listed

OLD_AFTER = timedelta(days=180)

_WEBHOOKS = Topic("webhooks", Text("群机器人", "Webhooks"))
_CALLBACK = Topic("callback", Text("回调", "Callback"))
_CODE_HOST = Topic("code-host", Text("代码平台", "Code host"))
_AGE = Topic("secrets-age", Text("密钥的年龄", "Age of the secrets"))
_PACKAGE = Topic("package", Text("程序与 Schema", "Package and schemas"))

# A bare key, or the whole address as the client shows it [91770].
_KEY = re.compile(
    r"(?:https://[^\s/?#]+/cgi-bin/webhook/send\?key=)?[0-9A-Za-z]{8}(?:-[0-9A-Za-z]{4}){3}-[0-9A-Za-z]{12}"
)

_TOKEN, _AES_KEY = re.compile("[0-9A-Za-z]{1,32}"), re.compile("[0-9A-Za-z]{43}")
_COMMENTING = frozenset({"repo", "public_repo"})  # scopes of classic tokens that may comment on pull requests
_NEEDED = Text("只有在合并请求上写评论的任务才需要它。", "Only a job that comments on pull requests needs one.")
_NEW_TOKEN = Text(
    "换一个能在合并请求上写评论的 token（pull-requests: write，或 repo）。",
    "Take a token that may comment on pull requests (pull-requests: write, or repo).",
)


def check_webhooks(seen: Consulted) -> Check:
    """Every variable that a group names is set and looks like a webhook's address; nothing is sent to prove it."""
    wanted = sorted({group.webhook_env for group in seen.surgery.desired.groups if group.webhook_env is not None})
    if not wanted:
        return _WEBHOOKS.not_checked(Text("没有群写了 webhook_env。", "No group has a webhook_env."))
    values = {name: seen.surgery.variable(name).strip() for name in wanted}
    unset = [name for name, value in values.items() if not value]
    odd = [name for name, value in values.items() if value and not _KEY.fullmatch(value)]
    if unset or odd:
        what = [Text(f"没有设置 {listed(unset).zh}。", f"Not set: {listed(unset).en}.")] if unset else []
        what += (
            [Text(f"不像 webhook 地址：{listed(odd).zh}。", f"No webhook address: {listed(odd).en}.")] if odd else []
        )
        return _WEBHOOKS.failure(
            Text("".join(each.zh for each in what), " ".join(each.en for each in what)),
            Text(
                "在群里打开机器人的资料，把整条地址或其中的 key 设到变量里。",
                "Open the robot in the chat and set the variable to its whole address or to the key in it.",
            ),
        )
    return _WEBHOOKS.ok(
        Text(
            f"{len(wanted)} 个地址已设置，形式正确；只有真的发一条消息才能证明可用，所以没有试。",
            f"Set and well-formed: {len(wanted)}. Only a message could prove that they work; none was sent.",
        )
    )


def check_callback(seen: Consulted) -> Check:
    """Token and key have the documented form [90930] and the address takes a connection from here."""
    callback = seen.company.callback
    if callback is None:
        return _CALLBACK.not_checked(Text("没有设置（callback）。", "Not configured (callback)."))
    forms = {callback.token_env: _TOKEN, callback.key_env: _AES_KEY}
    wrong = [name for name, form in forms.items() if not form.fullmatch(seen.surgery.variable(name).strip())]
    if wrong:
        names = listed(wrong)
        return _CALLBACK.failure(
            Text(f"没有设置，或形式不对：{names.zh}。", f"Not set, or not of its form: {names.en}."),
            Text(
                "照抄后台的 Token（最多 32 个字母数字）和 EncodingAESKey（43 个字母数字）。",
                "Copy the console's Token (at most 32 letters and digits) and EncodingAESKey (43 of them).",
            ),
            CALLBACK_PAGE,
        )
    match seen.callback:
        case None:
            return _CALLBACK.not_checked(SIMULATED)
        case ReconcilerError() as error:
            return _CALLBACK.failure(error.what, error.remedy, CALLBACK_PAGE)
        case _:
            return _CALLBACK.ok(
                Text(
                    "从这台机器连得上；企业微信能不能连上，要在后台保存一次才知道。",
                    "It takes connections from here; whether from WeCom too, only saving it in the console tells.",
                )
            )


def check_code_host(seen: Consulted) -> Check:
    """Whether the code host takes the token, and which rights it lists: job and fine-grained tokens list none."""
    found = [name for name in CODE_HOST_VARIABLES if seen.surgery.variable(name).strip()]
    if not found:
        missing = listed(CODE_HOST_VARIABLES)
        return _CODE_HOST.not_checked(Text(f"没有设置 {missing.zh}。", f"Not set: {missing.en}.") + _NEEDED)
    match seen.granted:
        case None:
            return _CODE_HOST.not_checked(Text(f"{found[0]} 已设置；模拟，不核对。", f"{found[0]} is set; simulated."))
        case ReconcilerError() as error:
            return _CODE_HOST.not_checked(Text(f"{found[0]} 已设置。", f"{found[0]} is set.") + error.what)
        case granted if not granted.accepted:
            return _CODE_HOST.warning(Text(f"不接受 {found[0]}。", f"{found[0]} is refused.") + _NEEDED, _NEW_TOKEN)
        case granted if granted.scopes is None:
            return _CODE_HOST.ok(
                Text(f"接受 {found[0]}；它不列出权限。", f"{found[0]} is accepted; its rights are not listed.")
            )
        case granted if not _COMMENTING & set(granted.scopes):
            return _CODE_HOST.warning(
                Text(f"{found[0]} 没有 repo 权限。", f"{found[0]} lacks the scope repo.") + _NEEDED, _NEW_TOKEN
            )
        case granted:
            names = listed(granted.scopes)
            return _CODE_HOST.ok(Text(f"接受 {found[0]}，权限：{names.zh}。", f"{found[0]} is accepted: {names.en}."))


def check_age(seen: Consulted) -> Check:
    """How long ago company.yaml says that the secrets were renewed."""
    rotated = seen.company.secrets_rotated
    if rotated is None:
        return _AGE.not_checked(
            Text("不知道密钥是哪天换的。", "Nobody says when the secrets were renewed."),
            Text("换密钥时在 company.yaml 写上 secrets_rotated。", "Write secrets_rotated in company.yaml on renewal."),
        )
    age = seen.surgery.clock().date() - rotated
    if age < timedelta(0):
        return _AGE.warning(
            Text(f"secrets_rotated 写的是将来：{rotated}。", f"secrets_rotated lies ahead: {rotated}."),
            Text("写实际更换的日期。", "Write the day on which they were renewed."),
        )
    found = Text(f"{age.days} 天前换过。", f"Days since they were renewed: {age.days}.")
    if age > OLD_AFTER:
        return _AGE.warning(
            found,
            Text(
                "重置 Secret，更新密钥变量，再改 secrets_rotated。",
                "Reset the secret, update its variable, then change secrets_rotated.",
            ),
            SECRET_PAGE,
        )
    return _AGE.ok(found)


def check_package(seen: Consulted) -> Check:
    """The schemas that the command uses, those that editors use, and the formats it prints are of one version."""
    facts = seen.surgery.package
    if isinstance(facts, ReconcilerError):
        return _PACKAGE.failure(facts.what, facts.remedy)
    again = Text("重新安装 wecom-reconciler。", "Install wecom-reconciler again.")
    if facts.formats:
        names = listed(facts.formats)
        return _PACKAGE.failure(
            Text(f"输出格式与 Schema 的版本不一致：{names.zh}。", f"Output and schema differ in version: {names.en}."),
            again,
        )
    if facts.differing:
        names = listed(facts.differing)
        return _PACKAGE.warning(
            Text(
                f"{facts.beside} 里的 Schema 与程序自带的不同：{names.zh}；编辑器和命令会给出不同的结论。",
                f"Schemas in {facts.beside} differ from the package's: {names.en}; editors and the command disagree.",
            ),
            Text(
                "换成同一版本：更新那个目录，或安装与它相配的版本。",
                "Bring them to one version: update that folder, or install the version that goes with it.",
            ),
        )
    return _PACKAGE.ok(
        Text(
            f"{facts.version} 版，Schema 和输出格式与它一致。",
            f"Version {facts.version}; schemas and output formats agree with it.",
        )
    )
