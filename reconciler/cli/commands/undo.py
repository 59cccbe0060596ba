"""`reconciler undo`."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from reconciler.cli.applying import apply_finder, carry_out, show_applied
from reconciler.cli.checkout import read_origin
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit, exit_of_apply, exit_of_plan
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import F, plan_options, shared, simulator_option, together, words_type
from reconciler.cli.ordering import unreviewed_order
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.saving import save
from reconciler.cli.showing import show_plan
from reconciler.cli.wiring import Tenant
from reconciler.engine.plan import make_plan
from reconciler.engine.ports import Progress
from reconciler.engine.undo import undoing_of
from reconciler.model.plan import Plan
from reconciler.model.undo import Undoes
from reconciler.render.programs.plan import dump_plan
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Show the inverse of one apply, save it for review, or with `--yes` carry it out."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="undo",
        help=say(
            "撤销一次执行：按台账把它改过的群名、群主、成员改回去，只动之后没人碰过的群。默认只给出计划；--out 存下来，"
            "评审后用 apply 执行。编号见 ledger show，写开头几位即可，last 是最近一次。\n\n"
            "例：reconciler undo last --simulator world --out undo.json",
            "Undo one apply: put back the names, owners and people that it changed, in groups that "
            "nobody touched since. Shows the plan; --out saves it for review and apply. Ids are in ledger show, their "
            "beginning is enough, last is the latest.\n\n"
            "Example: reconciler undo last --simulator world --out undo.json",
        ),
    )
    @click.argument("apply_id", type=words_type(say), metavar="APPLY")
    @_options(say)
    @click.pass_context
    def undo(
        ctx: click.Context,
        /,
        root: Path,
        colour: str,
        simulator: Path | None,
        apply_id: str,
        out: Path | None,
        **flags: bool,
    ) -> int:
        if flags["yes"] and (out is not None or flags["markdown"]):
            raise click.UsageError(
                say("--yes 马上执行，不和 --out、--markdown 一起用。", "--yes does not go with --out or --markdown.")
            )
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None or broken:
                output.complain(Text("YAML 文件有错误，没有撤销。", "The YAML files have errors; nothing was undone."))
                return Exit.FINDINGS
            done = apply_finder(tenant)(apply_id)
            undoes = Undoes(done.id, done.head, flags["all_or_nothing"])
            if flags["yes"]:
                result = carry_out(tenant, replace(unreviewed_order(tenant, root), undoes=undoes), progress)
                show_applied(result, output, as_json=flags["as_json"])
                return exit_of_apply(result)
            origin = read_origin(root, tenant.environment.variables)
            made = replace(run(_make(tenant, undoes, progress)), origin=origin)
        if out is not None:
            save(out, dump_plan(made))
        show_plan(made, root, output, as_json=flags["as_json"], as_markdown=flags["markdown"])
        return exit_of_plan(made, tell_changes=flags["tell_changes"])

    return undo


def _options(say: Say) -> Callable[[F], F]:
    return together(
        shared(say),
        simulator_option(say),
        plan_options(say),
        click.option(
            "--all-or-nothing",
            is_flag=True,
            help=say("有一个群不能撤销，就一个都不撤销。", "Undo no group if one of them cannot be undone."),
        ),
        click.option("--yes", is_flag=True, help=say("不经评审，马上执行。", "Carry it out at once, without review.")),
    )


async def _make(tenant: Tenant, undoes: Undoes, progress: Progress) -> Plan:
    undoing = undoing_of(apply_finder(tenant), undoes)
    past = tenant.ledger.read()
    async with tenant.reader(progress) as observer:
        made, _ = await make_plan(tenant.setting, observer, past, undoing=undoing)
        return made
