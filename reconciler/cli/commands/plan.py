"""`reconciler plan`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from reconciler.cli.base_documents import base_documents, documents_before
from reconciler.cli.checkout import read_origin
from reconciler.cli.command import Command
from reconciler.cli.delegating import needed_approvals
from reconciler.cli.exits import Exit, exit_of_plan
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import plan_options, shared, simulator_option, snapshot_option
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.saving import save
from reconciler.cli.settings import Environment
from reconciler.cli.showing import show_plan
from reconciler.cli.snapshots import Source, documents_and_snapshot, origin_of
from reconciler.cli.troubles import kept_in, trouble_option
from reconciler.cli.wiring import Tenant
from reconciler.engine.plan import make_plan, plan_of_base
from reconciler.engine.ports import Progress
from reconciler.engine.snapshot import plan_snapshot
from reconciler.errors import SettingsError, SourceError
from reconciler.model.desired import DesiredState
from reconciler.model.origin import SHOWN_DIGITS, Origin
from reconciler.model.plan import NeededApproval, Plan
from reconciler.render.part import with_waiting
from reconciler.render.programs.plan import dump_plan
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Compare and show; nothing is written."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="plan",
        help=say(
            "读取企业微信，与 YAML 比较，给出计划：接口能做的、需要人做的、做不到的。只读，不写任何东西。\n\n"
            "例：reconciler plan --simulator world --out plan.json",
            "Read WeCom, compare with the YAML and show a plan: what the API does, what needs a person, what cannot be "
            "done. Reads only.\n\nExample: reconciler plan --simulator world --out plan.json",
        ),
    )
    @shared(say)
    @simulator_option(say)
    @snapshot_option(say)
    @plan_options(say)
    @click.option(
        "--base",
        metavar="REV",
        help=say(
            "这次改动分自哪个分支或提交：写了，这次的改动和本来就在等的分开列；不写就用远端的默认分支。",
            "The branch or commit these changes left: what they bring then stands apart from what was waiting; the "
            "remote's default branch if absent.",
        ),
    )
    @click.option(
        "--base-root",
        type=click.Path(path_type=Path, file_okay=False),
        metavar=say("目录", "DIR"),
        help=say(
            "和 --snapshot 一起用：改动之前的文件所在的目录，用来分清这次的改动和本来就在等的。",
            "With --snapshot: the folder with the files before the change, to tell it from what was waiting.",
        ),
    )
    @trouble_option(say)
    @click.pass_context
    def plan(
        ctx: click.Context,
        /,
        root: Path,
        colour: str,
        out: Path | None,
        base: str | None,
        **flags: Any,
    ) -> int:
        output = Output.of(ctx.obj, say, colour)
        simulator, snapshot = flags["simulator"], flags["snapshot"]
        if snapshot is not None and base is not None:
            raise click.UsageError(say("--snapshot 不和 --base 一起用。", "--snapshot goes without --base."))
        for name in ("base_root", "trouble"):
            if snapshot is None and flags[name] is not None:
                option = f"--{name.replace('_', '-')}"
                raise click.UsageError(say(f"{option} 要和 --snapshot 一起用。", f"{option} goes with --snapshot."))
        with progress_bar(output.language) as progress:
            if snapshot is None:
                found = _from_wecom(root, ctx.obj, simulator, base, output, progress)
            else:
                source = Source(snapshot, ctx.obj, simulator)
                with kept_in(flags["trouble"]):
                    found = _from_snapshot(source, root, flags["base_root"], output, progress)
        if found is None:
            return Exit.FINDINGS
        made, broken = found
        if out is not None:
            save(out, dump_plan(made))
            _tell_origin(made, output)
        show_plan(made, root, output, as_json=flags["as_json"], as_markdown=flags["markdown"])
        return exit_of_plan(made, tell_changes=flags["tell_changes"], broken=broken)

    return plan


def _from_wecom(
    root: Path, environment: Environment, simulator: Path | None, base: str | None, output: Output, progress: Progress
) -> tuple[Plan, bool] | None:
    """The plan, and whether files have errors; None if there is no usable company.yaml."""
    tenant, broken = load_tenant(root, environment, simulator, output, progress)
    if tenant is None:
        return None
    origin = read_origin(root, environment.variables, base)
    approvals = _approvals(root, tenant, base, origin, output)
    older = _base(root, tenant, base, origin, output)
    return replace(run(_make(tenant, older, progress)), origin=origin, approvals=approvals), broken


def _from_snapshot(
    source: Source, root: Path, base_root: Path | None, output: Output, progress: Progress
) -> tuple[Plan, bool] | None:
    """The same without WeCom: nothing is asked, and no commit or setting of the documents is believed."""
    found = documents_and_snapshot(source, root, output, progress)
    if found is None:
        return None
    setting, snapshot, broken = found
    made = replace(plan_snapshot(setting, snapshot), origin=origin_of(root))
    if base_root is None:
        return made, broken
    before = documents_before(base_root)
    if before is None:
        output.complain(_BASE_UNUSABLE)
        return made, broken
    return with_waiting(made, plan_snapshot(replace(setting, desired=before, findings=()), snapshot)), broken


def _approvals(
    root: Path, tenant: Tenant, base: str | None, origin: Origin, output: Output
) -> tuple[NeededApproval, ...] | None:
    """Who has to approve the branch; a plan is made all the same where its base cannot tell."""
    try:
        return needed_approvals(root, tenant.environment.variables, base, origin)
    except (SettingsError, SourceError) as error:
        said = error.what
        output.complain(Text(f"注意：说不出还要谁批准：{said.zh}", f"Note: who has to approve is not known: {said.en}"))
        return None


def _tell_origin(made: Plan, output: Output) -> None:
    """Which commit a saved plan is bound to, where that is not as it should be."""
    origin = made.origin
    if origin.is_dirty:
        output.complain(
            Text(
                f"注意：文档有没提交的改动，计划与提交 {origin.head[:SHOWN_DIGITS]} 不符。先提交，再生成要评审的计划。",
                f"Note: documents have changes that are not committed, so the plan is not that of commit "
                f"{origin.head[:SHOWN_DIGITS]}. Commit them before you make a plan for review.",
            )
        )


def _base(root: Path, tenant: Tenant, base: str | None, origin: Origin, output: Output) -> DesiredState | None:
    """What was asked for before this branch, if somebody named its base and its documents can be used."""
    if base is None or origin.base == origin.head:
        return None
    try:
        older = base_documents(root, tenant.environment.variables, origin)
    except SourceError:
        older = None
    if older is None:
        output.complain(_BASE_UNUSABLE)
    return older


_BASE_UNUSABLE = Text(
    "注意：分出处的文件不能用，分不出哪些改动本来就在等。",
    "Note: the documents of the base cannot be used; what was waiting already cannot be told apart.",
)


async def _make(tenant: Tenant, base: DesiredState | None, progress: Progress) -> Plan:
    """The plan; what its base asks for as well is told from one and the same look at WeCom."""
    past = tenant.ledger.read()
    async with tenant.reader(progress) as observer:
        made, observed = await make_plan(tenant.setting, observer, past)
    return made if base is None else with_waiting(made, plan_of_base(tenant.setting, base, observed, past))
