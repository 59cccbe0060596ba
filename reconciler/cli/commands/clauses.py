"""`reconciler clauses`."""

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import colour_option, json_option, language_option, markdown_option
from reconciler.cli.output import Output


def command(say: Say) -> click.Command:
    """Print the traceability table."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="clauses",
        help=say(
            "列出九份管理制度的每一条：要求什么、由哪些规则和功能落实、由哪些测试证明、还有什么待做。\n\n"
            "例：reconciler clauses --json",
            "List every clause of the nine management documents: what it asks, which rules and features carry it "
            "out, which tests prove it, what is still to come.\n\nExample: reconciler clauses --json",
        ),
    )
    @language_option(say)
    @json_option(say)
    @colour_option(say)
    @markdown_option(say)
    @click.pass_context
    def clauses(ctx: click.Context, /, colour: str, **flags: bool) -> int:
        from reconciler.cli.tracing import trace_clauses
        from reconciler.render.terminal.clauses import clauses_to_markdown, clauses_to_text, dump_clauses

        output = Output.of(ctx.obj, say, colour)
        traces = trace_clauses()
        if flags["as_json"]:
            output.result(dump_clauses(traces))
        elif flags["markdown"]:
            output.result(clauses_to_markdown(traces, output.language))
        else:
            output.result(clauses_to_text(traces, output.language, width=output.width, color=output.colour))
        return Exit.DONE

    return clauses
