"""A folder of files → the desired state and everything wrong with it."""

import concurrent.futures
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from reconciler.model.desired import DepartmentSpec, DesiredState, Profile, Ruleset
from reconciler.model.finding import Finding, Place
from reconciler.model.notice import Activity, Notice, Task
from reconciler.model.sanction import Sanction
from reconciler.source.batch import Batch, Reading, collector_paused, read_files, read_packed, unpack
from reconciler.source.build_company import DEFAULT_ZONE, build_company
from reconciler.source.build_groups import GroupBuilder
from reconciler.source.build_messages import build_activity, build_notice, build_task
from reconciler.source.build_records import (
    build_department,
    build_overrides,
    build_profile,
    build_ruleset,
    build_sanction,
    build_waivers,
)
from reconciler.source.collection import Collection
from reconciler.source.consistency import check_together, doubled
from reconciler.source.discover import discover
from reconciler.source.document import require_libyaml
from reconciler.source.places import locate
from reconciler.source.rights import wrong_fields

PARALLEL_FROM: Final = 800  # files; below it a second process costs more than it saves (libraries.md)
CHUNK: Final = 250  # files handed over at once

TIMED: Final = frozenset({"notice", "activity"})  # documents with times of day

Identified = TypeVar("Identified", Notice, Task, Activity, Sanction)
Keyed = TypeVar("Keyed", DepartmentSpec, Profile, Ruleset)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder says.

    Attributes:
        desired: None where there is not exactly one usable company document.
        findings: all of them, with line and column, sorted for showing.
        files: how many documents were looked at.
    """

    desired: DesiredState | None
    findings: tuple[Finding, ...]
    files: int


def load(root: Path, *, progress: Progress | None = None) -> Loaded:
    """Reads every document under a root, checks each alone and all together, and builds the desired state.

    Args:
        root: the folder with company.yaml; places name files below it, in posix form.
        progress: is told how many files are done, and of how many.

    Raises: SourceError if the root cannot be read, holds nothing, or libyaml is missing.
    """
    require_libyaml()
    discovery = discover(root)
    with collector_paused():
        collection, findings = Collection(), list(discovery.findings)
        collection.broken.update(finding.place.file for finding in discovery.findings)
        builder = GroupBuilder()
        done = 0
        for batch in _batches(root, discovery.files):
            findings += batch.findings
            for reading in batch.readings:
                findings += _collect(collection, builder, reading)
            done += len(batch.readings)
            if progress is not None:
                progress(done, len(discovery.files))
        _build_timed(collection, builder)
        _put_in_order(collection)
        findings += check_together(collection)
        return Loaded(_desired(collection), locate(root, findings), len(discovery.files))


def build_upon(base: DesiredState, readings: Iterable[Reading]) -> tuple[DesiredState | None, tuple[Finding, ...]]:
    """Documents among a company's settings, departments, profiles and rule sets; the rest of the company stays out.

    Args:
        base: the company; what has the key of one of the documents gives way to it.
        readings: judged documents, each with a tree and a file name of its own.

    Returns: None where there is not exactly one usable company, and findings of documents together, without lines.
    """
    collection, builder = Collection(), GroupBuilder()
    findings = [finding for reading in readings for finding in _collect(collection, builder, reading)]
    if not collection.company_files:
        collection.companies.append(base.company)
        collection.company_files.append(base.company.place.file)
    _add_others(collection.departments, base.departments)
    _add_others(collection.profiles, base.profiles)
    _add_others(collection.rulesets, base.rulesets)
    _build_timed(collection, builder)
    _put_in_order(collection)
    findings += check_together(collection)
    return _desired(collection), tuple(findings)


def _add_others(documents: list[Keyed], known: Mapping[str, Keyed]) -> None:
    """Known documents whose key nobody has yet."""
    taken = {document.key for document in documents}
    documents.extend(document for key, document in known.items() if key not in taken)


def _batches(root: Path, files: tuple[str, ...]) -> Iterator[Batch]:
    """All files, in any order of batches; with many of them a second process takes batches from the front."""
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    if len(files) < PARALLEL_FROM or multiprocessing.cpu_count() < 2:
        yield from (read_files(root, chunk) for chunk in chunks)
        return
    try:
        yield from _shared_batches(root, chunks)
    except BrokenProcessPool:  # nothing was yielded yet: see there
        yield from (read_files(root, chunk) for chunk in chunks)


def _shared_batches(root: Path, chunks: list[tuple[str, ...]]) -> Iterator[Batch]:
    """The second process takes batches from the front, this one from the end, until they meet.

    Raises: BrokenProcessPool, and only before the first batch, where no second process can be started.
    """
    # A fresh interpreter instead of a fork: this process may have threads (a progress bar, an event loop).
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        try:
            waiting = deque((pool.submit(read_packed, str(root), chunk), chunk) for chunk in chunks)
        except OSError as problem:
            raise BrokenProcessPool("no second process") from problem
        while waiting:
            future, chunk = waiting[0]
            if not future.done() and waiting[-1][0].cancel():
                yield read_files(root, waiting.pop()[1])
                continue
            waiting.popleft()
            try:
                yield unpack(future.result())
            except BrokenProcessPool:  # it was stopped (a sandbox, too little memory): do its work here
                yield read_files(root, chunk)


def _collect(collection: Collection, builder: GroupBuilder, reading: Reading) -> tuple[Finding, ...]:
    """Builds one document into the collection, or remembers that it exists but cannot be used."""
    kind, file, tree = reading.kind, reading.file, reading.tree
    if kind == "company":
        collection.company_files.append(file)
    if tree is None:
        if reading.key:
            collection.broken_keys.setdefault(kind, set()).add(reading.key)
        elif kind != "company":
            collection.broken_keys.setdefault(kind, set())
        is_group = kind in {"group", ""} and bool(reading.key)
        collection.broken.add(reading.key if is_group else file)
        return ()
    if kind == "company":
        company, findings = build_company(tree, file)
        if company is not None:
            collection.companies.append(company)
        return findings
    if kind in TIMED:
        collection.timed.append((kind, file, tree))
    elif kind == "group":
        collection.groups.append(builder.build(tree, file))
    else:
        _collect_record(collection, kind, tree, file)
    return tuple(wrong_fields(tree, Place(file))) if kind == "department" else ()


def _collect_record(collection: Collection, kind: str, tree: dict[str, Any], file: str) -> None:
    match kind:
        case "department":
            collection.departments.append(build_department(tree, file))
        case "profile":
            collection.profiles.append(build_profile(tree, file))
        case "ruleset":
            collection.rulesets.append(build_ruleset(tree, file))
        case "task":
            collection.tasks.append(build_task(tree, file))
        case "sanction":
            collection.sanctions.append(build_sanction(tree, file))
        case "override":
            collection.overrides.extend(build_overrides(tree, file))
        case "waiver":
            collection.waivers.extend(build_waivers(tree, file))


def _build_timed(collection: Collection, builder: GroupBuilder) -> None:
    """Documents with times of day, once the company's zone is known; any zone does where there is no company."""
    zone = collection.companies[0].zone if collection.companies else ZoneInfo(DEFAULT_ZONE)
    for kind, file, tree in collection.timed:
        if kind == "notice":
            collection.notices.append(build_notice(tree, file, zone))
        else:
            collection.activities.append(build_activity(tree, file, zone, builder))
    collection.timed.clear()


