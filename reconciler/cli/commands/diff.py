"""`reconciler diff REV`: which fields of which documents differ from a commit, however the files are written."""

from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.delegating import is_public
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import shared
from reconciler.cli.output import Output
from reconciler.cli.revisions import Revisions
from reconciler.delegation.difference import difference
from reconciler.source.stated import stated_under


def command(say: Say) -> click.Command:
    """Compare with a commit; nothing is asked of WeCom."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="diff",
        help=say(
            "与 git 的某个提交比较，按文档和字段说出改了什么；改名、挪目录、注释、引号、次序不算改动。\n\n"
            "例：reconciler diff main",
            "Compare with a commit of git and say which fields of which documents changed; moved files, comments, "
            "quotes and order are no change.\n\nExample: reconciler diff main",
        ),
    )
    @click.argument("revision", metavar="REV")
    @click.option(
        "--exit-code",
        "tell_changes",
        is_flag=True,
        help=say("有改动时退出码为 3。", "Exit with 3 if something differs."),
    )
    @shared(say)
    @click.pass_context
    def diff(ctx: click.Context, /, revision: str, root: Path, colour: str, as_json: bool, tell_changes: bool) -> int:
        from reconciler.render.terminal.field_changes import dump_field_changes, field_changes_to_text

        output = Output.of(ctx.obj, say, colour)
        after = stated_under(root)
        revisions = Revisions(root, ctx.obj.variables)
        commit = revisions.commit(revision)
        before = revisions.stated(commit)
        changes = difference(before, after)
        masked = is_public(after)
        if as_json:
            output.result(dump_field_changes(changes, commit, masked=masked))
        else:
            words = field_changes_to_text(
                changes, output.language, masked=masked, width=output.width, color=output.colour
            )
            output.result(words)
        return Exit.CHANGES if tell_changes and changes else Exit.DONE

    return diff
