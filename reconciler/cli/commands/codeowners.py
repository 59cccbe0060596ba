"""`reconciler codeowners`."""

from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import colour_option, language_option, root_option
from reconciler.cli.output import Output
from reconciler.cli.owning import is_like, save_owners, stated_owners


def command(say: Say) -> click.Command:
    """Departments, roles and logins in, CODEOWNERS out; nothing is asked of anybody."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="codeowners",
        help=say(
            "由部门、角色和登录名生成 GitHub 的 CODEOWNERS：改哪个文件，就请谁来看。\n\n"
            "例：reconciler codeowners --out .github/CODEOWNERS",
            "Make GitHub's CODEOWNERS from departments, roles and logins: who is asked to look at which file.\n\n"
            "Example: reconciler codeowners --out .github/CODEOWNERS",
        ),
    )
    @root_option(say)
    @language_option(say)
    @colour_option(say)
    @click.option(
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("文件", "FILE"),
        help=say("写进这个文件，不打印。", "Write this file instead of printing."),
    )
    @click.option(
        "--check",
        "only_check",
        is_flag=True,
        help=say(
            "只核对文件（默认 .github/CODEOWNERS）是不是最新的，不是则退出码为 1。",
            "Only check whether the file (.github/CODEOWNERS unless --out names one) is fresh; exit with 1 if not.",
        ),
    )
    @click.pass_context
    def codeowners(ctx: click.Context, /, root: Path, colour: str, out: Path | None, only_check: bool) -> int:
        output = Output.of(ctx.obj, say, colour)
        made = stated_owners(root, ctx.obj.variables, output)
        if made is None:
            return Exit.FINDINGS
        if only_check:
            return Exit.DONE if is_like(out or made.usual, made.text, output) else Exit.FINDINGS
        if out is None:
            output.result(made.text)
        else:
            save_owners(out, made.text)
        return Exit.DONE

    return codeowners
