"""`reconciler doctor`."""

from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.options import shared, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.model.checkup import has_failed


def command(say: Say) -> click.Command:
    """Check everything that a run needs, without writing anything."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="doctor",
        help=say(
            "逐项检查运行需要的一切：时钟、网络、出口地址、密钥、应用权限、额度、台账和版本，并说明怎么办、在后台哪里改。"
            "只读；每个密钥只试一次。\n\n例：reconciler doctor --root groups",
            "Check everything that a run needs: clock, network, outgoing address, secrets, rights of the application, "
            "quotas, ledger and versions, with what to do and where in the console. Reads only; each secret is tried "
            "once.\n\nExample: reconciler doctor --root groups",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @click.pass_context
    def doctor(ctx: click.Context, /, root: Path, colour: str, simulator: Path | None, **flags: bool) -> int:
        from reconciler.cli.examining import check_up
        from reconciler.render.programs.checkup import dump_checkup
        from reconciler.render.terminal.checkup import checkup_to_text

        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, _broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None:
                return Exit.FINDINGS
            checks = check_up(tenant, root)
        simulated = tenant.simulator is not None
        if flags["as_json"]:
            output.result(dump_checkup(checks, simulated=simulated))
        else:
            output.result(
                checkup_to_text(checks, output.language, simulated=simulated, width=output.width, color=output.colour)
            )
        return Exit.FINDINGS if has_failed(checks) else Exit.DONE

    return doctor
