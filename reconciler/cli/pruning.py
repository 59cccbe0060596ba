"""`reconciler ledger prune`."""

from pathlib import Path

import click

from reconciler.cli.asking import open_past
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.moments import first_of
from reconciler.cli.options import shared, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.wiring import Tenant
from reconciler.model.ledger_report import Pruning
from reconciler.render.mask import redact


def prune_command(say: Say) -> click.Command:
    """Old sealed segments go for good, and the chain stays provable."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="prune",
        help=say(
            "清理旧记录：整段删掉早于某一天的封存段，留下一条记录说明删了什么、为什么，链照样能核验。"
            "不加 --yes 只说会删什么。\n\n例：reconciler ledger prune --before 2023-11-01 --reason 保存期三年",
            "Take old records out: whole sealed segments older than a day go, a record says what went and why, and the "
            "chain can still be verified. Without --yes it only says what would go.\n\n"
            'Example: reconciler ledger prune --before 2023-11-01 --reason "kept for three years"',
        ),
    )
    @shared(say)
    @simulator_option(say)
    @click.option(
        "--before",
        required=True,
        metavar=say("日期", "DATE"),
        help=say("早于这一天的。", "Records older than this day."),
    )
    @click.option(
        "--reason", required=True, metavar=say("文字", "TEXT"), help=say("为什么；会记进台账。", "Why; it is noted.")
    )
    @click.option("--yes", "is_sure", is_flag=True, help=say("真的删。", "Do it."))
    @click.pass_context
    def prune(
        ctx: click.Context,
        /,
        root: Path,
        simulator: Path | None,
        colour: str,
        before: str,
        reason: str,
        is_sure: bool,
        as_json: bool,
    ) -> int:
        from reconciler.render.ledger_text import dump_pruning, pruning_to_text

        if not reason.strip():
            raise click.UsageError(say("原因不能为空。", "The reason must not be empty."))
        output = Output.of(ctx.obj, say, colour)
        tenant = open_past(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        gone = _pruned(tenant, before, redact(reason.strip()), say, is_sure=is_sure)
        if as_json:
            output.result(dump_pruning(gone, is_done=is_sure))
        else:
            zone = tenant.setting.desired.company.zone
            output.result(pruning_to_text(gone, zone, output.language, is_done=is_sure))
        return Exit.DONE

    return prune


def _pruned(tenant: Tenant, before: str, reason: str, say: Say, *, is_sure: bool) -> Pruning:
    now, by = tenant.setting.clock(), tenant.environment.actor
    day = first_of(before, tenant.setting.desired.company.zone, say)
    if day is None or day > now:
        raise click.UsageError(say("--before 要写已经过去的一天。", "--before takes a day that is past."))
    if not is_sure:
        return tenant.ledger.prunable(day)
    with tenant.ledger.hold(by, "prune", now):
        return tenant.ledger.prune(day, by, reason, now)
