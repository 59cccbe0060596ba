"""Files → judged trees, in this process or in another one."""

import gc
import marshal
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from reconciler.model.finding import Finding
from reconciler.source.discover import read_bytes
from reconciler.source.document import read_document
from reconciler.source.explain import judge, key_in
from reconciler.source.tree import Document

_KIND_LINE = re.compile(r"^kind:[ ]+[\"']?([a-z]+)", re.MULTILINE)
_KEY_LINE = re.compile(r"^key:[ ]+[\"']?([a-z0-9][a-z0-9-]{0,62})[\"']?[ ]*(?:#.*)?\r?$", re.MULTILINE)


class Reading(NamedTuple):
    """One file: its kind and key as far as they can be told, and its tree if it may be built."""

    file: str
    kind: str
    key: str
    tree: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some files."""

    readings: list[Reading]
    findings: tuple[Finding, ...]


def read_files(root: Path, files: tuple[str, ...]) -> Batch:
    """Reads and judges files; every finding has its line and column."""
    readings: list[Reading] = []
    findings: list[Finding] = []
    for file in files:
        raw = read_bytes(root, file)
        if isinstance(raw, Finding):
            findings.append(raw)
            readings.append(Reading(file, "", "", None))
            continue
        document = read_document(file, raw)
        kind, found = judge(document)
        if found:
            findings.extend(found)
            readings.append(_broken(document, kind))
        else:
            readings.append(Reading(file, kind, "", document.tree))
    return Batch(readings, tuple(findings))


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage is made in cycles here, and looking for it would cost a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_packed(root: str, files: tuple[str, ...]) -> tuple[bytes, tuple[Finding, ...]]:
    """As `read_files`, in a form that travels cheaply between processes."""
    with collector_paused():
        batch = read_files(Path(root), files)
    return marshal.dumps([tuple(reading) for reading in batch.readings]), batch.findings


def unpack(packed: tuple[bytes, tuple[Finding, ...]]) -> Batch:
    """The batch that `read_packed` made in a process of ours."""
    readings: list[tuple[str, str, str, dict[str, Any] | None]] = marshal.loads(packed[0])  # noqa: S302  # our own bytes
    return Batch([Reading(*reading) for reading in readings], packed[1])


def _broken(document: Document, kind: str) -> Reading:
    """What can be told of a document that cannot be used, so that nobody takes it for deleted."""
    if document.tree is not None:
        return Reading(document.file, kind, key_in(document.tree), None)
    said, key = _KIND_LINE.search(document.text), _KEY_LINE.search(document.text)
    return Reading(document.file, said.group(1) if said else "", key.group(1) if key else "", None)
