"""`reconciler attest`."""

from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import shared, simulator_option, words_type
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.settings import UNKNOWN_ACTOR
from reconciler.cli.wiring import Tenant
from reconciler.engine.attest import Attestation, attest, check_words, find_attester, find_step
from reconciler.engine.open_steps import open_steps, step_title
from reconciler.engine.ports import Progress
from reconciler.model.called import mask_id
from reconciler.model.company import Visibility
from reconciler.model.ids import UserId
from reconciler.render.programs.steps import dump_attestation, dump_steps
from reconciler.render.terminal.steps import steps_to_text
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Vouch that a manual step is done, or list those that are open."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="attest",
        help=say(
            "确认一个人工步骤已经做完，记进台账；编号写前几位就行。--list 列出没有结束的步骤。"
            "企业微信显示得出的步骤不用确认，看到以后自动勾掉。确认的人要在通讯录里查得到；--list 不联网。\n\n"
            "例：reconciler attest 3fa09c --by zhangsan --note 已设为仅群主和管理员",
            "Confirm that a manual step is done and note it in the ledger; the first characters of its number are "
            "enough. --list shows the steps that are open. What WeCom shows needs no confirming: it is taken off when "
            "it is seen. Who confirms is looked up in the address book; --list needs no network.\n\n"
            'Example: reconciler attest 3fa09c --by zhangsan --note "owner and admins only"',
        ),
    )
    @click.argument("step", required=False, type=words_type(say))
    @shared(say)
    @simulator_option(say)
    @click.option(
        "--by",
        type=words_type(say),
        metavar="USER",
        help=say("谁确认的；默认是运行的人。", "Who says so; default: who runs this."),
    )
    @click.option("--note", default="", help=say("备注，不要写号码。", "A note, without phone numbers."))
    @click.option("--list", "listing", is_flag=True, help=say("列出没有结束的步骤。", "List the open steps."))
    @click.pass_context
    def confirm(ctx: click.Context, /, root: Path, colour: str, simulator: Path | None, **given: Any) -> int:
        if (given["step"] is None) is not given["listing"]:
            raise click.UsageError(
                say("写步骤编号，或用 --list，二者选一。", "Name a step or use --list, one of the two.")
            )
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, _broken = load_tenant(root, ctx.obj, simulator, output, progress)
        if tenant is None:
            return Exit.FINDINGS
        if given["listing"]:
            _list(tenant, output, as_json=given["as_json"])
        else:
            by = _attester(tenant, given["by"], say)
            check_words(by, given["note"])
            find_step(tenant.ledger.read(), given["step"])
            with progress_bar(output.language) as progress:
                user = run(_look_up(tenant, progress, by))
            _attest(tenant, Attestation(given["step"], user, given["note"]), output, as_json=given["as_json"])
        return Exit.DONE

    return confirm


def _attester(tenant: Tenant, by: str | None, say: Say) -> str:
    """Who says so: as given, else whoever runs this, by the id that company.yaml knows. Raises: UsageError."""
    actor = tenant.environment.actor
    known: str = tenant.setting.desired.company.people.get(actor.casefold()) or actor
    found = by or known
    if found == UNKNOWN_ACTOR:
        raise click.UsageError(
            say("看不出是谁在运行：用 --by 写明谁确认的。", "Nobody knows who runs this: name somebody with --by.")
        )
    return found


async def _look_up(tenant: Tenant, progress: Progress, by: str) -> UserId:
    async with tenant.reader(progress) as observer:
        return await find_attester(observer, by)


def _list(tenant: Tenant, output: Output, *, as_json: bool) -> None:
    setting, simulated = tenant.setting, tenant.setting.simulated
    steps = open_steps(tenant.ledger.read(), setting.desired, setting.capabilities)
    if as_json:
        output.result(dump_steps(steps, simulated=simulated))
        return
    output.result(
        steps_to_text(
            steps,
            str if setting.desired.company.visibility is Visibility.PRIVATE else mask_id,
            output.language,
            now=setting.clock(),
            simulated=simulated,
            width=output.width,
            color=output.colour,
        )
    )


def _attest(tenant: Tenant, given: Attestation, output: Output, *, as_json: bool) -> None:
    setting = tenant.setting
    step = attest(tenant.ledger, given, setting.clock())
    if as_json:
        output.result(dump_attestation(step, simulated=setting.simulated))
        return
    title = step_title(step, setting.desired, setting.capabilities)
    output.result(
        Text(
            f"已记下：群 {step.group} 的步骤 {step.id}（{title.zh}）已完成。\n",
            f"Noted: the step {step.id} of the group {step.group} ({title.en}) is done.\n",
        ).say(output.language)
    )
