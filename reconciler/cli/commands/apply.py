"""`reconciler apply`."""

from collections.abc import Callable
from pathlib import Path

import click

from reconciler.cli.applying import carry_out, show_applied
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit, exit_of_apply
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.moments import span_of
from reconciler.cli.options import F, shared, simulator_option, together, wait_options
from reconciler.cli.ordering import reviewed_order, unreviewed_order
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.waiting import Patience
from reconciler.errors import ReconcilerError
from reconciler.render.programs.apply import dump_refusal
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Carry out a reviewed plan, or with `--yes` what is due now."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="apply",
        help=say(
            "执行 plan --out 保存并评审过的计划；多出一处改动就拒绝。--yes 不经评审直接执行，"
            "只用于模拟器，或 company.yaml 写了 apply: {unreviewed: allow}。--wait 等到下一批的时刻接着执行。\n\n"
            "例：reconciler apply plan.json --simulator world",
            "Carry out the plan that plan --out saved and people reviewed; one change more and it is refused. "
            "--yes applies without review, only with a simulator or where company.yaml says "
            "apply: {unreviewed: allow}. --wait goes on when the next stage is due.\n\n"
            "Example: reconciler apply plan.json --simulator world",
        ),
    )
    @click.argument("plan_file", required=False, type=click.Path(path_type=Path))
    @_options(say)
    @click.pass_context
    def apply(
        ctx: click.Context,
        /,
        root: Path,
        colour: str,
        simulator: Path | None,
        plan_file: Path | None,
        approvals: Path | None,
        max_wait: str,
        **flags: bool,
    ) -> int:
        if (plan_file is None) is not flags["yes"]:
            raise click.UsageError(
                say("请给出计划文件，或用 --yes，二者选一。", "Give a plan file or --yes, one of the two.")
            )
        if approvals is not None and plan_file is None:
            raise click.UsageError(say("--approvals 要和计划文件一起用。", "--approvals goes with a plan file."))
        output = Output.of(ctx.obj, say, colour)
        patience = Patience(span_of(max_wait, say), output.complain) if flags["wait"] else None
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None or broken:
                output.complain(Text("YAML 文件有错误，没有执行。", "The YAML files have errors; nothing was applied."))
                return Exit.FINDINGS
            order = (
                reviewed_order(tenant, root, plan_file, approvals, output)
                if plan_file is not None
                else unreviewed_order(tenant, root)
            )
            try:
                result = carry_out(tenant, order, progress, patience)
            except ReconcilerError as error:
                if flags["as_json"] and order.reviewed is not None:
                    output.result(dump_refusal(error, order.reviewed))
                raise
        show_applied(result, output, as_json=flags["as_json"])
        return exit_of_apply(result)

    return apply


def _options(say: Say) -> Callable[[F], F]:
    return together(
        shared(say),
        simulator_option(say),
        click.option(
            "--approvals",
            metavar=say("文件", "FILE"),
            type=click.Path(path_type=Path, dir_okay=False),
            help=say(
                "代码托管平台上的批准记录（JSON，见 schemas/approvals.schema.json）。",
                "Who approved at the code host (JSON, see schemas/approvals.schema.json).",
            ),
        ),
        wait_options(say),
        click.option("--yes", is_flag=True, help=say("不用评审过的计划文件。", "Do without a reviewed plan.")),
    )
