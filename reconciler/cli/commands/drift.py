"""`reconciler drift`."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from reconciler.cli.applying import carry_out, show_applied
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit, exit_of_apply, exit_of_plan
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.moments import span_of
from reconciler.cli.options import F, exit_code_option, markdown_option, shared, simulator_option, together
from reconciler.cli.ordering import unreviewed_order
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.saving import save
from reconciler.cli.showing import show_drift
from reconciler.cli.signing import snapshot_signer
from reconciler.cli.wiring import Tenant
from reconciler.engine.observe import Observed
from reconciler.engine.plan import make_plan
from reconciler.engine.ports import Progress
from reconciler.engine.snapshot import check_keepable, take_snapshot
from reconciler.model.plan import Plan
from reconciler.model.record import Past
from reconciler.planning import DRIFT_CAUSES
from reconciler.text import Text

Keep = Callable[[Observed, Past], None]


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
    @_options(say)
    @click.pass_context
    def drift(ctx: click.Context, /, root: Path, colour: str, simulator: Path | None, **flags: Any) -> int:
        for name in ("snapshot", "edits", "markdown"):
            if flags["correct"] and flags[name]:
                raise click.UsageError(say(f"--{name} 不和 --correct 一起用。", f"--{name} goes without --correct."))
        lasts = span_of(flags["snapshot_lasts"], say)
        if not lasts:
            raise click.UsageError(say("--snapshot-lasts 要大于 0。", "--snapshot-lasts has to be more than 0."))
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None:
                return Exit.FINDINGS
            if flags["correct"]:
                return _correct(tenant, root, output, progress, broken=broken, as_json=flags["as_json"])
            keep = None if flags["snapshot"] is None else _keeper(tenant, flags["snapshot"], lasts)
            found, observed = run(_find(tenant, progress, keep))
            if flags["edits"] is not None:
                from reconciler.cli.adopting import save_edits

                save_edits(flags["edits"], tenant, root, found, observed)
        show_drift(found, root, output, as_json=flags["as_json"], as_markdown=flags["markdown"])
        return exit_of_plan(found, tell_changes=flags["tell_changes"], broken=broken)

    return drift


def _options(say: Say) -> Callable[[F], F]:
    return together(
        shared(say),
        simulator_option(say),
        exit_code_option(say),
        markdown_option(say),
        click.option(
            "--edits",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar=say("文件", "FILE"),
            help=say(
                "drift: adopt 的群，文件该怎么改，存进这里（post drift --edits 用）。",
                "Save here how documents of groups with drift: adopt would have to be, for post drift --edits.",
            ),
        ),
        click.option(
            "--correct", is_flag=True, help=say("纠正漂移（会写企业微信）。", "Correct the drift (writes to WeCom).")
        ),
        click.option(
            "--snapshot",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help=say(
                "把读到的存成签名的快照，供外来的合并请求做计划；私钥在 RECONCILER_SNAPSHOT_KEY。",
                "Save what was read as a signed snapshot, for plans of pull requests from outside; the private key "
                "is in RECONCILER_SNAPSHOT_KEY.",
            ),
        ),
        click.option(
            "--snapshot-lasts",
            metavar=say("时长", "SPAN"),
            default="7d",
            show_default=True,
            help=say("快照最多用多久，如 12h、7d。", "How long the snapshot may be used, such as 12h, 7d."),
        ),
    )


async def _find(tenant: Tenant, progress: Progress, keep: Keep | None) -> tuple[Plan, Observed]:
    past = tenant.ledger.read()
    async with tenant.reader(progress) as observer:
        found, observed = await make_plan(tenant.setting, observer, past, causes=DRIFT_CAUSES, scheduled=True)
    if keep is not None:
        keep(observed, past)
    return found, observed


def _keeper(tenant: Tenant, file: Path, lasts: timedelta) -> Keep:
    """What saves a snapshot of what was read. Raises: SettingsError before anything is read, if it could not."""
    from reconciler.render.snapshot.saved import dump_snapshot

    signer = snapshot_signer(tenant.environment)
    check_keepable(tenant.setting.desired)

    def keep(observed: Observed, past: Past) -> None:
        save(file, dump_snapshot(take_snapshot(tenant.setting, observed, past, lasts), signer))

    return keep


def _correct(tenant: Tenant, root: Path, output: Output, progress: Progress, *, broken: bool, as_json: bool) -> int:
    if broken:
        output.complain(Text("YAML 文件有错误，没有纠正。", "The YAML files have errors; nothing was corrected."))
        return Exit.FINDINGS
    result = carry_out(tenant, unreviewed_order(tenant, root, DRIFT_CAUSES), progress)
    show_applied(result, output, as_json=as_json)
    return exit_of_apply(result)
