"""Everything that click refuses is said in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reconciler.cli.language import Say
from reconciler.cli.main import build
from reconciler.cli.refusals import SENTENCES, in_chinese, refusal_of

_LATIN = re.compile(r"[a-z]{2,}", re.IGNORECASE)
# What click says to whoever writes commands, in help, and on prompts that nobody here uses.
NOT_TO_USERS = {
    "Aborted!",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Commands",
    "Could not determine name for option with declarations {decls}",
    "DeprecationWarning: The command {name} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name} is deprecated.{extra_message}",
    "Error: {message}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to "
    "pass '--{name}'?",
    "Options",
    "Positional arguments",
    "Try '{command} {option}' for help.",
    "default: {default}",
    "deprecated",
    "directory",
    "env var: {var}",
    "file",
    "path",
    "(dynamic)",
}


def click_says() -> Iterator[str]:
    """Every sentence that click marks for translation where arguments are read, without the formats of its gaps."""
    for name in ("exceptions", "core", "parser", "types"):
        source = Path(click.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}:
                for words in call.args:
                    if isinstance(words, ast.Constant) and isinstance(words.value, str):
                        yield words.value.replace("!r}", "}")


def test_every_sentence_of_click_is_known() -> None:
    assert set(click_says()) - NOT_TO_USERS <= set(SENTENCES)


def test_each_says_the_same_gaps_in_chinese() -> None:
    def gaps(words: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", words)) - {"name", "number_type"}

    assert [english for english, chinese in SENTENCES.items() if gaps(english) != gaps(chinese)] == []


@click.command()
@click.argument("a", type=click.IntRange(1, 5))
@click.argument("kind", type=click.Choice(["x", "y"]))
@click.option("--days", type=int)
@click.option("--share", type=float)
@click.option("--sure", type=bool)
@click.option("--flag", is_flag=True)
@click.option("--pair", nargs=2)
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M"]))
@click.option("--only", type=click.Choice(["z"]))
@click.option("--file", type=click.Path(exists=True, dir_okay=False))
@click.option("--folder", type=click.Path(exists=True, file_okay=False))
@click.option("--any", type=click.Path(exists=True))
@click.option("--id", type=click.UUID)
@click.option("--needed", required=True, type=click.Choice(["p", "q"]))
def everything(**_given: object) -> None:
    """One option of each kind."""


@pytest.mark.parametrize(
    ("argv", "zh"),
    [
        ("", "缺少参数 A。"),
        ("1 x", "缺少选项 --needed。可选：p、q。"),
        ("--needed p 1", "缺少参数 {x|y}。可选：x、y。"),
        ("--needed p 1 x y z", "多了参数：y z。"),
        ("--needed p 1 x y", "多了参数：y。"),
        ("--needed p nine x", "A 的值不能用：“nine”不是整数。"),
        ("--needed p 9 x", "A 的值不能用：9 不在范围 1<=x<=5 内。"),
        ("--needed r 1 x", "--needed 的值不能用：“r”不在可选之列：p、q。"),
        ("--only a", "--only 的值不能用：“a”不能用；只能写 z。"),
        ("--day 1", "没有选项 --day。是不是其中之一：--any、--days、--id？"),
        ("--needd p", "没有选项 --needd。是不是 --needed？"),
        ("--wrong", "没有选项 --wrong。"),
        ("-q", "没有选项 -q。"),
        ("--flag=1", "选项 --flag 后面不写值。"),
        ("--days", "选项 --days 后面要写值。"),
        ("--pair 1", "选项 --pair 后面要写 2 个值。"),
        ("--days x", "--days 的值不能用：“x”不是整数。"),
        ("--share x", "--share 的值不能用：“x”不是数。"),
        ("--sure x", "--sure 的值不能用：“x”不是是非值"),
        ("--at x", "--at 的值不能用：“x”写得不对；格式是 2026-12-31。"),
        ("--since x", "--since 的值不能用：“x”写得不对；格式是 2026-12-31、2026-12-31 09:00 之一。"),
        ("--file gone", "--file 的值不能用：没有文件 gone。"),
        ("--file .", "--file 的值不能用：. 是目录，这里要写文件。"),
        ("--folder gone", "--folder 的值不能用：没有目录 gone。"),
        ("--any gone", "--any 的值不能用：没有 gone。"),
        ("--id x", "--id 的值不能用：“x”不是 UUID。"),
    ],
)
def test_each_refusal_names_what_is_wrong(argv: str, zh: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        everything.main(argv.split(), prog_name="p", standalone_mode=False)

    assert refusal_of(caught.value).zh.startswith(zh)


def kinds_of(kind: type[click.ClickException]) -> Iterator[type[click.ClickException]]:
    yield kind
    for below in kind.__subclasses__():
        if below.__module__ == "click.exceptions":
            yield from kinds_of(below)


def test_every_kind_of_refusal_of_click_is_tried_here_or_has_its_own_way() -> None:
    told = {kind.__name__ for kind in kinds_of(click.ClickException)}

    assert told == {
        "BadArgumentUsage",  # below
        "BadOptionUsage",
        "BadParameter",
        "ClickException",  # only its kinds are raised
        "FileError",  # below
        "MissingParameter",
        "NoArgsIsHelpError",  # its words are the help
        "NoSuchCommand",  # below
        "NoSuchOption",
        "UsageError",
    }


@pytest.mark.parametrize(
    ("error", "zh"),
    [
        (click.FileError("a.json", "Permission denied"), "打不开文件 a.json：没有权限。"),
        (click.FileError("a.json"), "打不开文件 a.json：原因不明"),
        (click.BadArgumentUsage("Argument 'A' takes 2 values."), "参数 A 要写 2 个值。"),
        (click.exceptions.NoSuchCommand("aply", possibilities=["apply"]), "没有命令 aply。是不是 apply？"),
        (click.exceptions.NoSuchCommand("x"), "没有命令 x。"),
        (click.UsageError("--yes 单独用。"), "--yes 单独用。"),
        (click.BadParameter("要大于 0", param_hint="--last"), "--last 的值不能用：要大于 0"),
    ],
)
def test_other_refusals(error: click.ClickException, zh: str) -> None:
    assert refusal_of(error).zh == zh


def test_dates_are_asked_for_by_an_example_in_english_too() -> None:
    result = CliRunner().invoke(everything, ["--at", "x"], standalone_mode=False)

    assert isinstance(result.exception, click.ClickException)
    assert refusal_of(result.exception).en == "Invalid value for '--at': 'x' does not match the format '2026-12-31'."


def test_a_command_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(click.UsageError) as caught:
        build(Say("zh")).main(["aply"], prog_name="reconciler", standalone_mode=False)

    assert refusal_of(caught.value).zh == "没有命令 aply。是不是 apply？"


def test_words_of_other_people_stay() -> None:
    assert in_chinese("YAML 文件有错误。") == "YAML 文件有错误。"
