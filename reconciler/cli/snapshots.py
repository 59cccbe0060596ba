"""Snapshots on the command line: written by `drift`, read by `plan` and `validate` instead of WeCom."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reconciler.cli.checkout import tree_digest
from reconciler.cli.loading import load_documents
from reconciler.cli.output import Output
from reconciler.cli.saving import read_snapshot_file
from reconciler.cli.settings import Environment
from reconciler.cli.signing import snapshot_verifier
from reconciler.cli.wiring import capability_table, open_simulator
from reconciler.engine.plan import Setting
from reconciler.engine.ports import Progress
from reconciler.model.company import Company
from reconciler.model.desired import DesiredState
from reconciler.model.finding import Finding
from reconciler.model.origin import Origin
from reconciler.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Source:
    """Where a snapshot lies, what checks it, and a simulator whose clock tells the time; its world is not read."""

    file: Path
    environment: Environment
    simulator: Path | None


def snapshot_for(source: Source, desired: DesiredState, findings: tuple[Finding, ...]) -> tuple[Setting, Snapshot]:
    """A snapshot that may be used for these documents, and a setting at its moment: no ledger, no secret, no network.

    Raises: SnapshotError; SettingsError without a public key.
    """
    from reconciler.render.snapshot.saved import Terms, load_snapshot

    company = desired.company
    terms = Terms(company.corp_id, source.simulator is not None, _now(company, source.simulator))
    snapshot = load_snapshot(read_snapshot_file(source.file), snapshot_verifier(source.environment), terms)
    moment = snapshot.taken_at.astimezone(company.zone)
    setting = Setting(desired, capability_table(), lambda: moment, simulated=snapshot.simulated, findings=findings)
    return setting, snapshot


def documents_and_snapshot(
    source: Source, root: Path, output: Output, progress: Progress
) -> tuple[Setting, Snapshot, bool] | None:
    """Both, and whether the files have errors, which are complained about; None if there is no company.yaml to use."""
    loaded, broken = load_documents(root, output, progress)
    if loaded.desired is None:
        return None
    return (*snapshot_for(source, loaded.desired, loaded.findings), broken)


def origin_of(root: Path) -> Origin:
    """Of documents that may lie anywhere: no commit is believed, only what they say."""
    return Origin(tree_digest(root))


def _now(company: Company, simulator: Path | None) -> datetime:
    if simulator is None:
        return datetime.now(company.zone)
    with closing(open_simulator(simulator)) as world:
        return world.now().astimezone(company.zone)
