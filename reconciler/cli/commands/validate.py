"""`reconciler validate`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.faces import Face, show_findings
from reconciler.cli.language import Say
from reconciler.cli.options import F, shared, simulator_option, snapshot_option, together
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.model.finding import has_errors


def command(say: Say) -> click.Command:
    """Check every file under the root."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="validate",
        help=say(
            "按 JSON Schema、引用关系和制度规则检查所有 YAML 文件，一次列出全部问题；不联网，不需要密钥。"
            "加 --simulator 还会检查要看通讯录和群才知道的规则。\n\n例：reconciler validate --root groups",
            "Check every YAML file against its JSON Schema, the other files and the rules of the management documents; "
            "all findings at once. Needs no network and no secret. With --simulator the rules that have to see the "
            "address book and the groups run too.\n\nExample: reconciler validate --root groups",
        ),
    )
    @_options(say)
    @click.pass_context
    def validate(ctx: click.Context, /, root: Path, simulator: Path | None, at: datetime | None, **words: Any) -> int:
        from reconciler.cli.validating import Wanted, check

        _refuse_contradictions(say, simulator, at, words)
        face = _face(words["face"], say, as_json=words["as_json"])
        output = Output.of(ctx.obj, say, words["colour"])
        if words["cases"]:
            return _cases(root, output, say, face)
        day = at.date() if at else None
        wanted = Wanted(root, ctx.obj, simulator, scheduled=words["scheduled"], at=day, snapshot=words["snapshot"])
        with progress_bar(output.language) as progress:
            told = check(wanted, progress)
        show_findings(told, root, output, face)
        return Exit.FINDINGS if has_errors(told.findings) else Exit.DONE

    return validate


def _options(say: Say) -> Callable[[F], F]:
    return together(
        shared(say),
        simulator_option(say),
        snapshot_option(say),
        click.option(
            "--scheduled",
            is_flag=True,
            help=say(
                "定时任务：已过的日期算错误，而不是警告。",
                "A scheduled run: dates that have passed are errors, not warnings.",
            ),
        ),
        click.option(
            "--at",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar=say("日期", "DATE"),
            help=say("按这一天判断日期；默认今天。", "Judge dates by this day; default: today."),
        ),
        click.option(
            "--cases",
            is_flag=True,
            help=say(
                "改为运行公司自己写的用例（*.case.yaml）：规则说的和用例期望的是否一致。",
                "Run the company's own cases (*.case.yaml) instead: do the rules say what the cases expect.",
            ),
        ),
        click.option(
            "--format",
            "face",
            type=click.Choice([face.value for face in Face]),
            show_default=Face.TEXT.value,
            help=say("用哪种格式输出；--json 就是 json。", "How findings are printed; --json is json."),
        ),
    )


def _refuse_contradictions(say: Say, simulator: Path | None, at: datetime | None, words: Mapping[str, Any]) -> None:
    """Options that do not go together. Raises: UsageError."""
    if words["snapshot"] is not None and (at is not None or words["cases"]):
        raise click.UsageError(
            say(
                "快照自有时刻：--snapshot 不和 --at、--cases 一起用。",
                "A snapshot has its own moment: --snapshot goes without --at and --cases.",
            )
        )
    if at is not None and simulator is not None:
        raise click.UsageError(say("模拟器自有时钟，不能再写 --at。", "The simulator has its own clock: no --at."))
    if words["cases"] and (simulator is not None or at is not None or words["scheduled"]):
        raise click.UsageError(
            say(
                "用例自己写明日期和是否定时，也只看文件：--cases 不和 --simulator、--at、--scheduled 一起用。",
                "A case says its own day and looks at files alone: --cases goes without --simulator, --at and "
                "--scheduled.",
            )
        )


def _face(wanted: str | None, say: Say, *, as_json: bool) -> Face:
    """The one format that was asked for."""
    if as_json and wanted not in {None, Face.JSON.value}:
        raise click.UsageError(
            say(f"--json 和 --format {wanted} 只选一样。", f"Choose --json or --format {wanted}, not both.")
        )
    return Face.JSON if as_json else Face(wanted or Face.TEXT)


def _cases(root: Path, output: Output, say: Say, face: Face) -> Exit:
    from reconciler.cli.testing import show_cases, try_cases

    if face not in {Face.TEXT, Face.JSON}:
        raise click.UsageError(say("--cases 只能用 text 或 json 格式输出。", "--cases is printed as text or json."))
    with progress_bar(output.language) as progress:
        tried = try_cases(root, progress)
    show_cases(tried, root, output, as_json=face is Face.JSON)
    return Exit.DONE if tried.is_passed else Exit.FINDINGS
