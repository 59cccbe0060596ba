"""README.md of a company's own repository."""

from typing import Final

from reconciler.text import Text

README: Final = Text(
    zh="""\
# {name} 的企业微信群

谁在群里、谁管群、用什么群规，都写在 `groups/` 里。改动走合并请求：先看计划，
该批准的人批准，合并之后才动企业微信。第一次设置照 [SETUP.md](SETUP.md)。

| 想做什么 | 怎么做 |
|---|---|
| 加人、退群、新建群、换群主、提建议 | 开一条 issue，选表单填好；不用懂 git |
| 直接改文件 | 改 `groups/` 里的 YAML，开合并请求；或者用 `reconciler edit` |
| 看会发生什么 | 合并请求下面的计划，按姓名和部门写 |
| 看谁该批准 | 计划里写着；`.github/CODEOWNERS` 会自动请人来看 |
| 有人在客户端改了群 | “偏离”那条 issue 里写着，每个工作日看三次 |

## 里面有什么

```text
groups/company.yaml           公司设置
groups/<部门>/department.yaml  部门负责人和受托人
groups/<部门>/*.yaml           一个群一个文件
schemas/                      编辑器用来提示和检查的 Schema
.github/                      工作流、表单、CODEOWNERS，由 reconciler init 生成
```

没写的项不归这里管；写成 `[]` 表示必须为空。密钥绝不写进文件。工具：<https://github.com/{repository}>。
""",
    en="""\
# WeCom groups of {name}

Who is in them, who runs them and which rules hold is written down in `groups/`. Changes are pull requests: there is a
plan to look at, the right people approve, and WeCom changes after the merge. To set up, see [SETUP.md](SETUP.md).

| To | Do this |
|---|---|
| add somebody, leave, make a group, hand one over, complain | open an issue and fill in a form; no git needed |
| change files yourself | edit the YAML in `groups/` and open a pull request, or use `reconciler edit` |
| see what would happen | read the plan below the pull request, by name and department |
| see who has to approve | the plan says so; `.github/CODEOWNERS` asks people by itself |
| see what somebody changed in the client | read the drift issue, looked at three times each working day |

## What is here

```text
groups/company.yaml                 settings of the company
groups/<department>/department.yaml its head and delegates
groups/<department>/*.yaml          one file for each group
schemas/                            for hints and checks in editors
.github/                            workflows, forms, CODEOWNERS: made by reconciler init
```

Absent is unmanaged, `[]` is must be empty. Secrets never go into a file. The tool: <https://github.com/{repository}>.
""",
)
