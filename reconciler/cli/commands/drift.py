"""`reconciler drift`."""

from pathlib import Path

import click

from reconciler.cli.applying import carry_out, show_applied
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit, exit_of_apply, exit_of_plan
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import exit_code_option, shared, simulator_option
from reconciler.cli.ordering import unreviewed_order
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.showing import show_drift
from reconciler.cli.wiring import Tenant
from reconciler.engine.plan import make_plan
from reconciler.engine.ports import Progress
from reconciler.model.plan import Plan
from reconciler.planning import DRIFT_CAUSES
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Report what moved in WeCom or the address book; correct it when told to."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="drift",
        help=say(
            "找出 git 没有改、但企业微信或通讯录变了的地方。默认只报告；--correct 才纠正，"
            "并且只动 drift: correct 的群，不执行 git 里还没执行的改动。\n\n"
            "例：reconciler drift --simulator world --correct",
            "Find what moved in WeCom or the address book although git did not. Reports only; --correct puts right the "
            "groups with drift: correct and leaves changes of git to apply.\n\n"
            "Example: reconciler drift --simulator world --correct",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @exit_code_option(say)
    @click.option(
        "--correct", is_flag=True, help=say("纠正漂移（会写企业微信）。", "Correct the drift (writes to WeCom).")
    )
    @click.pass_context
    def drift(ctx: click.Context, /, root: Path, colour: str, simulator: Path | None, **flags: bool) -> int:
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None:
                return Exit.FINDINGS
            if flags["correct"]:
                return _correct(tenant, root, output, progress, broken=broken, as_json=flags["as_json"])
            found = run(_find(tenant, progress))
        show_drift(found, root, output, as_json=flags["as_json"])
        return exit_of_plan(found, tell_changes=flags["tell_changes"], broken=broken)

    return drift


async def _find(tenant: Tenant, progress: Progress) -> Plan:
    past = tenant.ledger.read()
    async with tenant.reader(progress) as observer:
        found, _ = await make_plan(tenant.setting, observer, past, causes=DRIFT_CAUSES, scheduled=True)
        return found


def _correct(tenant: Tenant, root: Path, output: Output, progress: Progress, *, broken: bool, as_json: bool) -> int:
    if broken:
        output.complain(Text("YAML 文件有错误，没有纠正。", "The YAML files have errors; nothing was corrected."))
        return Exit.FINDINGS
    result = carry_out(tenant, unreviewed_order(tenant, root, DRIFT_CAUSES), progress)
    show_applied(result, output, as_json=as_json)
    return exit_of_apply(result)
