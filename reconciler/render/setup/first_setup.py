"""SETUP.md of a company's own repository: what has to be pressed in WeCom and at the code host, once.

Source: docs.github.com, *Managing environments for deployment*, *About protected branches*, *Managing GitHub Actions
settings for a repository*, *Syntax for issue forms* (labels have to exist).
"""

from typing import Final

from reconciler.text import Text

SETUP: Final = Text(
    zh="""\
# 设置

按顺序做一遍。做完的打勾，提交这个文件，就留下了记录。

## 1. 企业微信管理后台

- [ ] 建一个自建应用，「可见范围」选最上级部门。
- [ ] 「企业可信IP」填任务出口的固定地址，否则企业微信一律拒绝（60020）。
      GitHub 自己的机器没有固定地址：用自己的 runner（第 5 步），
      或者在 `company.yaml` 里写 `wecom.proxy`。

## 2. 环境（Settings → Environments）

| 环境 | 谁用 | 设置 |
|---|---|---|
| `wecom-plan` | 计划、偏离、表单 | 只许 `main` 分支；密钥 `{secret}` |
| `wecom-apply` | 执行 | 同上；再加审批人，禁止自己批准自己，不许管理员绕过 |

- [ ] 两个环境都建好，「Deployment branches」只选 `main`。
- [ ] 密钥只放在这两个环境里，不放在仓库或组织的 Secrets 里：那样任何分支的工作流都读得到。
- [ ] `company.yaml` 里还写了别的密钥（`customer`、`archive`）的，
      在用到它的任务的 `env` 里照 `{secret}` 加一行。
- [ ] 可选，给 fork 的合并请求做计划：`openssl genpkey -algorithm ed25519 -out snapshot.pem`，全文放进
      `wecom-plan` 的密钥 `RECONCILER_SNAPSHOT_KEY`；`openssl pkey -in snapshot.pem -pubout` 的全文
      放进仓库变量 `RECONCILER_SNAPSHOT_PUBLIC_KEY`，然后删掉 `snapshot.pem`。
- [ ] 私有仓库的「Required reviewers」要 Enterprise 套餐；没有的话靠第 3 步的
      评审，执行时由工具按提交逐项核对。

## 3. 保护 `main`（Settings → Rules → Rulesets）

- [ ] 必须走合并请求；至少一人批准；必须由代码所有者批准；有新提交时旧的批准作废。
- [ ] 必须通过的检查：`validate`。`reconciler / plan` 只在改了 `groups/` 时才有，
      设成必须，别的合并请求就会一直等。
- [ ] 不许强推，不许删除，不许任何人绕过。

## 4. 保护台账（分支 `{ledger}`）

- [ ] 另建一条规则：不许强推，不许删除。只有执行的任务往里写；第一次执行会建好它。

## 5. Actions（Settings → Actions → General，和 Variables）

- [ ] 「Workflow permissions」选只读；勾上允许 Actions 创建合并请求（表单要用）。
- [ ] 只允许 `actions/*` 和 `{repository}@*`。工具的仓库若是私有的，
      要在那边的 Actions 设置里对本仓库开放。
- [ ] 自己的 runner：把它的标签写进变量 `WECOM_RUNNER`。
      绝不让它跑外部合并请求的代码（`validate` 不用它）。

## 6. 标签

表单贴的标签要先建好，GitHub 不会自己建，缺了表单就没人理：

```sh
{labels}
```

## 7. 试运行

```sh
reconciler validate                          # 不联网
reconciler doctor                            # 网络、密钥、可见范围、台账
reconciler adopt --type customer --all       # 登记已有的客户群，只看不改
reconciler codeowners --out .github/CODEOWNERS   # 部门写好以后重新生成
```

## 升级工具

工作流里 `uses: {repository}@…` 的提交就是运行的版本，改它要走合并请求。连模板一起换：
删掉 `schemas`、`.github/workflows` 和 `.github/ISSUE_TEMPLATE`，用新版本再运行一次 `reconciler init`。
""",
    en="""\
# Setting up

Once, in this order. Tick what is done and commit this file: that is the record.

## 1. WeCom's admin console

- [ ] Make an application of your own and let its visible range be the topmost department.
- [ ] Enter the fixed address that jobs go out from as *Company's Trusted IP*; WeCom refuses everything else (60020).
      GitHub's own machines have no fixed address: use a runner of your own (step 5) or `wecom.proxy` in
      `company.yaml`.

## 2. Environments (Settings → Environments)

| Environment | Used by | Settings |
|---|---|---|
| `wecom-plan` | plans, drift, forms | branch `main` only; secret `{secret}` |
| `wecom-apply` | apply | the same, and required reviewers, no self-review, no bypass by administrators |

- [ ] Make both, with *Deployment branches* limited to `main`.
- [ ] Put the secret into these two and nowhere else: secrets of a repository or an organisation are open to
      workflows of every branch.
- [ ] Where `company.yaml` names further secrets (`customer`, `archive`), add a line like that of `{secret}` to the
      `env` of the jobs that use them.
- [ ] If you like, for plans of pull requests from forks: `openssl genpkey -algorithm ed25519 -out snapshot.pem`, the
      whole text into the secret `RECONCILER_SNAPSHOT_KEY` of `wecom-plan`; what `openssl pkey -in snapshot.pem -pubout`
      prints into the repository variable `RECONCILER_SNAPSHOT_PUBLIC_KEY`; then take `snapshot.pem` away.
- [ ] *Required reviewers* of private repositories need the Enterprise plan. Without it the reviews of step 3 count,
      and the tool holds them against the commit when it applies.

## 3. Protect `main` (Settings → Rules → Rulesets)

- [ ] Require a pull request, one approval, review by code owners; dismiss approvals when new commits arrive.
- [ ] Required check: `validate`. `reconciler / plan` exists only where `groups/` changes: required, it would make
      every other pull request wait for ever.
- [ ] No force pushes, no deletion, no bypass.

## 4. Protect the ledger (branch `{ledger}`)

- [ ] A rule of its own: no force pushes, no deletion. Only the job that applies writes it; the first apply makes it.

## 5. Actions (Settings → Actions → General, and Variables)

- [ ] *Workflow permissions* read-only; let Actions create pull requests, which forms need.
- [ ] Allow `actions/*` and `{repository}@*` only. If the tool's repository is private, open it to this one in its
      Actions settings.
- [ ] A runner of your own: put its label into the variable `WECOM_RUNNER`. Never let it run code of pull requests
      from outside (`validate` does not use it).

## 6. Labels

Labels of forms have to exist, GitHub does not make them, and without them nobody answers a form:

```sh
{labels}
```

## 7. Try it

```sh
reconciler validate                          # no network
reconciler doctor                            # network, secrets, range, ledger
reconciler adopt --type customer --all       # write down the customer groups you have; nothing is changed
reconciler codeowners --out .github/CODEOWNERS   # anew, once departments are written
```

## Upgrading the tool

The commit in `uses: {repository}@…` of the workflows is the version that runs; changing it takes a pull request. To
renew the templates too, take `schemas`, `.github/workflows` and `.github/ISSUE_TEMPLATE` away and run
`reconciler init` of the new version again.
""",
)
