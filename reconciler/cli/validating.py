"""What `validate` does: files first, then the rules on as much as may be read."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from reconciler.cli.faces import Told
from reconciler.cli.main import run
from reconciler.cli.settings import Environment
from reconciler.cli.snapshots import Source, snapshot_for
from reconciler.cli.wiring import Tenant, open_tenant
from reconciler.engine.judging import judge_company
from reconciler.engine.observe import Observed, observe
from reconciler.engine.plan import judge_observed
from reconciler.engine.ports import Progress
from reconciler.engine.snapshot import observe_snapshot
from reconciler.policy import Judged
from reconciler.source.load import Loaded, load

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files, and how much to read: nothing but files, or a simulator or a snapshot too.

    `at` is the day to judge dates by, noon in the company's zone; None = now.
    """

    root: Path
    environment: Environment
    simulator: Path | None = None
    scheduled: bool = False
    at: date | None = None
    snapshot: Path | None = None


def check(wanted: Wanted, progress: Progress) -> Told:
    """Check everything that can be checked. Rules run on whatever files are sound; others speak for themselves."""
    loaded = load(wanted.root, progress=lambda done, total: progress("files", done, total))
    if loaded.desired is None:
        return Told(loaded.findings, loaded.files)
    if wanted.snapshot is not None:
        source = Source(wanted.snapshot, wanted.environment, wanted.simulator)
        setting, snapshot = snapshot_for(source, loaded.desired, loaded.findings)
        observed = observe_snapshot(snapshot, loaded.desired, setting.clock())
        judged = judge_observed(setting, observed, setting.clock(), scheduled=wanted.scheduled)
        return _told(loaded, observed, judged)
    if wanted.simulator is None:
        zone = loaded.desired.company.zone
        now = datetime.combine(wanted.at, _NOON, zone) if wanted.at else datetime.now(zone)
        judged = judge_company(loaded.desired, now, scheduled=wanted.scheduled)
        return Told((*loaded.findings, *judged.findings), loaded.files, judged.waived, judged.not_run)
    tenant = open_tenant(wanted.root, loaded.desired, loaded.findings, wanted.environment, wanted.simulator)
    with closing(tenant):
        observed = run(_observe(tenant, progress))
        judged = judge_observed(tenant.setting, observed, tenant.setting.clock(), scheduled=wanted.scheduled)
    return _told(loaded, observed, judged)


def _told(loaded: Loaded, observed: Observed, judged: Judged) -> Told:
    findings = (*loaded.findings, *observed.resolved.findings, *judged.findings)
    return Told(findings, loaded.files, judged.waived, judged.not_run)


async def _observe(tenant: Tenant, progress: Progress) -> Observed:
    past = tenant.ledger.read()
    async with tenant.reader(progress) as observer:
        return await observe(observer, tenant.setting.desired, past, tenant.setting.clock())
