"""`reconciler statistics`."""

from collections.abc import Callable
from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import F, shared, simulator_option, together
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.wiring import Tenant
from reconciler.engine.ports import Progress
from reconciler.engine.statistics import LONGEST, Window, read_statistics
from reconciler.model.figures import Statistics
from reconciler.model.ids import user_id
from reconciler.render.terminal.statistics import dump_statistics, statistics_to_text


def command(say: Say) -> click.Command:
    """Figures of customer groups; reads only."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="statistics",
        help=say(
            "客户群的统计数字，按群主或按天；企业微信不给单个群的数字，最近只到昨天。只读。\n\n"
            "例：reconciler statistics --days 30 --by day",
            "Figures of customer groups, by owner or by day; WeCom tells none for a single group, and none later than "
            "yesterday. Reads only.\n\nExample: reconciler statistics --days 30 --by day",
        ),
    )
    @_options(say)
    @click.pass_context
    def statistics(
        ctx: click.Context,
        /,
        root: Path,
        colour: str,
        simulator: Path | None,
        days: int,
        by: str,
        owners: tuple[str, ...],
        **flags: bool,
    ) -> int:
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None:
                return Exit.FINDINGS
            told = run(_read(tenant, days, owners, progress, by_day=by == "day"))
        simulated = tenant.simulator is not None
        if flags["as_json"]:
            output.result(dump_statistics(told, simulated=simulated))
        else:
            output.result(
                statistics_to_text(told, output.language, simulated=simulated, width=output.width, color=output.colour)
            )
        return Exit.FINDINGS if broken else Exit.DONE

    return statistics


def _options(say: Say) -> Callable[[F], F]:
    return together(
        shared(say),
        simulator_option(say),
        click.option(
            "--days",
            type=int,
            default=7,
            show_default=True,
            help=say(f"到昨天为止的天数，最多 {LONGEST}。", f"Days up to yesterday, at most {LONGEST}."),
        ),
        click.option(
            "--by",
            type=click.Choice(["owner", "day"]),
            default="owner",
            show_default=True,
            help=say("按群主（owner）还是按天（day）。", "By owner or by day."),
        ),
        click.option(
            "--owner", "owners", multiple=True, help=say("只看这位群主，可重复。", "This owner alone; repeatable.")
        ),
    )


async def _read(tenant: Tenant, days: int, owners: tuple[str, ...], progress: Progress, *, by_day: bool) -> Statistics:
    company = tenant.setting.desired.company
    window = Window.of_days(days, tenant.setting.clock().date())
    wanted = frozenset(user_id(owner) for owner in owners)
    async with tenant.counter(progress) as (observer, counter):
        return await read_statistics(company, observer, counter, window, wanted, by_day=by_day)
