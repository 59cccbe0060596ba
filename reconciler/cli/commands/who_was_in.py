"""`reconciler who-was-in`."""

from pathlib import Path

import click

from reconciler.cli.asking import open_past, show_people
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.moments import last_of
from reconciler.cli.options import shared, simulator_option, words_type
from reconciler.cli.output import Output
from reconciler.model.ids import GroupKey


def command(say: Say) -> click.Command:
    """Who was in a group at a moment, as far as the ledger knows."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="who-was-in",
        help=say(
            "按台账回放：某一时刻谁在某个群里，凭什么知道，还有什么是台账不可能知道的。只写日期就是那一天结束时。\n\n"
            "例：reconciler who-was-in rd-platform-release --at 2026-11-02",
            "Replay the ledger: who was in a group at a moment, what shows it, and what the ledger cannot know. A day "
            "alone means its end.\n\nExample: reconciler who-was-in rd-platform-release --at 2026-11-02",
        ),
    )
    @click.argument("group", type=words_type(say), metavar=say("群的键", "GROUP"))
    @shared(say)
    @simulator_option(say)
    @click.option(
        "--at",
        required=True,
        metavar=say("日期", "DATE"),
        help=say("哪一天，或哪一刻（2026-11-02T09:30）。", "Which day, or time (2026-11-02T09:30)."),
    )
    @click.pass_context
    def who_was_in(
        ctx: click.Context, /, group: str, root: Path, simulator: Path | None, colour: str, at: str, as_json: bool
    ) -> int:
        from reconciler.render.terminal.presence import dump_presence, presence_to_text

        output = Output.of(ctx.obj, say, colour)
        tenant = open_past(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        moment = last_of(at, tenant.setting.desired.company.zone, say) or tenant.setting.clock()
        found, people = tenant.ledger.presences(moment, group=GroupKey(group)), show_people(tenant)
        if as_json:
            output.result(dump_presence(found, moment, people))
        else:
            output.result(
                presence_to_text(found, moment, people, output.language, width=output.width, color=output.colour)
            )
        return Exit.DONE if found else Exit.FINDINGS

    return who_was_in
