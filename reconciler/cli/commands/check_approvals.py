"""`reconciler check-approvals`: whether everybody who has to approve did, field by field."""

from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.delegating import read_proposal
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import shared
from reconciler.cli.output import Output


def command(say: Say) -> click.Command:
    """Commits and reviews in, a verdict out; nothing is asked of WeCom or the code host."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="check-approvals",
        help=say(
            "按字段核对批准：改了什么、该谁批准、还差谁。谁有权批准看 --base，不看这次改动本身。\n\n"
            "例：reconciler check-approvals --base origin/main --approvals approvals.json",
            "Check approvals field by field: what changed, who has to approve, who is missing. Rights are read from "
            "--base, never from the changes themselves.\n\n"
            "Example: reconciler check-approvals --base origin/main --approvals approvals.json",
        ),
    )
    @click.option(
        "--base",
        required=True,
        metavar="REV",
        help=say("要合并到的分支或提交。", "The branch or commit to be merged into."),
    )
    @click.option(
        "--head",
        default="HEAD",
        show_default=True,
        metavar="REV",
        help=say("这次改动最后的提交。", "The last commit of the changes."),
    )
    @click.option(
        "--approvals",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("文件", "FILE"),
        help=say(
            "批准记录，格式见 schemas/approvals.schema.json。",
            "The reviews, as schemas/approvals.schema.json has them.",
        ),
    )
    @shared(say)
    @click.pass_context
    def check_approvals(
        ctx: click.Context, /, base: str, head: str, approvals: Path, root: Path, colour: str, as_json: bool
    ) -> int:
        from reconciler.delegation.consenting import consent
        from reconciler.render.terminal.consent import consent_to_text, dump_consent
        from reconciler.source.approvals import read_approvals

        output = Output.of(ctx.obj, say, colour)
        evidence = read_approvals(approvals)
        proposal = read_proposal(root, ctx.obj.variables, base, head)
        found = consent(proposal.changes, proposal.authority, evidence, proposal.head)
        if as_json:
            output.result(dump_consent(found, masked=proposal.masked))
        else:
            output.result(
                consent_to_text(found, output.language, masked=proposal.masked, width=output.width, color=output.colour)
            )
        return Exit.DONE if found.is_complete else Exit.FINDINGS

    return check_approvals
