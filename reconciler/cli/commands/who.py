"""`reconciler who`."""

from pathlib import Path

import click

from reconciler.cli.asking import open_past, show_people
from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.moments import last_of
from reconciler.cli.options import shared, simulator_option, words_type
from reconciler.cli.output import Output
from reconciler.model.ids import user_id


def command(say: Say) -> click.Command:
    """In which groups somebody was at a moment, as far as the ledger knows."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="who",
        help=say(
            "按台账回放：某人某一时刻（默认现在）在哪些群里，凭什么知道，还有什么是台账不可能知道的。\n\n"
            "例：reconciler who --user zhangsan --at 2026-11-02",
            "Replay the ledger: in which groups somebody was at a moment (default: now), what shows it, and what the "
            "ledger cannot know.\n\nExample: reconciler who --user zhangsan --at 2026-11-02",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @click.option("--user", required=True, type=words_type(say), metavar=say("账号", "USER"), help=say("谁。", "Who."))
    @click.option(
        "--at",
        metavar=say("日期", "DATE"),
        help=say("哪一天，或哪一刻（2026-11-02T09:30）。", "Which day, or time (2026-11-02T09:30)."),
    )
    @click.pass_context
    def who(
        ctx: click.Context, /, root: Path, simulator: Path | None, colour: str, user: str, at: str | None, as_json: bool
    ) -> int:
        from reconciler.render.terminal.presence import dump_presence, memberships_to_text

        output = Output.of(ctx.obj, say, colour)
        tenant = open_past(ctx, root, simulator, output)
        if tenant is None:
            return Exit.FINDINGS
        person, people = user_id(user), show_people(tenant)
        moment = last_of(at, tenant.setting.desired.company.zone, say) or tenant.setting.clock()
        found = tuple(each for each in tenant.ledger.presences(moment, user=person) if each.stays)
        if as_json:
            output.result(dump_presence(found, moment, people))
        else:
            output.result(
                memberships_to_text(
                    found, person, moment, people, output.language, width=output.width, color=output.colour
                )
            )
        return Exit.DONE

    return who
