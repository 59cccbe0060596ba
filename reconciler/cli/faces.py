"""The same findings in five faces: for a terminal, programs, code scanning, annotations, a comment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from reconciler import __version__
from reconciler.cli.output import Output
from reconciler.model.finding import Finding
from reconciler.text import Language

COMPANY_FILE = "company.yaml"


class Face(StrEnum):
    """What `--format` chooses."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Told:
    """What a check says. `findings` and `waived` name files below the root; `not_run` are ids of rules."""

    findings: tuple[Finding, ...]
    files: int
    waived: tuple[Finding, ...] = ()
    not_run: tuple[str, ...] = ()


def show_findings(told: Told, root: Path, output: Output, face: Face) -> None:
    """Print findings on stdout. Those that know their route only get their line here, by reading the file again.

    Whoever stands outside the root is told files from the repository on: SARIF, annotations and Markdown are read by a
    code host, which knows no other way to name them.
    """
    told = replace(told, findings=_located(told.findings, root), waived=_located(told.waived, root))
    match face:
        case Face.TEXT:
            output.result(findings_text(told, root, output))
        case Face.JSON:
            from reconciler.render.programs.findings import dump_findings

            words = dump_findings(told.findings, files=told.files, waived=len(told.waived), not_run=told.not_run)
            output.result(words)
        case Face.SARIF:
            output.result(_sarif(_from_repository(told, root), root, output))
        case Face.GITHUB:
            from reconciler.render.annotations import findings_to_annotations

            outside = _from_repository(told, root)
            output.result(findings_to_annotations(outside.findings, output.language, files=told.files))
        case Face.MARKDOWN:
            output.result(findings_markdown(told, root, output.language))


def findings_text(told: Told, root: Path, output: Output) -> str:
    """Findings for a terminal, each with the line it is about."""
    from reconciler.render.terminal.findings import findings_to_text
    from reconciler.source.places import source_lines

    return findings_to_text(
        told.findings,
        output.language,
        files=told.files,
        sources=source_lines(root, {finding.place.file for finding in told.findings}),
        waived=len(told.waived),
        not_run=told.not_run,
        width=output.width,
        color=output.colour,
    )


def _sarif(told: Told, root: Path, output: Output) -> str:
    from reconciler.policy import all_rules
    from reconciler.render.programs.sarif import findings_to_sarif

    return findings_to_sarif(
        told.findings,
        output.language,
        version=__version__,
        rules=all_rules(),
        waived=told.waived,
        fallback=str(way_to(root) / COMPANY_FILE),
    )


def findings_markdown(told: Told, root: Path, language: Language) -> str:
    """Findings for a code host, each with its file as the repository knows it and its line."""
    from reconciler.render.markdown.findings import findings_to_markdown

    told = _from_repository(replace(told, findings=_located(told.findings, root)), root)
    return findings_to_markdown(
        told.findings, language, files=told.files, waived=len(told.waived), not_run=told.not_run
    )


def _located(findings: Sequence[Finding], root: Path) -> tuple[Finding, ...]:
    from reconciler.source.places import locate

    unknown = [finding for finding in findings if finding.place.file and not finding.place.line]
    known = [finding for finding in findings if not finding.place.file or finding.place.line]
    return tuple(sorted((*known, *locate(root, unknown)), key=Finding.sort_key))


def _from_repository(told: Told, root: Path) -> Told:
    way = way_to(root)
    return replace(told, findings=_moved(told.findings, way), waived=_moved(told.waived, way))


def _moved(findings: Sequence[Finding], way: PurePosixPath) -> tuple[Finding, ...]:
    return tuple(
        replace(finding, place=replace(finding.place, file=str(way / finding.place.file)))
        if finding.place.file
        else finding
        for finding in findings
    )


def way_to(root: Path) -> PurePosixPath:
    """From the repository that holds a root down to it; from the working directory, or nothing, where there is none."""
    here = root.resolve()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return PurePosixPath(here.relative_to(folder).as_posix())
    work = Path.cwd().resolve()
    return PurePosixPath(here.relative_to(work).as_posix() if here.is_relative_to(work) else "")
