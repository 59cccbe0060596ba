"""`*.case.yaml` → cases of rules, each with the company its documents are put into."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from reconciler.model.case import Case, CaseDocument, Expectation
from reconciler.model.desired import DesiredState
from reconciler.model.finding import Finding, Place, Severity
from reconciler.source.batch import Reading
from reconciler.source.discover import discover_cases, read_bytes
from reconciler.source.document import read_document, require_libyaml
from reconciler.source.explain import judge, key_in
from reconciler.source.load import build_upon
from reconciler.source.places import locate
from reconciler.source.schema import CASE
from reconciler.source.tree import Document, Route

_DOCUMENTS: Final = "documents"
_SEVERITIES: Final = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases under a root. `findings` say which files are none, with line and column; `files` counts them too."""

    cases: tuple[Case, ...]
    findings: tuple[Finding, ...]
    files: int


def has_cases(root: Path) -> bool:
    """Whether there is any case, usable or not. Raises: SourceError if the root cannot be read."""
    found = discover_cases(root)
    return bool(found.files or found.findings)


def read_cases(root: Path, company: DesiredState) -> Cases:
    """Every case under a root, sorted by file, judged by its schema and its documents by theirs.

    Args:
        company: as `load` read it from the same root.

    Raises: SourceError if the root cannot be read or libyaml is missing.
    """
    require_libyaml()
    discovery = discover_cases(root)
    cases: list[Case] = []
    findings = list(discovery.findings)
    for file in discovery.files:
        raw = read_bytes(root, file)
        if isinstance(raw, Finding):
            findings.append(raw)
            continue
        case, found = _read(read_document(file, raw), company)
        findings += found
        if case is not None:
            cases.append(case)
    return Cases(tuple(cases), locate(root, findings), len(discovery.files))


def _read(document: Document, company: DesiredState) -> tuple[Case | None, tuple[Finding, ...]]:
    """The case in a file, or why it is none."""
    inline = list(_documents(document))
    _, findings = judge(_without(document), (CASE,))
    found = list(findings)
    readings: list[Reading] = []
    for part in inline:
        kind, told = judge(part)
        found += (dataclasses.replace(one, place=_in_file(one.place, part)) for one in told)
        readings.append(Reading(_name_of(part), kind, "", part.tree))
    tree = document.tree
    if found or tree is None:
        return None, tuple(found)
    documents = {_name_of(part): CaseDocument(_key_of(part), Place(part.file, part.below)) for part in inline}
    desired, together = build_upon(company, readings)
    own = tuple(finding for finding in together if finding.place.file in documents)
    if desired is None:
        return None, tuple(dataclasses.replace(one, place=_above(one.place, documents)) for one in own)
    return _case(tree, document.file, documents, desired, own), ()


def _case(
    tree: dict[str, Any],
    file: str,
    documents: dict[str, CaseDocument],
    desired: DesiredState,
    findings: tuple[Finding, ...],
) -> Case:
    return Case(
        title=tree["title"],
        at=date.fromisoformat(tree["at"]),
        place=Place(file),
        documents=documents,
        desired=desired,
        expect=tuple(_expectation(entry, file, index) for index, entry in enumerate(tree["expect"])),
        findings=findings,
        scheduled=tree.get("scheduled", False),
    )


def _expectation(entry: dict[str, str], file: str, index: int) -> Expectation:
    severity = entry.get("severity")
    return Expectation(
        rule=entry["rule"],
        key=entry.get("key", ""),
        place=Place(file, ("expect", index)),
        path=entry.get("path"),
        severity=None if severity is None else _SEVERITIES[severity],
    )


def _documents(document: Document) -> Iterator[Document]:
    """The documents written inside a case, each with the routes below it."""
    listed = document.tree.get(_DOCUMENTS) if document.tree is not None else None
    for index, tree in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(tree, dict):
            continue  # the case's schema says so
        below: Route = (_DOCUMENTS, index)
        yield Document(
            document.file,
            tree,
            ambiguous={route[2:]: one for route, one in document.ambiguous.items() if route[:2] == below},
            muted={route[2:] for route in document.muted if route[:2] == below},
            text=document.text,
            below=below,
        )


def _without(document: Document) -> Document:
    """The case itself: what may be misread inside its documents is for their schemas to say."""
    outside = {route: one for route, one in document.ambiguous.items() if route[:1] != (_DOCUMENTS,) or len(route) < 3}
    return dataclasses.replace(document, ambiguous=outside)


def _name_of(document: Document) -> str:
    """A file name that no file has: `a.case.yaml#documents[0]`."""
    return f"{document.file}#{_DOCUMENTS}[{document.below[1]}]"


def _key_of(document: Document) -> str:
    return key_in(document.tree or {})


def _in_file(place: Place, document: Document) -> Place:
    """A place in a document as one in the case's file; line and column are those of the file already."""
    return dataclasses.replace(place, path=document.below + place.path)


def _above(place: Place, documents: dict[str, CaseDocument]) -> Place:
    """The same for a place by the name of its document, without line and column."""
    return documents[place.file].place.at(*place.path)
