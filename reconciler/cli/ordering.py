"""From a plan file and the code host's evidence to an order: what may be carried out, or why it may not."""

import hashlib
from datetime import datetime
from pathlib import Path

from reconciler.cli.applying import Order
from reconciler.cli.checkout import read_checkout, read_origin
from reconciler.cli.output import Output
from reconciler.cli.saving import read_plan_file
from reconciler.cli.wiring import Tenant
from reconciler.engine.approved import judge_evidence
from reconciler.errors import PlanFormatError, SettingsError, StalePlanError, UnapprovedError
from reconciler.model.approval import Approved
from reconciler.model.change import Cause
from reconciler.model.origin import Checkout
from reconciler.model.plan import Plan
from reconciler.planning import ALL_CAUSES
from reconciler.render.programs.plan import load_plan
from reconciler.source.approvals import read_approvals
from reconciler.text import Text


def unreviewed_order(tenant: Tenant, root: Path, causes: frozenset[Cause] = ALL_CAUSES) -> Order:
    """Whatever these causes ask for now, without a review.

    A rehearsal may be of anything. With the real WeCom it takes `apply: {unreviewed: allow}`, and no demand for
    approvals, unless only drift is put right; that is done from what is committed alone.
    Raises: SettingsError, UnapprovedError.
    """
    company = tenant.setting.desired.company
    order = Order(causes=causes, checkout=Checkout(read_origin(root, tenant.environment.variables)))
    if tenant.setting.simulated:
        return order
    if causes != ALL_CAUSES:
        if order.checkout.origin.is_dirty and not company.unreviewed_apply:
            raise _uncommitted()
        return order
    if not company.unreviewed_apply:
        raise SettingsError(
            Text("没有评审过的计划，不能执行。", "There is no reviewed plan, so nothing is applied."),
            Text(
                "先用 reconciler plan --out plan.json 生成计划并评审，再 reconciler apply plan.json。",
                "Make one with reconciler plan --out plan.json, have it reviewed, then reconciler apply plan.json.",
            ),
        )
    if company.review.approvals:
        raise _no_evidence(company.review.approvals)
    return order


def reviewed_order(tenant: Tenant, root: Path, plan_file: Path, approvals: Path | None, output: Output) -> Order:
    """A saved plan with what is checked out and who approved it.

    Raises: PlanFormatError for a file that is not what it should be; UnapprovedError.
    """
    text = read_plan_file(plan_file)
    reviewed = load_plan(text, corp_id=tenant.setting.desired.company.corp_id)
    if reviewed.snapshot_at is not None:
        raise _from_snapshot(reviewed.snapshot_at)
    if reviewed.simulated is not tenant.setting.simulated:
        raise PlanFormatError(
            Text(
                "这份计划是对模拟器做的，不能用于真的企业微信；反过来也不行。",
                "A plan made against a simulator cannot be applied to the real WeCom, nor the other way round.",
            ),
            Text("对同一个目标重新生成计划。", "Make a new plan against the same target."),
        )
    approved = _approved(tenant, reviewed, approvals, output)
    checkout = read_checkout(root, tenant.environment.variables, reviewed.origin)
    if not reviewed.origin.head:
        output.complain(
            Text(
                "注意：计划不是在 git 仓库里生成的，无法核对提交；只核对内容。",
                "Note: the plan was not made in a git repository, so no commit can be checked, only what it does.",
            )
        )
    return Order(reviewed, hashlib.sha256(text.encode()).hexdigest(), checkout=checkout, approved=approved)


def _approved(tenant: Tenant, reviewed: Plan, approvals: Path | None, output: Output) -> Approved | None:
    company = tenant.setting.desired.company
    if approvals is None:
        if company.review.approvals:
            raise _no_evidence(company.review.approvals)
        return None
    approved = judge_evidence(read_approvals(approvals), reviewed, company.review, company.people)
    if approved.blocking:
        raise UnapprovedError(
            Text("批准不符合要求，一项都没有执行。", "The approvals do not do. Nothing was done."),
            Text(
                "请作者以外的人批准计划的这个提交，再执行。",
                "Have others than the author approve the plan's commit, then apply.",
            ),
            (*approved.blocking, *approved.remarks),
        )
    for remark in approved.remarks:
        output.complain(Text(f"注意：{remark.zh}。", f"Note: {remark.en}."))
    return approved


def _no_evidence(number: int) -> UnapprovedError:
    return UnapprovedError(
        Text(
            f"company.yaml 要求 {number} 人批准（review.approvals），却没有批准记录，一项都没有执行。",
            f"company.yaml asks for {number} approvals (review.approvals), and there is no evidence of any. "
            "Nothing was done.",
        ),
        Text(
            "给出评审过的计划和批准记录：reconciler apply plan.json --approvals approvals.json。",
            "Give the reviewed plan and its approvals: reconciler apply plan.json --approvals approvals.json.",
        ),
    )


def _from_snapshot(taken_at: datetime) -> StalePlanError:
    return StalePlanError(
        Text(
            f"这份计划是按 {taken_at:%Y-%m-%d %H:%M} 的快照做的，只供评审，不能执行；一项都没有执行。",
            f"This plan was made from a snapshot of {taken_at:%Y-%m-%d %H:%M}: it is for review alone and cannot be "
            "applied. Nothing was done.",
        ),
        Text(
            "重新生成计划，不加 --snapshot，评审后再执行。",
            "Make a new plan without --snapshot, have it reviewed, then apply it.",
        ),
    )


def _uncommitted() -> UnapprovedError:
    return UnapprovedError(
        Text(
            "文档有没提交的改动，没有纠正：只按提交过的内容纠正漂移。",
            "Documents have changes that are not committed. Nothing was corrected: drift is put right by what is "
            "committed.",
        ),
        Text(
            "先提交或撤销改动；只想看看，去掉 --correct。", "Commit or undo the changes; to look only, drop --correct."
        ),
    )
