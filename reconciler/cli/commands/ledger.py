"""`reconciler ledger …`: look at the past, check it, and say who may write."""

from pathlib import Path
from typing import Any

import click

from reconciler.cli.asking import chosen, filter_of, filter_options, last_entries, open_past, show_people
from reconciler.cli.command import Command, Group
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import language_parameter, shared, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.pruning import prune_command


def command(say: Say) -> click.Command:
    """The group of sub-commands."""
    group = Group(
        chinese=say.chinese,
        name="ledger",
        params=[language_parameter(say)],
        help=say(
            "台账：做过什么、有没有被改过、现在谁在写。\n\n例：reconciler ledger show --last 20",
            "The ledger: what was done, whether it was tampered with, and who is writing now.\n\n"
            "Example: reconciler ledger show --last 20",
        ),
    )
    for make in (_show, _verify, _export, _lease, prune_command):
        group.add_command(make(say))
    return group


def _show(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="show",
        help=say(
            "最近的记录，用话说出来；可以只看一个群、一个人、一次执行、一段时间。只有账号，没有姓名。\n\n"
            "例：reconciler ledger show --group rd-platform-release --last 20",
            "The last records in words; of one group, person, apply or period. Ids only, never a name.\n\n"
            "Example: reconciler ledger show --group rd-platform-release --last 20",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @filter_options(say)
    @click.option(
        "--last",
        type=click.IntRange(1, 100_000),
        default=50,
        show_default=True,
        help=say("看最后多少条。", "How many of the last records."),
    )
    @click.pass_context
    def show(ctx: click.Context, /, root: Path, simulator: Path | None, last: int, **words: Any) -> int:
        from reconciler.render.terminal.entries import dump_entries, entries_to_text

        output = Output.of(ctx.obj, say, words["colour"])
        tenant = open_past(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        tail, people = last_entries(chosen(tenant, filter_of(words, tenant, say), output), last), show_people(tenant)
        if words["as_json"]:
            output.result(dump_entries(tail.entries, people, left_out=tail.left_out))
        else:
            zone, language = tenant.setting.desired.company.zone, output.language
            output.result(
                entries_to_text(
                    tail.entries,
                    zone,
                    people,
                    language,
                    left_out=tail.left_out,
                    width=output.width,
                    color=output.colour,
                )
            )
        return Exit.DONE

    return show


def _export(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="export",
        help=say(
            "把记录导出成 CSV、XLSX 或 JSON，交给审计；可以按群、人、执行、时间挑选，--masked 遮住账号。\n\n"
            "例：reconciler ledger export --since 2026-01-01 --out ledger.xlsx",
            "Export records as CSV, XLSX or JSON for an audit, by group, person, apply, period; --masked hides ids.\n\n"
            "Example: reconciler ledger export --since 2026-01-01 --out ledger.xlsx",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @filter_options(say)
    @click.option(
        "--out", type=click.Path(path_type=Path, dir_okay=False), help=say("存到这个文件。", "Save to this file.")
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(["csv", "xlsx", "json"]),
        help=say("格式；默认看 --out 的后缀，再默认 csv。", "Format; default: the ending of --out, else csv."),
    )
    @click.option("--masked", is_flag=True, help=say("遮住账号。", "Mask user ids."))
    @click.pass_context
    def export(ctx: click.Context, /, root: Path, simulator: Path | None, out: Path | None, **words: Any) -> int:
        from reconciler.cli.exporting import Face, print_entries, write_entries

        form = _form(words["form"], out, say, as_json=words["as_json"])
        output = Output.of(ctx.obj, say, words["colour"])
        tenant = open_past(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        zone = tenant.setting.desired.company.zone
        face = Face(zone, show_people(tenant, masked=words["masked"]), output.language)
        entries = chosen(tenant, filter_of(words, tenant, say), output)
        if out is None:
            print_entries(entries, form, face, output)
        else:
            write_entries(entries, form, face, out)
        return Exit.DONE

    return export


def _form(wanted: str | None, out: Path | None, say: Say, *, as_json: bool) -> str:
    """Which format: as said, else by the file's ending."""
    if as_json and wanted not in {None, "json"}:
        raise click.UsageError(
            say(f"--json 和 --format {wanted} 只选一样。", f"Choose --json or --format {wanted}, not both.")
        )
    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = wanted or ("json" if as_json else ending if ending in {"csv", "xlsx", "json"} else "csv")
    if form == "xlsx" and out is None:
        raise click.UsageError(say("XLSX 只能存成文件，请加 --out。", "XLSX is saved to a file: add --out."))
    return form


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
        from reconciler.render.terminal.ledger import dump_report, report_to_text

        output = Output.of(ctx.obj, say, colour)
        published = read_anchors(*anchors)
        tenant = open_past(ctx, root, simulator, output)
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
        is_unproven = bool(report.unchecked) and not report.covered
        return Exit.FINDINGS if report.problem or report.torn_bytes or is_unproven else Exit.DONE

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
        tenant = open_past(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        if reason:
            break_lease(tenant, reason.strip(), output)
        else:
            show_lease(tenant, output, as_json=flags["as_json"])
        return Exit.DONE

    return lease
