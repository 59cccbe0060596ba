"""argv → command → exit code; the last resort for everything that goes wrong."""

import asyncio
import sys
from collections.abc import Coroutine
from importlib import import_module
from typing import Any, Never, TypeVar

import click

from reconciler import __version__
from reconciler.cli.command import Group
from reconciler.cli.exits import Exit, exit_of_error
from reconciler.cli.language import Say, language_of
from reconciler.cli.output import Output
from reconciler.cli.refusals import refusal_of
from reconciler.cli.settings import Environment
from reconciler.errors import ReconcilerError
from reconciler.system_errors import why
from reconciler.text import Text

T = TypeVar("T")

COMMANDS: dict[str, Text] = {
    "init": Text("建一家公司自己的仓库", "Make a company's own repository"),
    "validate": Text("校验 YAML 文件（不联网、不需要密钥）", "Check the YAML files (no network, no secret)"),
    "plan": Text("比较 YAML 与企业微信，给出计划（只读）", "Compare YAML with WeCom and show a plan (read only)"),
    "comment": Text(
        "把计划或执行结果写成合并请求下的一条评论",
        "Write a plan or its result as the one comment on a pull request",
    ),
    "apply": Text("执行评审过的计划", "Carry out a reviewed plan"),
    "undo": Text("撤销一次执行：先给出计划", "Undo one apply: shows the plan first"),
    "drift": Text("找出企业微信里的改动；--correct 才会纠正", "Find what moved in WeCom; --correct puts it right"),
    "revoke": Text("紧急：立即把一个人移出所有群", "Emergency: take a person out of every group now"),
    "attest": Text(
        "确认人工步骤已做完；--list 列出没有结束的", "Confirm that a manual step is done; --list shows open ones"
    ),
    "adopt": Text("把已有的群登记成 YAML 文件", "Write YAML files for groups that exist already"),
    "edit": Text("改群文件：加人、移人、换群主、新建群", "Edit groups' files: add, remove, hand over, declare"),
    "request": Text(
        "回答用表单开的 issue：认人、改文件、问回去", "Answer an issue opened with a form: people, edits, questions"
    ),
    "diff": Text("与某个提交比较：哪些字段改了", "Compare with a commit: which fields changed"),
    "check-approvals": Text(
        "按字段核对：该批准的人是否都批准了", "Check field by field whether everybody who has to approve did"
    ),
    "codeowners": Text(
        "生成 GitHub 的 CODEOWNERS：改哪个文件请谁看", "Make GitHub's CODEOWNERS: who looks at which file"
    ),
    "listen": Text(
        "接收企业微信的回调：卡片上的“完成”、客户群的变动",
        "Hear WeCom's callbacks: Done on cards, changed customer groups",
    ),
    "post": Text(
        "把计划、结果、偏离、表单的回答发到代码托管平台",
        "Post plans, outcomes, drift and answers to forms at the code host",
    ),
    "fetch": Text(
        "从代码托管平台取快照、外来合并请求的文件",
        "Fetch snapshots and the files of pull requests from outside at the code host",
    ),
    "explain": Text("解释一条规则、条款或检查发现", "Explain a rule, a clause or a finding"),
    "clauses": Text("制度条款由什么落实、由什么证明", "Which code carries out each clause, and which tests prove it"),
    "statistics": Text("客户群的统计数字（只读）", "Figures of customer groups (read only)"),
    "capabilities": Text("企业微信对每种群允许做什么", "What WeCom allows for each type of group"),
    "doctor": Text("检查网络、密钥、权限、台账是否就绪", "Check whether network, secrets, rights and ledger are ready"),
    "ledger": Text(
        "台账：查看、核验、导出、占用情况", "The ledger: look at it, check it, export it, see who is writing"
    ),
    "who-was-in": Text("某一时刻谁在某个群里", "Who was in a group at a moment"),
    "who": Text("某人某一时刻在哪些群里", "Which groups a person was in at a moment"),
    "simulate": Text("内置的企业微信模拟器", "The built-in WeCom simulator"),
}


class LazyGroup(Group):
    """Imports a command when it is used: help must answer at once."""

    def __init__(self, say: Say, **settings: Any) -> None:
        super().__init__(chinese=say.chinese, **settings)
        self._say = say

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are used."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command itself, imported now."""
        del ctx
        if name not in COMMANDS:
            return None
        module = import_module(f"reconciler.cli.commands.{name.replace('-', '_')}")
        command: click.Command = module.command(self._say)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it; a name that is nearly right is suggested, which click cannot without every import."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._say(text.zh, text.en)) for name, text in COMMANDS.items()])


def build(say: Say) -> click.Group:
    """The command line in one language."""
    return LazyGroup(
        say,
        name="reconciler",
        help=say(
            "用 git 里的 YAML 管理企业微信群：校验、计划、执行、纠正漂移。\n\n例：reconciler plan --simulator world",
            "Manage WeCom group chats from YAML in git: validate, plan, apply, correct drift.\n\n"
            "Example: reconciler plan --simulator world",
        ),
        params=[
            click.Option(
                ["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=say("输出语言", "Language")
            ),
            _version_option(say),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": None},
    )


def _version_option(say: Say) -> click.Option:
    def show(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # click's signature.
        if wanted:
            click.echo(__version__)
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=say("版本号", "Version")
    )


def run(task: Coroutine[Any, Any, T]) -> T:
    """Run one use case; the only place with an event loop."""
    return asyncio.run(task)


def main() -> Never:
    """The console command."""
    sys.exit(run_command(sys.argv[1:], Environment.of_process()))


def run_command(argv: list[str], environment: Environment) -> int:
    """Run one command line and return its exit code."""
    language = language_of(argv, environment.variables)
    output = Output(language, colour=False)
    try:
        result = build(Say(language)).main(argv, prog_name="reconciler", standalone_mode=False, obj=environment)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        output.complain(Text("已中断。", "Interrupted."))
        return Exit.INTERRUPTED
    except click.ClickException as error:
        return _refused(error, output)
    except ReconcilerError as error:
        output.error(error)
        return exit_of_error(error)
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; nothing is left to say
        return Exit.DONE
    except Exception as error:  # noqa: BLE001  # The last resort: a bug of ours gets its own number and what to report.
        return _bug(error, output)
    return int(result) if isinstance(result, int) else Exit.DONE


def _refused(error: click.ClickException, output: Output) -> int:
    """Wrong use of the command line: what is wrong and where to look; for a lone group of commands its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        output.complain(error.format_message())
        return Exit.USAGE
    context = error.ctx if isinstance(error, click.UsageError) else None
    command, words = context.command_path if context else "reconciler", refusal_of(error)
    output.complain(Text(f"用法错误：{words.zh}", f"Usage: {words.en}"))
    output.complain(Text(f"查看用法：{command} --help", f"See: {command} --help"))
    return Exit.USAGE


def _bug(error: Exception, output: Output) -> int:
    """Type and place only: a message could carry what must not be shown."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    words = f"{type(error).__name__} ({place}), reconciler {__version__}"
    if isinstance(error, OSError):
        reason = why(error)
        output.complain(Text(f"系统不让做：{reason.zh}。", f"The system refuses: {reason.en}."))
    output.complain(Text(f"这是程序的错误，请报告：{words}", f"This is a bug; please report: {words}"))
    return Exit.BUG
