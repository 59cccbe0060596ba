"""`reconciler capabilities`."""

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import colour_option, json_option, language_option, markdown_option, root_option
from reconciler.cli.output import Output
from reconciler.cli.wiring import capability_table
from reconciler.model.group import GroupType
from reconciler.render.terminal.capabilities import capabilities_to_markdown, capabilities_to_text, dump_capabilities


def command(say: Say) -> click.Command:
    """Print the table of design §5."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="capabilities",
        help=say(
            "列出企业微信对每种群、每个字段允许做什么：接口可写、可读、只能人工、只能在管理后台、做不到。\n\n"
            "例：reconciler capabilities --type app",
            "List what WeCom allows for each type of group and field: written or read by API, by a person, in the "
            "admin console, or not at all.\n\nExample: reconciler capabilities --type app",
        ),
    )
    @root_option(say)
    @language_option(say)
    @json_option(say)
    @colour_option(say)
    @click.option(
        "--type",
        "kind",
        type=click.Choice([kind.value for kind in GroupType]),
        help=say("只看一种群。", "One type only."),
    )
    @markdown_option(say)
    @click.pass_context
    def capabilities(ctx: click.Context, /, kind: str | None, colour: str, **flags: object) -> int:
        output = Output.of(ctx.obj, say, colour)
        table = tuple(cell for cell in capability_table() if kind is None or cell.type == kind)
        if flags["as_json"]:
            output.result(dump_capabilities(table))
        elif flags["markdown"]:
            output.result(capabilities_to_markdown(table, output.language))
        else:
            output.result(capabilities_to_text(table, output.language, width=output.width, color=output.colour))
        return Exit.DONE

    return capabilities
