"""`reconciler comment`: the words of the one comment on a pull request; others post them."""

from collections.abc import Callable
from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_root
from reconciler.cli.options import F, language_option, root_option
from reconciler.cli.output import Output
from reconciler.cli.saving import read_plan_file, save
from reconciler.cli.showing import located
from reconciler.errors import SettingsError
from reconciler.model.company import Company
from reconciler.render.markdown.applied import applied_comment
from reconciler.render.markdown.comment import plan_comment
from reconciler.render.programs.apply_read import load_applied
from reconciler.render.programs.plan import load_plan
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Write the comment; nothing is read from WeCom and nothing is posted."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="comment",
        help=say(
            "把保存的计划写成合并请求下的一条评论（不超过 65,536 字），语言看 company.yaml 的 language。"
            "用 plan --base 做的计划，你这次的改动和本来就在等的分开列；给了 --applied，写执行结果。"
            "不联网，也不发布。\n\n"
            "例：reconciler comment --plan plan.json --out comment.md",
            "Write a saved plan as the one comment on a pull request (at most 65,536 characters), in the language that "
            "company.yaml names. What the pull request changes stands apart from what was waiting where the plan was "
            "made with --base; with --applied it tells what became of it. No network, nothing is posted.\n\n"
            "Example: reconciler comment --plan plan.json --out comment.md",
        ),
    )
    @_file("--plan", say("plan --out 保存的计划。", "The plan that plan --out saved."), required=True)
    @_file("--applied", say("apply --json 的输出。", "What apply --json printed."))
    @_file("--out", say("写进文件，不打印。", "Write to this file instead of printing."))
    @click.option("--link", default="", metavar="URL", help=say("完整内容的网址。", "Where all of it can be read."))
    @root_option(say)
    @language_option(say)
    @click.pass_context
    def comment(
        ctx: click.Context,
        /,
        plan: Path,
        applied: Path | None,
        out: Path | None,
        link: str,
        root: Path,
    ) -> int:
        output = Output.of(ctx.obj, say, "never")
        company = _company(root)
        reviewed = load_plan(read_plan_file(plan), corp_id=company.corp_id)
        if applied is not None:
            ended = load_applied(read_plan_file(applied), reviewed)
            words = applied_comment(ended, reviewed, company.language, link=link)
        else:
            words, _ = plan_comment(located(reviewed, root), company.language, link=link)
        if out is None:
            output.result(words)
        else:
            save(out, words)
        return Exit.DONE

    return comment


def _file(name: str, words: str, *, required: bool = False) -> Callable[[F], F]:
    return click.option(name, type=click.Path(path_type=Path, dir_okay=False), required=required, help=words)


def _company(root: Path) -> Company:
    loaded = load_root(root, lambda _word, _done, _total: None)
    if loaded.desired is None:
        raise SettingsError(
            Text("没有可用的 company.yaml，不知道是哪家企业。", "There is no usable company.yaml to tell the company."),
            Text("用 --root 指出 YAML 文件所在的目录。", "Give the folder with the YAML files by --root."),
        )
    return loaded.desired.company
