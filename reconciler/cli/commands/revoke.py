"""`reconciler revoke`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from reconciler.cli.applying import Order, carry_out, show_applied
from reconciler.cli.command import Command
from reconciler.cli.documents import RootDocuments
from reconciler.cli.exits import Exit, exit_of_apply, exit_of_plan
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import F, shared, simulator_option, together, words_type
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.waiting import T, once_free
from reconciler.cli.wiring import Tenant
from reconciler.engine.apply import Applied
from reconciler.engine.editing import Editor
from reconciler.engine.naming_people import People
from reconciler.engine.observe import look_up
from reconciler.engine.ports import Progress
from reconciler.engine.revoke import Considered, Wish, consider, follow_up, lift
from reconciler.model.change import EMERGENCY
from reconciler.model.company import Visibility
from reconciler.model.directory import Directory
from reconciler.model.edited import Edited
from reconciler.render.programs.revocation import dump_revocation
from reconciler.render.terminal.edited import edited_to_text
from reconciler.render.terminal.plan import plan_to_text
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Take somebody out of every group at once."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="revoke",
        help=say(
            "紧急移出：把一个人立即移出所有登记过的群，不等静默时段、窗口和冻结。不加 --yes 只预览。"
            "解除之前，plan 和 apply 不会再把人加回来。\n\n"
            "例：reconciler revoke bob --reason 账号被盗 --approver hal --yes",
            "Emergency: take a person out of every group that git lists, now, whatever the hour, windows or a freeze. "
            "Without --yes it only shows what it would do. Nobody adds them again until it is lifted.\n\n"
            'Example: reconciler revoke bob --reason "account stolen" --approver hal --yes',
        ),
    )
    @click.argument("user", type=words_type(say))
    @_options(say)
    @click.pass_context
    def revoke(ctx: click.Context, /, root: Path, colour: str, simulator: Path | None, **given: Any) -> int:
        if given["lift"] and (given["yes"] or given["edit"]):
            raise click.UsageError(say("--lift 单独使用。", "--lift stands alone."))
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, broken = load_tenant(root, ctx.obj, simulator, output, progress)
            if tenant is None or broken:
                output.complain(Text("YAML 文件有错误，没有执行。", "The YAML files have errors; nothing was done."))
                return Exit.FINDINGS
            wish = Wish(given["user"], given["approver"], tenant.environment.actor, given["reason"])
            if given["lift"]:
                return _lift(tenant, wish, output, progress)
            seen = run(_consider(tenant, progress, wish))
            result = _carry_out(tenant, seen, output, progress) if given["yes"] else None
        edited = _edits(tenant, seen, root, is_written=given["edit"])
        _show(seen, result, edited, output, given)
        return exit_of_apply(result) if result else exit_of_plan(seen.plan, tell_changes=True)

    return revoke


def _options(say: Say) -> Callable[[F], F]:
    return together(
        shared(say),
        simulator_option(say),
        click.option(
            "--reason", required=True, type=words_type(say), metavar=say("文字", "TEXT"), help=say("为什么。", "Why.")
        ),
        click.option(
            "--approver",
            required=True,
            type=words_type(say),
            metavar=say("账号", "USER"),
            help=say("谁批准的。", "Who approved it."),
        ),
        click.option("--yes", is_flag=True, help=say("立即执行。", "Do it now.")),
        click.option("--edit", is_flag=True, help=say("把改动写进文件。", "Write the edits into the files.")),
        click.option(
            "--lift", is_flag=True, help=say("解除：这个人可以再进群。", "Lift it: they may be in groups again.")
        ),
    )


def _lift(tenant: Tenant, wish: Wish, output: Output, progress: Progress) -> int:
    directory = run(_address_book(tenant, progress))
    lifted = _patiently(tenant, lambda: lift(tenant.ledger, tenant.setting, directory, wish), output)
    output.result(
        Text(f"已解除：{lifted.user} 可以再进群。\n", f"Lifted: {lifted.user} may be in groups again.\n").say(
            output.language
        )
    )
    return Exit.DONE


def _show(seen: Considered, result: Applied | None, edited: Edited, output: Output, given: Mapping[str, Any]) -> None:
    """What would be done, or was; then the edits by which git follows."""
    if given["as_json"]:
        outcomes = result.outcomes if result else None
        output.result(dump_revocation(seen.revocation, seen.plan, edited.files, outcomes))
        return
    if result is None:
        output.result(plan_to_text(seen.plan, output.language, width=output.width, color=output.colour))
    else:
        show_applied(result, output, as_json=False)
    output.result(
        edited_to_text(edited, output.language, dry_run=not given["edit"], width=output.width, color=output.colour)
    )


async def _consider(tenant: Tenant, progress: Progress, wish: Wish) -> Considered:
    async with tenant.reader(progress) as observer:
        return await consider(tenant.setting, observer, tenant.ledger.read(), wish)


async def _address_book(tenant: Tenant, progress: Progress) -> Directory:
    async with tenant.reader(progress) as observer:
        directory, _ = await look_up(observer, tenant.setting.desired, tenant.setting.clock())
        return directory


def _carry_out(tenant: Tenant, seen: Considered, output: Output, progress: Progress) -> Applied:
    """The record stands before the first call; a run that was stopped is simply run again."""
    _patiently(tenant, lambda: _record(tenant, seen), output)
    return _patiently(tenant, lambda: carry_out(tenant, Order(causes=EMERGENCY), progress), output)


def _patiently(tenant: Tenant, do: Callable[[], T], output: Output) -> T:
    """In a simulated world nobody waits: its clock stands still, and with it the end of a lease."""
    return do() if tenant.simulator is not None else once_free(do, output.complain)


def _record(tenant: Tenant, seen: Considered) -> None:
    wanted, now = seen.revocation, tenant.setting.clock()
    with tenant.ledger.hold(wanted.by, "revoke", now):
        tenant.ledger.revoke(wanted.user, wanted.approver, wanted.by, wanted.reason, now)


def _edits(tenant: Tenant, seen: Considered, root: Path, *, is_written: bool) -> Edited:
    desired, documents = tenant.setting.desired, RootDocuments(root)
    people = People(seen.observed.directory, desired.company.visibility is Visibility.PRIVATE)
    editor = Editor(documents, desired, people, {group.key: group for group in seen.observed.resolved.groups})
    edits = list(follow_up(editor, seen.revocation))
    files = tuple(file for edited in edits for file in edited.files)
    for file in files if is_written else ():
        documents.save(file.file, file.text, file.was)
    return Edited(files, tuple(note for edited in edits for note in edited.notes))
