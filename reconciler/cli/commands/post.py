"""`reconciler post …`: the commands that write to the code host, and to nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command, Group
from reconciler.cli.commands import post_fetching
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import language_parameter, shared
from reconciler.cli.output import Output
from reconciler.cli.post_options import base_option, commit_option, dry_run_option, file_option
from reconciler.cli.posting import Company, company_of, post, show


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
    for make in (_plan, _applied, _drift, _request, post_fetching.approvals, post_fetching.reviewed):
        group.add_command(make(say))
    return group


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
    @file_option(say, "--plan", "plan --json 或 --out 存的文件。", "What plan --json or --out saved.")
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
    @file_option(
        say,
        "--trouble",
        "没有计划时，plan 或 fetch snapshot --trouble 写的原因。",
        "Without a plan: why, as plan or fetch snapshot --trouble saved it.",
        required=False,
    )
    @commit_option(
        say, "计划所依据的提交；默认是合并请求最新的。", "What was planned; default: its tip.", required=False
    )
    @dry_run_option(say)
    @shared(say)
    @click.pass_context
    def plan(ctx: click.Context, /, plan: Path, root: Path, number: int | None, commit: str, **words: Any) -> int:
        from reconciler.cli.fetching import outside_of_run
        from reconciler.cli.posting import pull_request_of, summarise
        from reconciler.cli.posting_bodies import plan_post, trouble_post
        from reconciler.engine.posting_plan import SNAPSHOT_CHECK, post_plan

        output, company = _opened(ctx, say, root, words)
        if words["of_run"]:
            found = outside_of_run(ctx.obj, words["of_run"], None)
            number, commit = found.number, found.head
        number, trouble = number or pull_request_of(ctx.obj), words["trouble"]
        if trouble is not None and not plan.exists() and trouble.exists():
            told = trouble_post(ctx.obj, trouble, root, company, number, commit)
        else:
            told = plan_post(ctx.obj, plan, root, company, number, commit)
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
            "把执行结果发到已合并的合并请求；没做成的开一个议题给合并的人（退出码 1），以后都做到了自动关掉。\n\n"
            '例：reconciler post applied --pending pending --commit "$GITHUB_SHA"',
            "Post what became of an apply on the merged pull request; what failed becomes an issue for whoever merged "
            "(exit code 1), closed once all of it is done.\n\n"
            'Example: reconciler post applied --pending pending --commit "$GITHUB_SHA"',
        ),
    )
    @file_option(say, "--plan", "执行的计划。", "What was applied.", required=False)
    @file_option(say, "--applied", "apply --json 的输出。", "What apply --json printed.", required=False)
    @click.option(
        "--pending",
        type=click.Path(path_type=Path, file_okay=False),
        help=say(
            "post reviewed 写的目录，里面有每一份的 applied.json；代替 --plan 和 --applied。",
            "The folder of post reviewed with an applied.json for each plan; instead of --plan and --applied.",
        ),
    )
    @commit_option(say, "执行的提交。", "The commit that was applied.", required=True)
    @base_option(say)
    @dry_run_option(say)
    @shared(say)
    @click.pass_context
    def applied(
        ctx: click.Context,
        /,
        plan: Path | None,
        applied: Path | None,
        pending: Path | None,
        root: Path,
        commit: str,
        **words: Any,
    ) -> int:
        from reconciler.cli.posting import summarise
        from reconciler.cli.posting_bodies import apply_post
        from reconciler.cli.posting_pending import pending_posts
        from reconciler.engine.posting_apply import post_all_applied

        output, company = _opened(ctx, say, root, words)
        if pending is not None and plan is None and applied is None:
            told = pending_posts(ctx.obj, pending, root, company, commit)
        elif pending is None and plan is not None and applied is not None:
            told = (apply_post(ctx.obj, (plan, applied), root, company, commit),)
        else:
            raise click.UsageError(
                say("给出 --pending，或 --plan 和 --applied。", "Give --pending, or --plan and --applied.")
            )
        told = tuple(replace(each, base=words["base"] or each.base) for each in told)
        if told and not words["rehearsed"]:
            summarise(ctx.obj, ("\n".join(each.bodies[0] for each in told),), output)
        posted = post(ctx.obj, lambda desk: post_all_applied(desk, told), rehearsed=words["rehearsed"])
        show(posted, "applied", output, **_shown(words))
        return Exit.DONE if posted.holds else Exit.FINDINGS

    return applied


def _drift(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="drift",
        help=say(
            "把偏离写进每家企业的一个议题：原地更新，没有偏离就关掉，回来了再打开。要保留的（--edits）开一个合并请求。"
            "文件读不进来时只说这件事，退出码 1。\n\n"
            "例：reconciler post drift --plan drift.json",
            "Show drift in one issue for each tenant: changed in place, closed when there is none, opened again when "
            "it is back. What is to be kept (--edits) becomes one pull request. Where the documents cannot be loaded "
            "that alone is told, with exit code 1.\n\n"
            "Example: reconciler post drift --plan drift.json",
        ),
    )
    @file_option(say, "--plan", "drift --json 的输出。", "What drift --json printed.")
    @click.option(
        "--edits",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("drift --edits 存的文件；开一个合并请求。", "What drift --edits saved: becomes one pull request."),
    )
    @base_option(say)
    @dry_run_option(say)
    @shared(say)
    @click.pass_context
    def drift(ctx: click.Context, /, plan: Path, edits: Path | None, root: Path, **words: Any) -> int:
        from reconciler.cli.posting import summarise
        from reconciler.cli.posting_bodies import drift_post, unloadable_post
        from reconciler.engine.posting_drift import post_drift, post_unloadable

        output, company = _opened(ctx, say, root, words)
        if company.unloadable:  # the report is of the other documents at best
            wrong = unloadable_post(ctx.obj, root, company)
            if not words["rehearsed"]:
                summarise(ctx.obj, (wrong.body,), output)
            posted = post(ctx.obj, lambda desk: post_unloadable(desk, wrong), rehearsed=words["rehearsed"])
            show(posted, "drift", output, **_shown(words))
            return Exit.FINDINGS
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
    @file_option(say, "--request", "request --json 的输出。", "What request --json printed.")
    @base_option(say)
    @dry_run_option(say)
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
