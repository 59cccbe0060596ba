"""`reconciler apply`."""

import hashlib
from pathlib import Path

import click

from reconciler.cli.applying import Order, carry_out, show_applied
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit, exit_of_apply
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.options import shared, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.saving import read_plan_file
from reconciler.cli.wiring import Tenant
from reconciler.errors import PlanFormatError, SettingsError
from reconciler.render.plan_json import load_plan
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Carry out a reviewed plan, or with `--yes` what is due now."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="apply",
        help=say(
            "执行 plan --out 保存并评审过的计划；多出一处改动就拒绝。--yes 不经评审直接执行，"
            "只用于模拟器，或 company.yaml 写了 apply: {unreviewed: allow}。\n\n"
            "例：reconciler apply plan.json --simulator world",
            "Carry out the plan that plan --out saved and people reviewed; one change more and it is refused. "
            "--yes applies without review, only with a simulator or where company.yaml says "
            "apply: {unreviewed: allow}.\n\nExample: reconciler apply plan.json --simulator world",
        ),
    )
    @click.argument("plan_file", required=False, type=click.Path(path_type=Path))
    @shared(say)
    @simulator_option(say)
    @click.option("--yes", is_flag=True, help=say("不用评审过的计划文件。", "Do without a reviewed plan."))
    @click.pass_context
    def apply(
        ctx: click.Context, /, root: Path, colour: str, simulator: Path | None, plan_file: Path | None, **flags: bool
    ) -> int:
        if (plan_file is None) is not flags["yes"]:
            raise click.UsageError(
                say("请给出计划文件，或用 --yes，二者选一。", "Give a plan file or --yes, one of the two.")
            )
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None or broken:
                output.complain(Text("YAML 文件有错误，没有执行。", "The YAML files have errors; nothing was applied."))
                return Exit.FINDINGS
            order = _order(tenant, plan_file)
            result = carry_out(tenant, order, progress)
        show_applied(result, output, as_json=flags["as_json"])
        return exit_of_apply(result)

    return apply


def _order(tenant: Tenant, plan_file: Path | None) -> Order:
    company = tenant.setting.desired.company
    if plan_file is None:
        if not (tenant.setting.simulated or company.unreviewed_apply):
            raise SettingsError(
                Text("没有评审过的计划，不能执行。", "There is no reviewed plan, so nothing is applied."),
                Text(
                    "先用 reconciler plan --out plan.json 生成计划并评审，再 reconciler apply plan.json。",
                    "Make one with reconciler plan --out plan.json, have it reviewed, then reconciler apply plan.json.",
                ),
            )
        return Order()
    text = read_plan_file(plan_file)
    reviewed = load_plan(text, corp_id=company.corp_id)
    if reviewed.simulated is not tenant.setting.simulated:
        raise PlanFormatError(
            Text(
                "这份计划是对模拟器做的，不能用于真的企业微信；反过来也不行。",
                "A plan made against a simulator cannot be applied to the real WeCom, nor the other way round.",
            ),
            Text("对同一个目标重新生成计划。", "Make a new plan against the same target."),
        )
    return Order(reviewed, hashlib.sha256(text.encode()).hexdigest())
