"""`reconciler ledger …`: look at the past, check it, and say who may write."""

from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command, Group
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.options import language_parameter, shared, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.wiring import Tenant


def command(say: Say) -> click.Command:
    """The group of sub-commands."""
    group = Group(
        chinese=say.chinese,
        name="ledger",
        params=[language_parameter(say)],
        help=say(
            "台账：做过什么、有没有被改过、现在谁在写。\n\n例：reconciler ledger verify --root groups",
            "The ledger: what was done, whether it was tampered with, and who is writing now.\n\n"
            "Example: reconciler ledger verify --root groups",
        ),
    )
    for make in (_verify, _lease):
        group.add_command(make(say))
    return group


def open_for_reading(ctx: click.Context, root: Path, simulator: Path | None, output: Output) -> Tenant | None:
    """The tenant of a root; errors in its files are told and stop nothing, for the past does not hang on them."""
    with progress_bar(output.language) as progress:
        tenant, _broken = load_tenant(root, ctx.obj, simulator, output, progress)
    return tenant


def _verify(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="verify",
        help=say(
            "从头核对整条链；给出以前公布的链头（或存着它们的文件），还能发现被截掉的结尾和重写的整本台账。"
            "完好为 0，有问题为 1，读不到为 4。\n\n例：reconciler ledger verify --anchor applied.json",
            "Check the whole chain. With a head that was published earlier, or a file that holds some, cut tails and a "
            "ledger written anew are found too. 0 = whole, 1 = broken, 4 = cannot be read.\n\n"
            "Example: reconciler ledger verify --anchor applied.json",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @click.option(
        "--anchor",
        "anchors",
        multiple=True,
        metavar=say("文件或链头", "FILE|HEAD"),
        help=say("公布过的链头，可以给多个。", "A published head; may be given several times."),
    )
    @click.pass_context
    def verify(
        ctx: click.Context, /, root: Path, simulator: Path | None, colour: str, anchors: tuple[str, ...], as_json: bool
    ) -> int:
        from reconciler.cli.anchors import read_anchors
        from reconciler.render.ledger_text import dump_report, report_to_text

        output = Output.of(ctx.obj, say, colour)
        published = read_anchors(*anchors)
        tenant = open_for_reading(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        report = tenant.ledger.verify(published)
        if as_json:
            output.result(dump_report(report, is_anchored=bool(published)))
        else:
            output.result(
                report_to_text(
                    report,
                    output.language,
                    is_anchored=bool(published),
                    width=output.width,
                    color=output.colour,
                )
            )
        return Exit.FINDINGS if report.problem else Exit.DONE

    return verify


def _lease(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="lease",
        help=say(
            "现在谁占用台账；--break 解除一次已经死掉的运行留下的占用，原因会记进台账。"
            "目录里的台账用系统锁，进程一结束就自动解除。\n\n"
            "例：reconciler ledger lease --break --reason 流水线已取消",
            "Who is writing now; --break takes the lease from a run that is dead, and the reason is noted. A ledger in "
            "a directory is locked by the system instead, and free as soon as that process ends.\n\n"
            "Example: reconciler ledger lease --break --reason cancelled",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @click.option("--break", "breaks", is_flag=True, help=say("解除占用。", "Take the lease away."))
    @click.option("--reason", metavar=say("文字", "TEXT"), help=say("为什么；会记进台账。", "Why; it is noted."))
    @click.pass_context
    def lease(ctx: click.Context, /, root: Path, simulator: Path | None, reason: str | None, **flags: Any) -> int:
        from reconciler.cli.leasing import break_lease, show_lease

        if flags["breaks"] is not bool(reason and reason.strip()):
            raise click.UsageError(
                say("--break 和 --reason 要一起给。", "--break and --reason go together, and the reason is not empty.")
            )
        output = Output.of(ctx.obj, say, flags["colour"])
        tenant = open_for_reading(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        if reason:
            break_lease(tenant, reason.strip(), output)
        else:
            show_lease(tenant, output, as_json=flags["as_json"])
        return Exit.DONE

    return lease
