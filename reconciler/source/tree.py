"""What a file says, before anybody knows whether it may say so."""

from dataclasses import dataclass, field
from typing import Any

from reconciler.model.finding import Finding
from reconciler.source.scalars import Mistaken

Route = tuple[str | int, ...]
Tree = dict[str, Any]


@dataclass(slots=True)
class Document:
    """What one file says.

    Attributes:
        tree: the document, None where it could not be read to its end.
        ambiguous: plain scalars that another reader takes for something else, by route.
        muted: routes about which a finding was made already.
        text: the file's text, for places and for telling a key from a broken file.
        below: where in the file the document stands; () is all of it. Its own routes begin there.
    """

    file: str
    tree: Tree | None = None
    ambiguous: dict[Route, Mistaken] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    muted: set[Route] = field(default_factory=set)
    text: str = ""
    below: Route = ()
