"""`reconciler validate`."""

from pathlib import Path

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_root, told_findings
from reconciler.cli.options import shared
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.model.finding import has_errors
from reconciler.render.findings_json import dump_findings


def command(say: Say) -> click.Command:
    """Check every file under the root."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="validate",
        help=say(
            "按 JSON Schema 和引用关系校验所有 YAML 文件，一次列出全部问题；不联网，不需要密钥。\n\n"
            "例：reconciler validate --root groups",
            "Check every YAML file against its JSON Schema and the other files; all findings at once. "
            "Needs no network and no secret.\n\nExample: reconciler validate --root groups",
        ),
    )
    @shared(say)
    @click.pass_context
    def validate(ctx: click.Context, /, root: Path, colour: str, **flags: bool) -> int:
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            loaded = load_root(root, progress)
        if flags["as_json"]:
            output.result(dump_findings(loaded.findings, files=loaded.files))
        else:
            output.result(told_findings(loaded, root, output))
        return Exit.FINDINGS if has_errors(loaded.findings) else Exit.DONE

    return validate
