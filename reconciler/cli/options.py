"""Options that every command shares."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from reconciler.cli.language import Say

F = TypeVar("F", bound=Callable[..., Any])


class WordsType(click.ParamType[str]):
    """Words that are not blank: a name, an id, a reason."""

    name = "text"

    def __init__(self, say: Say) -> None:
        self._say = say

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words as they were given."""
        if not value.strip():
            self.fail(self._say("不能是空白。", "it is blank."), param, ctx)
        return value


def words_type(say: Say) -> WordsType:
    """The type of an option or argument that means nothing when it is blank."""
    return WordsType(say)


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator; help lists them in this order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def root_option(say: Say) -> Callable[[F], F]:
    """`--root`: where the desired state lies."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path),
        default=Path("groups"),
        show_default=True,
        help=say("YAML 文件所在的目录。", "Folder with the YAML files."),
    )


def language_option(say: Say) -> Callable[[F], F]:
    """`--lang`, also understood before the command."""
    return click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=_language_help(say))


def language_parameter(say: Say) -> click.Option:
    """`--lang` for groups of commands."""
    return click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=_language_help(say))


def _language_help(say: Say) -> str:
    return say(
        "输出语言；默认看 RECONCILER_LANG 和系统设置。",
        "Language of the output; default: RECONCILER_LANG, then the locale.",
    )


def json_option(say: Say) -> Callable[[F], F]:
    """`--json`: the versioned machine format."""
    words = say("输出带版本号的 JSON。", "Print versioned JSON.")
    return click.option("--json", "as_json", is_flag=True, is_eager=True, help=words)


def colour_option(say: Say) -> Callable[[F], F]:
    """`--color`."""
    return click.option(
        "--color",
        "colour",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help=say("是否用颜色。", "Whether to use colour."),
    )


def simulator_option(say: Say) -> Callable[[F], F]:
    """`--simulator DIR`: always chosen explicitly, never a fallback."""
    return click.option(
        "--simulator",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=say(
            "连接模拟器（simulate init 建的目录），而不是真的企业微信。",
            "Use the simulator in DIR instead of the real WeCom.",
        ),
    )


def snapshot_option(say: Say) -> Callable[[F], F]:
    """`--snapshot FILE`, where it is read instead of WeCom."""
    return click.option(
        "--snapshot",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help=say(
            "不连企业微信，按 drift --snapshot 写的快照；只要公钥 RECONCILER_SNAPSHOT_PUBLIC_KEY，不要密钥。",
            "Read the snapshot that drift --snapshot wrote instead of WeCom; takes no secret but the public key in "
            "RECONCILER_SNAPSHOT_PUBLIC_KEY.",
        ),
    )


def markdown_option(say: Say) -> Callable[[F], F]:
    """`--markdown`, which goes without `--json`: there is one result."""

    def alone(context: click.Context, _option: click.Parameter, chosen: bool) -> bool:
        if chosen and context.params.get("as_json"):
            raise click.UsageError(
                say("--json 和 --markdown 只选一样。", "Choose --json or --markdown, not both."), context
            )
        return chosen

    words = say("输出 Markdown。", "Print Markdown.")
    return click.option("--markdown", is_flag=True, callback=alone, help=words)


def exit_code_option(say: Say) -> Callable[[F], F]:
    """`--exit-code`: make *there is something to do* a number."""
    return click.option(
        "--exit-code",
        "tell_changes",
        is_flag=True,
        help=say(
            "有待办变更、漂移或人工步骤时退出码为 3。", "Exit with 3 when changes, drift or manual steps are waiting."
        ),
    )


def wait_options(say: Say) -> Callable[[F], F]:
    """`--wait` and `--max-wait`."""
    return together(
        click.option(
            "--wait",
            is_flag=True,
            help=say("做不完的（额度、安静时段）等到可以做时接着做。", "Wait for what has to be put off, then go on."),
        ),
        click.option(
            "--max-wait",
            metavar=say("时长", "SPAN"),
            default="24h",
            show_default=True,
            help=say("--wait 最多等多久，如 30m、6h、2d。", "The longest --wait, such as 30m, 6h, 2d."),
        ),
    )


def plan_options(say: Say) -> Callable[[F], F]:
    """`--exit-code`, `--markdown` and `--out`: what every command that makes a plan has."""
    return together(
        exit_code_option(say),
        markdown_option(say),
        click.option(
            "--out",
            type=click.Path(path_type=Path, dir_okay=False),
            help=say("把计划存成 JSON，供评审后 apply。", "Save the plan as JSON, to be applied after review."),
        ),
    )


def shared(say: Say) -> Callable[[F], F]:
    """`--root`, `--lang`, `--json` and `--color` together."""
    return together(colour_option(say), json_option(say), language_option(say), root_option(say))
