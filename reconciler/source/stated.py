"""Files → stated documents, from the work tree or from wherever their bytes come."""

import hashlib
from pathlib import Path

from reconciler.model.finding import Finding
from reconciler.model.stated import Stated
from reconciler.source.discover import discover, discover_cases, is_case, read_bytes
from reconciler.source.document import read_document, require_libyaml
from reconciler.source.explain import judge, key_in


def stated_under(root: Path) -> tuple[Stated, ...]:
    """Every document and case under a root, sorted by file.

    Raises: SourceError if the root cannot be read, holds nothing, or libyaml is missing.
    """
    require_libyaml()
    found, cases = discover(root), discover_cases(root)
    stated = [state(file, read_bytes(root, file)) for file in (*found.files, *cases.files)]
    stated += [unread(finding.place.file) for finding in (*found.findings, *cases.findings)]
    return tuple(sorted(stated, key=lambda each: each.file))


def state(file: str, raw: bytes | Finding) -> Stated:
    """One file. What cannot be read, or would be refused by `validate`, is of kind `file`: known by its bytes alone."""
    if isinstance(raw, Finding):
        return unread(file)
    digest = hashlib.sha256(raw).hexdigest()
    document = read_document(file, raw)
    if is_case(file):
        return Stated("case", file, file, document.tree, digest)
    kind, findings = judge(document)
    if findings or document.tree is None:
        return Stated("file", file, file, None, digest)
    return Stated(kind, key_in(document.tree), file, document.tree, digest)


def unread(file: str, digest: str = "") -> Stated:
    """A name that looks like a document and is none: a link that leads away, a folder, something far too large."""
    return Stated("file", file, file, None, digest)
