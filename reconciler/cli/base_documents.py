"""The desired state before a change: of the commit that a branch left, read from git's objects, or of a folder."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from reconciler.cli.revisions import Revisions
from reconciler.errors import SourceError
from reconciler.model.desired import DesiredState
from reconciler.model.origin import Origin


def base_documents(root: Path, variables: Mapping[str, str], origin: Origin) -> DesiredState | None:
    """What the documents of the base say; None where nothing was committed since, or they are not usable.

    Raises: SourceError if git cannot read the commit.
    """
    from reconciler.source.load import load

    if not origin.head or origin.base == origin.head:
        return None
    with TemporaryDirectory(prefix="reconciler-base-") as folder:
        Revisions(root, variables).put_into(origin.base, Path(folder))
        return load(Path(folder)).desired


def documents_before(folder: Path) -> DesiredState | None:
    """What the documents in a folder say; None where they are not usable."""
    from reconciler.source.load import load

    try:
        return load(folder).desired
    except SourceError:
        return None
