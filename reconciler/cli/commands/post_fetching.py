"""`reconciler post approvals` and `post reviewed`: what the code host knows, fetched for an apply."""

from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.options import shared, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.post_options import base_option, commit_option, dry_run_option, file_option
from reconciler.cli.posting import show
from reconciler.cli.progress import progress_bar


def approvals(say: Say) -> click.Command:
    """Fetch the evidence about one commit."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="approvals",
        help=say(
            "从代码托管平台取批准记录：谁写、谁评审了哪个提交、谁合并、谁放行。\n\n"
            '例：reconciler post approvals --commit "$GITHUB_SHA" --out approvals.json',
            "Fetch the evidence of reviews: author, reviews with their commits, who merged, who let the run in.\n\n"
            'Example: reconciler post approvals --commit "$GITHUB_SHA" --out approvals.json',
        ),
    )
    @commit_option(say, "要执行的提交。", "The commit to be applied.", required=True)
    @click.option("--run-id", type=click.IntRange(min=1), help=say("谁放行了这次运行。", "Whose approvals to add."))
    @file_option(say, "--out", "写到这个文件。", "Where to write it.")
    @base_option(say)
    @dry_run_option(say)
    @shared(say)
    @click.pass_context
    def fetch(ctx: click.Context, /, commit: str, run_id: int | None, out: Path, root: Path, **words: Any) -> int:
        from reconciler.cli.posting_bodies import fetch_approvals

        del root
        output = Output.of(ctx.obj, say, words["colour"])
        posted = fetch_approvals(ctx.obj, commit, words["base"], run_id, None if words["rehearsed"] else out)
        show(posted, "approvals", output, rehearsed=words["rehearsed"], as_json=words["as_json"])
        return Exit.DONE

    return fetch


def reviewed(say: Say) -> click.Command:
    """Fetch the reviewed plan of everything that was merged and is not applied."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="reviewed",
        help=say(
            "合并了还没执行的，每个合并请求取回评审过的计划和批准记录，按次序写进目录。"
            "只认默认分支的计划工作流留下的计划；取不到的写明原因，退出码 1。\n\n"
            '例：reconciler post reviewed --run-id "$GITHUB_RUN_ID" --out pending',
            "For each pull request that was merged and is not applied, fetch the reviewed plan and the approvals into "
            "a folder, in order. Only plans of the default branch's plan workflow are taken; what cannot be had is "
            "said, with exit code 1.\n\n"
            'Example: reconciler post reviewed --run-id "$GITHUB_RUN_ID" --out pending',
        ),
    )
    @click.option("--run-id", type=click.IntRange(min=1), help=say("谁放行了这次运行。", "Whose approvals to add."))
    @click.option(
        "--workflow",
        default="plan.yml",
        show_default=True,
        metavar=say("文件", "FILE"),
        help=say("生成计划的工作流的文件名。", "The file name of the workflow that makes plans."),
    )
    @click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        help=say("写到这个目录；里面不能已有东西。", "The folder to write to; nothing may be in it."),
    )
    @click.option(
        "--by-the-clock",
        is_flag=True,
        help=say(
            "定时运行时用：不取已经交给人处理的、还没到时候的；冻结期间什么都不取。",
            "For runs that nobody started: leave out what was handed to somebody and what is not due yet, and "
            "everything during a freeze.",
        ),
    )
    @click.option(
        "--exit-code",
        "tell_changes",
        is_flag=True,
        help=say("有要执行的（取不到计划的也算），退出码为 3。", "Exit with 3 where anything is to be applied."),
    )
    @base_option(say)
    @dry_run_option(say)
    @simulator_option(say)
    @shared(say)
    @click.pass_context
    def fetch(ctx: click.Context, /, root: Path, out: Path, **words: Any) -> int:
        from reconciler.cli.pending import Asked, fetch_reviewed

        output = Output.of(ctx.obj, say, words["colour"])
        with progress_bar(output.language) as progress:
            tenant, _ = load_tenant(root, ctx.obj, words["simulator"], output, progress)
        if tenant is None:
            return Exit.FINDINGS
        base = words["base"] or ctx.obj.branch
        asked = Asked(base, words["workflow"], words["run_id"], by_the_clock=words["by_the_clock"])
        posted = fetch_reviewed(tenant, root, asked, None if words["rehearsed"] else out)
        show(posted, "reviewed", output, rehearsed=words["rehearsed"], as_json=words["as_json"])
        if words["tell_changes"] and (posted.deeds or not posted.holds):
            return Exit.CHANGES
        return Exit.DONE if posted.holds else Exit.FINDINGS

    return fetch
