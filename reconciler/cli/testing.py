"""What `validate --cases` does: the company's rules on the company's own cases."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from reconciler.cli.faces import Told, findings_text
from reconciler.cli.output import Output
from reconciler.engine.cases import judge_case
from reconciler.engine.ports import Progress
from reconciler.model.case import CaseResult, Missing, Unexpected
from reconciler.model.finding import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Tried:
    """What the cases say.

    Attributes:
        results: of cases that could be run, by file, with lines.
        findings: what keeps a case from being run, and errors of the company the cases are put into.
        files: how many files of cases there are.
        checked: how many files were read, the company's too.
    """

    results: tuple[CaseResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: int = 0
    checked: int = 0

    @property
    def is_passed(self) -> bool:
        """Whether every case was run and passed."""
        return not self.findings and all(result.is_passed for result in self.results)


def try_cases(root: Path, progress: Progress) -> Tried:
    """Run every case under a root; without a case nothing else is read."""
    from reconciler.source.cases import has_cases, read_cases
    from reconciler.source.load import load

    if not has_cases(root):
        return Tried()
    loaded = load(root, progress=lambda done, total: progress("files", done, total))
    errors = tuple(finding for finding in loaded.findings if finding.severity is Severity.ERROR)
    if loaded.desired is None:
        return Tried(findings=errors, checked=loaded.files)
    read = read_cases(root, loaded.desired)
    results = _located((judge_case(case) for case in read.cases), root)
    findings = tuple(dict.fromkeys((*errors, *read.findings)))
    return Tried(results, findings, read.files, loaded.files + read.files)


def show_cases(tried: Tried, root: Path, output: Output, *, as_json: bool) -> None:
    """Print results on stdout; findings that kept cases from running come first."""
    if as_json:
        from reconciler.render.programs.cases import dump_cases

        output.result(dump_cases(tried.results, tried.findings, files=tried.files))
        return
    from reconciler.render.terminal.cases import NO_CASES, cases_to_text

    if tried.findings:
        output.result(findings_text(Told(tried.findings, tried.checked), root, output))
    unusable = tried.files - len(tried.results)
    if tried.results or unusable:
        words = cases_to_text(
            tried.results, output.language, unusable=unusable, width=output.width, color=output.colour
        )
        output.result(words)
    elif not tried.findings:
        output.result(NO_CASES.say(output.language))


def _located(results: Iterable[CaseResult], root: Path) -> tuple[CaseResult, ...]:
    """With the line and column of everything that is shown."""
    from reconciler.source.places import locate_places

    kept = tuple(results)
    places = [one.expected.place for result in kept for one in result.missing]
    places += [one.finding.place for result in kept for one in result.unexpected]
    found = locate_places(root, places)
    return tuple(
        replace(
            result,
            missing=tuple(_missing(one, found) for one in result.missing),
            unexpected=tuple(_unexpected(one, found) for one in result.unexpected),
        )
        for result in kept
    )


def _missing(one: Missing, found: dict[Place, Place]) -> Missing:
    return replace(one, expected=replace(one.expected, place=found[one.expected.place]))


def _unexpected(one: Unexpected, found: dict[Place, Place]) -> Unexpected:
    return replace(one, finding=replace(one.finding, place=found[one.finding.place]))
