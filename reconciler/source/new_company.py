"""The first company.yaml of a company, with the comments that help whoever opens it next."""

from typing import Any, Final

from reconciler.model.founding import Founding
from reconciler.source.certainty import certain
from reconciler.source.notation import flow, scalar
from reconciler.text import Text

COMPANY_FILE: Final = "company.yaml"
SECRET: Final = "WECOM_APP_SECRET"  # noqa: S105  # The variable's name, which the workflows carry.
QUIET: Final = {"from": "23:30", "to": "07:30"}

_TEMPLATE: Final = Text(
    zh="""\
# yaml-language-server: $schema=../schemas/company.schema.json
#
# 企业微信群：谁在群里、谁管群、用什么群规，都写在这个目录里。本文件是公司设置，全目录只有一份。
# 没写的项 = 不归这里管；写成 [] = 必须为空；文件可以随意改名、挪目录，认的是里面的 key。
kind: company
name: {name}
corp_id: {corp_id}       # 管理后台「我的企业」→「企业ID」
agent_id: {agent_id}     # 自建应用的 AgentId；编号要加引号
secrets:
  app: {secret}          # 只写环境变量名；密钥只放在环境 wecom-plan 和 wecom-apply 里

time_zone: {time_zone}
language: {language}     # 发给同事的消息、合并请求下的评论用什么语言
visibility: {visibility} # 公开仓库写 public：只显示打码的账号，不显示姓名

# 休息时间不打扰（D2.9）：建群、进出群、改名和消息都等到早上。
quiet_hours: {quiet}

# 统一管理所有群的人（D3.1）：可以批准任何改动，作者本人除外。
governance:
  people: {people}

# 代码托管平台的登录名 → 成员账号；没写在这里的人，批准不算，也写不进 CODEOWNERS。
code_host:
  people: {logins}

# 有人在客户端改了群：先只报告。看惯了再改成 correct（改回来），单个群也可以另写。
drift: report

# 台账：做过什么、谁批准的。放在本仓库的一个分支里，只有执行的任务往里写。
ledger: {{branch: {ledger}}}

# 常用的还有（全部字段见 schemas/company.schema.json）：
# member_cap: 500                 # 照抄管理后台的「群成员人数上限」
# console_admins: [zhangsan]      # 只有管理后台能做的事交给谁
# departed_grace: 1d              # 通讯录里连续多久找不到才算离职
# wecom: {{proxy: "http://proxy.example.com:3128"}}   # 任务没有固定出口地址时用代理
# roles:                          # 谁批准什么：没写的照标准
#   security: {{people: [lisi]}}
# delegation:
#   group.classification: [security]
""",
    en="""\
# yaml-language-server: $schema=../schemas/company.schema.json
#
# WeCom groups: who is in them, who runs them, which rules hold. This file holds the company's settings; there is one.
# Absent = unmanaged, [] = must be empty; files may be renamed and moved freely, the key inside is what counts.
kind: company
name: {name}
corp_id: {corp_id}       # admin console: My Company (我的企业)
agent_id: {agent_id}     # AgentId of your own application; quoted, because it is a name and no quantity
secrets:
  app: {secret}          # the variable's name only; the secret lies in the environments wecom-plan and wecom-apply

time_zone: {time_zone}
language: {language}     # of messages to colleagues and of comments on pull requests
visibility: {visibility} # a public repository says public: masked ids and no names

# Nobody is disturbed at night (D2.9): new groups, joins, leaves, renames and messages wait until the morning.
quiet_hours: {quiet}

# Who looks after all groups (D3.1) may approve every change but their own.
governance:
  people: {people}

# Login at the code host → user id; approvals of anybody else do not count, and CODEOWNERS cannot name them.
code_host:
  people: {logins}

# Somebody changed a group in the client: told, for a start. Later: correct, here or group by group.
drift: report

# The ledger: what was done and who approved it, in a branch of this repository; only the job that applies writes it.
ledger: {{branch: {ledger}}}

# Often wanted too (every field: schemas/company.schema.json):
# member_cap: 500                 # the console's cap on the size of groups
# console_admins: [zhangsan]      # who does what only the admin console can do
# departed_grace: 1d              # how long somebody is missing from the address book before they count as gone
# wecom: {{proxy: "http://proxy.example.com:3128"}}   # where jobs have no fixed outgoing address
# roles:                          # who approves what; the rest is as in the manual
#   security: {{people: [lisi]}}
# delegation:
#   group.classification: [security]
""",
)


def company_document(founding: Founding) -> str:
    """The text of company.yaml, which the loader reads as just that.

    Raises: EditError for a character that no document may hold.
    """
    people = [governor.user for governor in founding.governors]
    logins = {governor.login: governor.user for governor in founding.governors if governor.login}
    words = {
        "name": scalar(founding.name),
        "corp_id": scalar(founding.corp_id),
        "agent_id": scalar(founding.agent_id),
        "secret": SECRET,
        "time_zone": scalar(founding.time_zone),
        "language": founding.language,
        "visibility": founding.visibility,
        "quiet": flow(QUIET),
        "people": flow(people),
        "logins": flow(logins),
        "ledger": scalar(founding.ledger, in_flow=True),
    }
    tree: dict[str, Any] = {
        "kind": "company",
        "name": founding.name,
        "corp_id": founding.corp_id,
        "agent_id": founding.agent_id,
        "secrets": {"app": SECRET},
        "time_zone": founding.time_zone,
        "language": founding.language,
        "visibility": founding.visibility,
        "quiet_hours": dict(QUIET),
        "governance": {"people": people},
        "code_host": {"people": logins},
        "drift": "report",
        "ledger": {"branch": founding.ledger},
    }
    return certain(COMPANY_FILE, _TEMPLATE.say(founding.language).format_map(words), tree)
