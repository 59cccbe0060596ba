"""`reconciler ledger prune`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from reconciler.cli.asking import open_past
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.moments import first_of
from reconciler.cli.options import F, shared, simulator_option, together
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
            "不加 --yes 只说会删什么。\n\n例：reconciler ledger prune --before 2023-11-01 --reason 保存期三年\n\n"
            "company.yaml 里写了 ledger.retain 就可以不写日期和原因：reconciler ledger prune --yes",
            "Take old records out: whole sealed segments older than a day go, a record says what went and why, and the "
            "chain can still be verified. Without --yes it only says what would go.\n\n"
            'Example: reconciler ledger prune --before 2023-11-01 --reason "kept for three years"\n\n'
            "Where company.yaml says ledger.retain neither is needed: reconciler ledger prune --yes",
        ),
    )
    @_options(say)
    @click.pass_context
    def prune(
        ctx: click.Context,
        /,
        root: Path,
        simulator: Path | None,
        colour: str,
        before: str | None,
        reason: str | None,
        is_sure: bool,
        as_json: bool,
    ) -> int:
        from reconciler.render.terminal.ledger import dump_pruning, pruning_to_text

        if (reason is not None or before is not None) and not (reason or "").strip():
            raise click.UsageError(say("原因不能为空。", "The reason must not be empty."))
        output = Output.of(ctx.obj, say, colour)
        tenant = open_past(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        gone = _pruned(tenant, before, redact((reason or "").strip()), say, is_sure=is_sure)
        if as_json:
            output.result(dump_pruning(gone, is_done=is_sure))
        else:
            zone = tenant.setting.desired.company.zone
            output.result(pruning_to_text(gone, zone, output.language, is_done=is_sure))
        return Exit.DONE

    return prune


def _options(say: Say) -> Callable[[F], F]:
    return together(
        shared(say),
        simulator_option(say),
        click.option(
            "--before",
            metavar=say("日期", "DATE"),
            help=say(
                "早于这一天的；默认按 company.yaml 的 ledger.retain。",
                "Records older than this day; by default as ledger.retain in company.yaml says.",
            ),
        ),
        click.option(
            "--reason",
            metavar=say("文字", "TEXT"),
            help=say("为什么；会记进台账。写了 --before 就要写。", "Why; it is noted. Needed with --before."),
        ),
        click.option("--yes", "is_sure", is_flag=True, help=say("真的删。", "Do it.")),
    )


def _pruned(tenant: Tenant, before: str | None, reason: str, say: Say, *, is_sure: bool) -> Pruning:
    now, by, company = tenant.setting.clock(), tenant.environment.actor, tenant.setting.desired.company
    retain = company.ledger.retain
    if before is None and retain is not None:
        day: datetime | None = retain.ends(now.astimezone(company.zone))
        reason = reason or f"ledger.retain: {retain.words}"
    else:
        day = first_of(before, company.zone, say)
    if day is None:
        raise click.UsageError(
            say(
                "写上 --before，或在 company.yaml 里写 ledger: {retain: 3y}。",
                "Give --before, or write ledger: {retain: 3y} in company.yaml.",
            )
        )
    if day > now:
        raise click.UsageError(say("--before 要写已经过去的一天。", "--before takes a day that is past."))
    if not is_sure:
        return tenant.ledger.prunable(day)
    with tenant.ledger.hold(by, "prune", now):
        return tenant.ledger.prune(day, by, reason, now)
