"""`reconciler adopt`."""

from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.documents import RootDocuments
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import shared, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.wiring import Tenant
from reconciler.cli.wishing import WishWords, wish_options
from reconciler.engine.adopt import Adopt, adopt
from reconciler.engine.candidates import Wish
from reconciler.engine.ports import Progress
from reconciler.model.adoption import Adoption
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Write documents for groups that exist."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="adopt",
        help=say(
            "把企业微信里已有的群登记成 YAML 文件：放进群主所在部门的目录，membership: observe，只看不改。"
            "只读企业微信，不覆盖已有文件；重复运行不会再改什么。\n\n"
            "例：reconciler adopt --type customer --all --simulator world",
            "Write documents for groups that exist in WeCom, into the folder of the owner's department, with "
            "membership: observe. WeCom is only read and no file is overwritten; running it again changes nothing.\n\n"
            "Example: reconciler adopt --type customer --all --simulator world",
        ),
    )
    @wish_options(say)
    @shared(say)
    @simulator_option(say)
    @click.option("--dry-run", is_flag=True, help=say("只预览，不写文件。", "Show what would be written."))
    @click.pass_context
    def adopt_groups(
        ctx: click.Context,
        /,
        root: Path,
        colour: str,
        simulator: Path | None,
        as_json: bool,
        dry_run: bool,
        **asked: object,
    ) -> int:
        wish = WishWords.of(asked).wish(say)
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None or broken:
                output.complain(Text("YAML 文件有错误，没有登记。", "The YAML files have errors; nothing was adopted."))
                return Exit.FINDINGS
            adoption = run(_adopt(tenant, root, wish, dry_run, progress))
        _show(adoption, output, as_json=as_json)
        return Exit.FINDINGS if adoption.refused else Exit.DONE

    return adopt_groups


async def _adopt(tenant: Tenant, root: Path, wish: Wish, dry_run: bool, progress: Progress) -> Adoption:
    async with tenant.reader(progress) as observer:
        return await adopt(
            Adopt(
                setting=tenant.setting,
                observer=observer,
                ledger=tenant.ledger,
                documents=RootDocuments(root),
                wish=wish,
                by=tenant.environment.actor,
                dry_run=dry_run,
            )
        )


def _show(adoption: Adoption, output: Output, *, as_json: bool) -> None:
    if as_json:
        from reconciler.render.programs.adoption import dump_adoption

        output.result(dump_adoption(adoption))
        return
    from reconciler.render.terminal.adoption import adoption_to_text

    output.result(adoption_to_text(adoption, output.language, width=output.width, color=output.colour))