def _put_in_order(collection: Collection) -> None:
    """Order of files and of batches must not show anywhere."""
    collection.company_files.sort()
    collection.companies.sort(key=lambda company: company.place.file)
    for documents in (collection.groups, collection.departments, collection.profiles, collection.rulesets):
        documents.sort(key=lambda document: (document.key, document.place.file))
    for said in (collection.notices, collection.tasks, collection.activities, collection.sanctions):
        said.sort(key=lambda document: (document.key, document.place.file))
    for entries in (collection.overrides, collection.waivers):
        entries.sort(key=lambda entry: (entry.place.file, entry.place.path))


def _desired(collection: Collection) -> DesiredState | None:
    """The state of what is usable; of two documents that claim one key neither is."""
    if len(collection.company_files) != 1 or len(collection.companies) != 1:
        return None
    twice = doubled(group.key for group in collection.groups)
    return DesiredState(
        company=collection.companies[0],
        groups=tuple(group for group in collection.groups if group.key.casefold() not in twice),
        departments={department.key: department for department in collection.departments},
        profiles={profile.key: profile for profile in collection.profiles},
        rulesets={ruleset.key: ruleset for ruleset in collection.rulesets},
        overrides=tuple(collection.overrides),
        waivers=tuple(collection.waivers),
        notices=_once(collection.notices),
        tasks=_once(collection.tasks),
        activities=_once(collection.activities),
        sanctions=_once(collection.sanctions),
        broken=tuple(sorted({*collection.broken, *twice})),
    )


def _once(documents: Sequence[Identified]) -> tuple[Identified, ...]:
    """Documents whose key no other claims."""
    twice = doubled(document.key for document in documents)
    return tuple(document for document in documents if document.key.casefold() not in twice)
