"""Load a root for a command that needs the company: findings are shown, errors decide."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconciler.cli.faces import Told, findings_text
from reconciler.cli.output import Output
from reconciler.cli.settings import Environment
from reconciler.cli.wiring import Tenant, open_tenant
from reconciler.engine.ports import Progress
from reconciler.model.finding import has_errors
from reconciler.text import Text

if TYPE_CHECKING:
    from reconciler.source.load import Loaded


def load_root(root: Path, progress: Progress) -> "Loaded":
    """Everything under a root."""
    from reconciler.source.load import load

    return load(root, progress=lambda done, total: progress("files", done, total))


def load_documents(root: Path, output: Output, progress: Progress) -> tuple["Loaded", bool]:
    """Everything under a root, and whether it has errors, which are complained about on stderr."""
    loaded = load_root(root, progress)
    broken = has_errors(loaded.findings)
    if loaded.findings and (broken or loaded.desired is None):
        output.complain(findings_text(Told(loaded.findings, loaded.files), root, output))
    if loaded.desired is None:
        output.complain(Text("没有可用的 company.yaml，无法继续。", "There is no usable company.yaml; cannot go on."))
    return loaded, broken or loaded.desired is None


def load_tenant(
    root: Path, environment: Environment, simulator: Path | None, output: Output, progress: Progress
) -> tuple[Tenant | None, bool]:
    """The tenant of a root, and whether its files have errors; None if there is no usable company.yaml.

    Errors of single files are complained about on stderr; the good files are still used to show a plan.
    """
    loaded, broken = load_documents(root, output, progress)
    if loaded.desired is None:
        return None, True
    tenant = open_tenant(root, loaded.desired, loaded.findings, environment, simulator)
    click.get_current_context().call_on_close(tenant.close)
    return tenant, broken
