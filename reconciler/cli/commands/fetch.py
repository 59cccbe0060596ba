"""`reconciler fetch …`: what runs left at the code host, checked before it touches the disk."""

from pathlib import Path

import click

from reconciler.cli.command import Command, Group
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import language_option, language_parameter
from reconciler.cli.post_options import base_option
from reconciler.cli.troubles import kept_in, trouble_option


def command(say: Say) -> click.Command:
    """The group of sub-commands."""
    group = Group(
        chinese=say.chinese,
        name="fetch",
        params=[language_parameter(say)],
        help=say(
            "从代码托管平台取运行留下的文件，当作不可信的数据核对后再存。只用 GITHUB_TOKEN。\n\n"
            '例：reconciler fetch proposed --run-id "$RUN_ID" --out proposed/groups',
            "Fetch what runs left at the code host; it is treated as hostile, and checked before it is saved. Uses "
            "GITHUB_TOKEN alone.\n\n"
            'Example: reconciler fetch proposed --run-id "$RUN_ID" --out proposed/groups',
        ),
    )
    group.add_command(_proposed(say))
    group.add_command(_snapshot(say))
    return group


def _proposed(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="proposed",
        help=say(
            "取外来合并请求的 YAML 文件：编号和提交向平台查，逐个文件与那个提交核对。\n\n"
            '例：reconciler fetch proposed --run-id "$RUN_ID" --out proposed/groups',
            "Fetch the YAML files of a pull request from outside: number and commit are asked of the code host, and "
            "every file has to be that of the commit.\n\n"
            'Example: reconciler fetch proposed --run-id "$RUN_ID" --out proposed/groups',
        ),
    )
    @click.option(
        "--run-id",
        required=True,
        type=click.IntRange(min=1),
        help=say("validate 工作流的哪次运行。", "The run of the validate workflow."),
    )
    @click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        help=say("存到这个还不存在的目录。", "Save into this folder, which must not exist."),
    )
    @click.option(
        "--folder",
        default="groups",
        show_default=True,
        help=say("YAML 文件在仓库里的目录。", "Folder of the repository with the YAML files."),
    )
    @base_option(say)
    @language_option(say)
    @click.pass_context
    def proposed(ctx: click.Context, /, run_id: int, out: Path, folder: str, base: str | None) -> int:
        from reconciler.cli.fetching import fetch_proposed

        fetch_proposed(ctx.obj, run_id, out, folder, base)
        return Exit.DONE

    return proposed


def _snapshot(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="snapshot",
        help=say(
            "取默认分支上 drift 工作流最近留下的快照；签名由 plan --snapshot 核对。\n\n"
            "例：reconciler fetch snapshot --out snapshot.json",
            "Fetch the snapshot that the drift workflow last left on the default branch; plan --snapshot checks its "
            "signature.\n\nExample: reconciler fetch snapshot --out snapshot.json",
        ),
    )
    @click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("写到这个文件。", "Where to write it."),
    )
    @trouble_option(say)
    @base_option(say)
    @language_option(say)
    @click.pass_context
    def snapshot(ctx: click.Context, /, out: Path, trouble: Path | None, base: str | None) -> int:
        from reconciler.cli.fetching import fetch_snapshot

        with kept_in(trouble):
            fetch_snapshot(ctx.obj, out, base)
        return Exit.DONE

    return snapshot
