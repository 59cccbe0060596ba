"""`reconciler post …`: the commands that write to the code host, and to nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from reconciler.cli.command import Command, Group
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import language_parameter, shared
from reconciler.cli.output import Output
from reconciler.cli.posting import Company, company_of, post, show

F = TypeVar("F", bound=Callable[..., Any])


def command(say: Say) -> click.Command:
    """The group of sub-commands."""
    group = Group(
        chinese=say.chinese,
        name="post",
        params=[language_parameter(say)],
        help=say(
            "发到代码托管平台：评论、检查、标签、议题、合并请求。只用 GITHUB_TOKEN，不碰企业微信；"
            "重复运行不会多发。\n\n"
            "例：reconciler post plan --plan plan.json --pull-request 12",
            "Post at the code host: comments, checks, labels, issues, pull requests. Uses GITHUB_TOKEN and nothing of "
            "WeCom; running it twice posts nothing twice.\n\n"
            "Example: reconciler post plan --plan plan.json --pull-request 12",
        ),
    )
    for make in (_plan, _applied, _drift, _request, _approvals):
        group.add_command(make(say))
    return group


def _file(say: Say, name: str, zh: str, en: str) -> Callable[[F], F]:
    path = click.Path(path_type=Path, dir_okay=False)
    return click.option(name, required=True, type=path, help=say(zh, en))


def _commit(say: Say, zh: str, en: str, *, required: bool) -> Callable[[F], F]:
    return click.option("--commit", required=required, default="", callback=_is_commit, metavar="SHA", help=say(zh, en))


def _is_commit(_context: click.Context, _option: click.Parameter, words: str) -> str:
    if words and (len(words) not in {40, 64} or set(words) - set("0123456789abcdef")):
        raise click.BadParameter("SHA (40/64 0-9a-f)")
    return words


def _base(say: Say) -> Callable[[F], F]:
    words = say("改动进入的分支；默认是这次运行所在的分支。", "The branch changes go to; default: the run's own.")
    return click.option("--base", default=None, metavar="BRANCH", help=words)


def _dry_run(say: Say) -> Callable[[F], F]:
    words = say("只说会发什么，不发。", "Say what would be posted; post nothing.")
    return click.option("--dry-run", "rehearsed", is_flag=True, help=words)


def _opened(ctx: click.Context, say: Say, root: Path, words: dict[str, Any]) -> tuple[Output, Company]:
    output = Output.of(ctx.obj, say, words["colour"])
    return output, company_of(root, output)


def _shown(words: dict[str, Any]) -> dict[str, bool]:
    return {"rehearsed": words["rehearsed"], "as_json": words["as_json"]}


def _plan(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="plan",
        help=say(
            "把计划发到合并请求：一条原地更新的评论、检查、标签、作业摘要。评论发不出去不影响结论。\n\n"
            "例：reconciler post plan --plan plan.json --pull-request 12",
            "Post a plan on its pull request: one comment changed in place, a check, labels, the job summary. A "
            "comment that cannot be posted changes no verdict.\n\n"
            "Example: reconciler post plan --plan plan.json --pull-request 12",
        ),
    )
    @_file(say, "--plan", "plan --json 或 --out 存的文件。", "What plan --json or --out saved.")
    @click.option(
        "--pull-request",
        "number",
        type=click.IntRange(min=1),
        help=say("合并请求的编号；默认看引起运行的事件。", "Its number; default: from the event of the run."),
    )
    @click.option(
        "--of-run",
        type=click.IntRange(min=1),
        help=say(
            "外来合并请求的 validate 运行；编号和提交向平台查。", "Run of validate of a pull request from outside."
        ),
    )
    @_commit(say, "计划所依据的提交；默认是合并请求最新的。", "What was planned; default: its tip.", required=False)
    @_dry_run(say)
    @shared(say)
    @click.pass_context
    def plan(ctx: click.Context, /, plan: Path, root: Path, number: int | None, commit: str, **words: Any) -> int:
        from reconciler.cli.fetching import outside_of_run
        from reconciler.cli.posting import pull_request_of, summarise
        from reconciler.cli.posting_bodies import plan_post
        from reconciler.engine.posting_plan import SNAPSHOT_CHECK, post_plan

        output, company = _opened(ctx, say, root, words)
        if words["of_run"]:
            found = outside_of_run(ctx.obj, words["of_run"], None)
            number, commit = found.number, found.head
        told = plan_post(ctx.obj, plan, root, company, number or pull_request_of(ctx.obj), commit)
        if words["of_run"]:
            told = replace(told, check=SNAPSHOT_CHECK)
        summary = told.summaries
        try:
            posted = post(ctx.obj, lambda desk: post_plan(desk, told), rehearsed=words["rehearsed"])
            if posted.trouble:
                lines = "\n".join(f"> {each.say(company.language)}" for each in posted.trouble)
                summary = tuple(f"{lines}\n\n{each}" for each in summary)
        finally:
            if not words["rehearsed"]:
                summarise(ctx.obj, summary, output)
        show(posted, "plan", output, **_shown(words))
        return Exit.DONE if posted.holds else Exit.FINDINGS

    return plan


def _applied(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="applied",
        help=say(
            "把执行结果发到已合并的合并请求；没做成的开一个议题给合并的人，以后一致了自动关掉。\n\n"
            '例：reconciler post applied --plan plan.json --applied applied.json --commit "$GITHUB_SHA"',
            "Post what became of an apply on the merged pull request; what failed becomes an issue for whoever merged, "
            "closed by the next apply that converges.\n\n"
            'Example: reconciler post applied --plan plan.json --applied applied.json --commit "$GITHUB_SHA"',
        ),
    )
    @_file(say, "--plan", "执行的计划。", "What was applied.")
    @_file(say, "--applied", "apply --json 的输出。", "What apply --json printed.")
    @_commit(say, "执行的提交。", "The commit that was applied.", required=True)
    @_base(say)
    @_dry_run(say)
    @shared(say)
    @click.pass_context
    def applied(ctx: click.Context, /, plan: Path, applied: Path, root: Path, commit: str, **words: Any) -> int:
        from reconciler.cli.posting import summarise
        from reconciler.cli.posting_bodies import apply_post
        from reconciler.engine.posting_apply import post_applied

        output, company = _opened(ctx, say, root, words)
        told = apply_post(ctx.obj, (plan, applied), root, company, commit)
        told = replace(told, base=words["base"] or told.base)
        if not words["rehearsed"]:
            summarise(ctx.obj, told.bodies, output)
        posted = post(ctx.obj, lambda desk: post_applied(desk, told), rehearsed=words["rehearsed"])
        show(posted, "applied", output, **_shown(words))
        return Exit.DONE

    return applied


def _drift(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="drift",
        help=say(
            "把偏离写进每家企业的一个议题：原地更新，没有偏离就关掉，回来了再打开。要保留的（--edits）开一个合并请求。\n\n"
            "例：reconciler post drift --plan drift.json",
            "Show drift in one issue for each tenant: changed in place, closed when there is none, opened again when "
            "it is back. What is to be kept (--edits) becomes one pull request.\n\n"
            "Example: reconciler post drift --plan drift.json",
        ),
    )
    @_file(say, "--plan", "drift --json 的输出。", "What drift --json printed.")
    @click.option(
        "--edits",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("drift --edits 存的文件；开一个合并请求。", "What drift --edits saved: becomes one pull request."),
    )
    @_base(say)
    @_dry_run(say)
    @shared(say)
    @click.pass_context
    def drift(ctx: click.Context, /, plan: Path, edits: Path | None, root: Path, **words: Any) -> int:
        from reconciler.cli.posting import summarise
        from reconciler.cli.posting_bodies import drift_post
        from reconciler.engine.posting_drift import post_drift

        output, company = _opened(ctx, say, root, words)
        told = drift_post(ctx.obj, (plan, edits), root, company, words["base"] or ctx.obj.branch)
        if not words["rehearsed"]:
            summarise(ctx.obj, told.bodies(None, ""), output)
        posted = post(ctx.obj, lambda desk: post_drift(desk, told), rehearsed=words["rehearsed"])
        show(posted, "drift", output, **_shown(words))
        return Exit.DONE

    return drift


def _request(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="request",
        help=say(
            "回答用表单开的 issue；要改文件的开合并请求，issue 改了它也跟着改。\n\n"
            "例：reconciler post request --request request.json",
            "Answer an issue opened with a form; an edit becomes a pull request, which follows the issue.\n\n"
            "Example: reconciler post request --request request.json",
        ),
    )
    @_file(say, "--request", "request --json 的输出。", "What request --json printed.")
    @_base(say)
    @_dry_run(say)
    @shared(say)
    @click.pass_context
    def request(ctx: click.Context, /, request: Path, root: Path, base: str | None, **words: Any) -> int:
        from reconciler.cli.posting_bodies import request_post
        from reconciler.engine.posting_request import post_request

        output, company = _opened(ctx, say, root, words)
        told = request_post(request, root, company, base or ctx.obj.branch)
        posted = post(ctx.obj, lambda desk: post_request(desk, told), rehearsed=words["rehearsed"])
        show(posted, "request", output, **_shown(words))
        return Exit.DONE

    return request


def _approvals(say: Say) -> click.Command:
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
    @_commit(say, "要执行的提交。", "The commit to be applied.", required=True)
    @click.option("--run-id", type=click.IntRange(min=1), help=say("谁放行了这次运行。", "Whose approvals to add."))
    @_file(say, "--out", "写到这个文件。", "Where to write it.")
    @_base(say)
    @_dry_run(say)
    @shared(say)
    @click.pass_context
    def approvals(ctx: click.Context, /, commit: str, run_id: int | None, out: Path, root: Path, **words: Any) -> int:
        from reconciler.cli.posting_bodies import fetch_approvals

        del root
        output = Output.of(ctx.obj, say, words["colour"])
        posted = fetch_approvals(ctx.obj, commit, words["base"], run_id, None if words["rehearsed"] else out)
        show(posted, "approvals", output, **_shown(words))
        return Exit.DONE

    return approvals
