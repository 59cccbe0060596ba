"""`reconciler explain`."""

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import colour_option, json_option, language_option, markdown_option
from reconciler.cli.output import Output
from reconciler.render.terminal.explain import Page, dump_pages, pages_to_markdown, pages_to_text


def command(say: Say) -> click.Command:
    """Explain a rule, a clause, a guard or another finding."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="explain",
        help=say(
            "解释一条规则、制度条款、护栏或检查发现：为什么、怎么改、怎么豁免、受什么限制。\n\n"
            "例：reconciler explain name-length\n\n例：reconciler explain A4",
            "Explain a rule, a clause, a guard or another finding: why, how to mend it, how to waive it, what limits "
            "it.\n\nExample: reconciler explain name-length\n\nExample: reconciler explain A4",
        ),
    )
    @language_option(say)
    @json_option(say)
    @colour_option(say)
    @markdown_option(say)
    @click.option("--all", "everything", is_flag=True, help=say("解释全部规则。", "Explain every rule."))
    @click.argument("asked", required=False, metavar=say("[编号]", "[ID]"))
    @click.pass_context
    def explain(ctx: click.Context, /, asked: str | None, colour: str, **flags: bool) -> int:
        output = Output.of(ctx.obj, say, colour)
        pages = _pages(asked, say, everything=flags["everything"])
        if flags["as_json"]:
            output.result(dump_pages(pages))
        elif flags["markdown"]:
            output.result(pages_to_markdown(pages, [output.language]))
        else:
            output.result(pages_to_text(pages, output.language, width=output.width, color=output.colour))
        return Exit.DONE

    return explain


def _pages(asked: str | None, say: Say, *, everything: bool) -> tuple[Page, ...]:
    from reconciler.cli.explaining import near, page_of, rule_pages

    if everything == (asked is not None):
        raise click.UsageError(
            say("给出一个编号，或者 --all，只选一样。", "Give one id, or --all, and not both."),
            click.get_current_context(),
        )
    if asked is None:
        return rule_pages()
    page = page_of(asked)
    if page is not None:
        return (page,)
    meant = near(asked)
    hint = (
        say(f"是不是要找 {'、'.join(meant)}？", f"Did you mean {', '.join(meant)}?")
        if meant
        else say("reconciler clauses 列出全部条款和规则。", "reconciler clauses lists every clause and rule.")
    )
    unknown = say(
        f"没有叫“{asked}”的规则、条款、护栏或检查发现。", f"No rule, clause, guard or finding is called “{asked}”. "
    )
    raise click.UsageError(unknown + hint, click.get_current_context())
