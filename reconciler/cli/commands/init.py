"""`reconciler init`."""

from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.founding import (
    Ground,
    contradicts,
    first_files,
    known_answers,
    put,
    refuse_inner,
    refuse_unusable,
    survey,
)
from reconciler.cli.language import Say
from reconciler.cli.options import colour_option, language_option
from reconciler.cli.output import Output
from reconciler.cli.questions import QUESTIONS, SAMPLE, ask, will_ask
from reconciler.cli.tool_pin import running_pin
from reconciler.text import Text

_NEXT = Text(
    zh="""
下一步：
  1. 看看 groups/company.yaml，运行 reconciler validate
  2. git init -b main && git add . && git commit -m "Begin"，推到{home}
  3. 照 SETUP.md 建环境、标签和分支保护
  4. reconciler doctor：网络、密钥、可见范围是不是都好了
  5. reconciler adopt --type customer --all：把已有的群登记进来
""",
    en="""
Next:
  1. look at groups/company.yaml and run reconciler validate
  2. git init -b main && git add . && git commit -m "Begin", and push to {home}
  3. make environments, labels and branch protection as SETUP.md says
  4. reconciler doctor: whether network, secrets and range are ready
  5. reconciler adopt --type customer --all: write down the groups you have
""",
)

_PRIVATE = Text("私有仓库", "a private repository")
_PUBLIC = Text("公开仓库", "a public repository")


def command(say: Say) -> click.Command:
    """Make a company's own repository."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="init",
        help=say(
            "建一家公司自己的仓库：company.yaml、编辑器用的 Schema、工作流、表单、CODEOWNERS 和说明。"
            "缺什么补什么；已有的文件只要不一样，就列出来，一个也不写。在终端里逐项问，否则用选项。\n\n"
            "例：reconciler init yunfan-groups",
            "Make a company's own repository: company.yaml, schemas for editors, workflows, forms, CODEOWNERS and "
            "instructions. What is missing is added; where a file says something else, all such are listed and nothing "
            "is written. On a terminal it asks; elsewhere use options.\n\n"
            "Example: reconciler init example-groups",
        ),
    )
    @click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
    @language_option(say)
    @colour_option(say)
    @click.option("--dry-run", is_flag=True, help=say("只预览，不写文件。", "Show what would be written."))
    @click.pass_context
    def init(ctx: click.Context, /, folder: Path, colour: str, dry_run: bool, **flags: str | None) -> int:
        output = Output.of(ctx.obj, say, colour)
        given = {name.replace("_", "-"): words for name, words in flags.items() if words is not None}
        refuse_inner(folder)
        refuse_unusable(folder)
        known = dict(known_answers(folder))
        if "tool" not in known and (pin := running_pin(ctx.obj.variables)) is not None:
            known["tool"] = str(pin)
        is_new = "name" not in known
        known.setdefault("language", say.language)
        if is_new and will_ask(given) and (found := survey(folder, first_files(folder, {**SAMPLE, **known}))).differing:
            _refuse(found, output, contradicted=False)
            return Exit.FINDINGS
        answers = ask(given if is_new else {**known, **given}, known, output)
        ground = survey(folder, first_files(folder, answers))
        contradicted = not is_new and contradicts(given, known)
        if ground.differing or contradicted:
            _refuse(ground, output, contradicted=contradicted)
            return Exit.FINDINGS
        if not dry_run:
            put(folder, ground.missing)
        _show(ground, output, dry_run=dry_run, is_public=answers["visibility"] == "public")
        return Exit.DONE

    for question in QUESTIONS:
        init = click.option(
            f"--{question.id}",
            metavar=say("文字", "TEXT"),
            help=say(_help(question.ask.zh, question.form.zh, "。"), _help(question.ask.en, question.form.en, ". ")),
        )(init)
    return init


def _help(ask: str, form: str, end: str) -> str:
    """The question and its form, unless the question ends with it."""
    return f"{ask}{end}{form}" if form.rstrip("。.") not in ask else f"{ask}{end.strip()}"


def _refuse(ground: Ground, output: Output, *, contradicted: bool) -> None:
    if contradicted:
        output.complain(
            Text(
                "错误：groups/company.yaml 已经有了，和这次的回答不一样。直接改那个文件，或者不给这些选项。",
                "Error: groups/company.yaml is there and says something else. Change that file, or omit these.",
            )
        )
    if ground.differing:
        output.complain(Text("错误：这些文件已经有了，内容不一样：", "Error: these files are there and differ:"))
        for path in ground.differing:
            output.complain(f"  {path}")
    output.complain(
        Text(
            "什么也没有写。想要新的，先把旧的移走，再运行一次。",
            "Nothing was written. To have them anew, take the old ones away and run this again.",
        )
    )


def _show(ground: Ground, output: Output, *, dry_run: bool, is_public: bool) -> None:
    for path in ground.missing:
        output.result(f"+ {path}")
    made, there = len(ground.missing), len(ground.there)
    if not made:
        output.result(Text("没有要写的：都有了。", "Nothing to write: all of it is there.").say(output.language))
        return
    count = Text(
        f"{'要写' if dry_run else '写了'} {made} 个文件，{there} 个本来就有。",
        f"{made} file{'' if made == 1 else 's'} {'to write' if dry_run else 'written'}, {there} there already.",
    )
    output.result(count.say(output.language))
    home = _PUBLIC if is_public else _PRIVATE
    output.result(_NEXT.say(output.language).replace("{home}", home.say(output.language)))
