"""Findings for a terminal: where, what, why, how to mend it, with the line they speak of."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reconciler.model.finding import Finding, Place, Severity
from reconciler.render.escape import plain
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.render.words import counts, titles
from reconciler.render.words.words import SEVERITIES
from reconciler.text import Language, Text

_STYLES: dict[Severity, Style] = {Severity.ERROR: "blocked", Severity.WARNING: "change", Severity.NOTE: "manual"}
_NO_FILE = Text("（与文件无关）", "(no file)")


def findings_to_text(
    findings: Sequence[Finding],
    language: Language,
    *,
    files: int,
    sources: Mapping[str, Sequence[str]] | None = None,
    waived: int = 0,
    not_run: Sequence[str] = (),
    width: int = 100,
    color: bool = False,
) -> str:
    """Findings by file and line, and a last line that counts them.

    Args:
        findings: in any order.
        language: of every sentence.
        files: how many files were checked.
        sources: lines of files by name; a finding in one of them is shown with its line and a caret.
        waived: how many more a reviewed waiver covers.
        not_run: ids of rules that would have needed more than was read.
        width: of the terminal, in cells.
        color: whether ANSI colour is wanted.
    """
    told = (*_lines(findings, language, sources or {}), *_left_out(language, waived, not_run))
    last = line((count_line(findings, files, language), "bold"))
    return paint((*told, last), width=width, color=color)


def count_line(findings: Sequence[Finding], files: int, language: Language) -> str:
    """How many findings of each severity in how many files."""
    checked = Text(f"检查了 {files:,} 个文件", f"{counts.plural(files, 'file')} checked")
    found = [(severity, sum(finding.severity is severity for finding in findings)) for severity in Severity]
    parts = [
        Text(f"{number:,} 个{SEVERITIES[severity].zh}", counts.plural(number, severity.word))
        for severity, number in found
        if number
    ]
    if not parts:
        return Text(f"{checked.zh}，没有发现问题。", f"{checked.en}: nothing found.").say(language)
    together = counts.enumerated(parts)
    return Text(f"{checked.zh}：{together.zh}。", f"{checked.en}: {together.en}.").say(language)


def _lines(findings: Sequence[Finding], language: Language, sources: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    ordered = sorted(findings, key=Finding.sort_key)
    for file, together in groupby(ordered, key=lambda finding: finding.place.file):
        yield line((file or _NO_FILE.say(language), "bold"))
        for finding in together:
            yield from _one(finding, language, sources.get(file, ()))
        yield line()


def _left_out(language: Language, waived: int, not_run: Sequence[str]) -> Iterator[Line]:
    if waived:
        yield line(titles.waived(waived).say(language), hang=0)
    if not_run:
        yield line((titles.not_run(not_run).say(language), "dim"), hang=0)


def _one(finding: Finding, language: Language, source: Sequence[str]) -> Iterator[Line]:
    severity = SEVERITIES[finding.severity].say(language)
    clauses = f"  {' '.join(finding.clauses)}" if finding.clauses else ""
    yield line(
        where(finding.place),
        ("  " if where(finding.place) else "") + "",
        (severity, _STYLES[finding.severity]),
        (f"  {finding.rule}{clauses}", "dim"),
        indent=2,
    )
    yield line(finding.what.say(language), indent=4, hang=0)
    yield from _snippet(finding.place, source)
    if finding.why.say(language):
        yield line((titles.WHY.say(language), "dim"), finding.why.say(language), indent=4, hang=0)
    yield line((titles.MEND.say(language), "dim"), finding.remedy.say(language), indent=4, hang=0)


def where(place: Place) -> str:
    """`file:line:column`, as far as it is known."""
    numbers = [str(number) for number in (place.line, place.column) if number]
    return ":".join([place.file, *numbers]) if place.file else ""


def _snippet(place: Place, source: Sequence[str]) -> Iterator[Line]:
    """The line, and a caret under the column; 汉字 before it take two cells."""
    from rich.cells import cell_len

    if not 0 < place.line <= len(source):
        return
    words = source[place.line - 1].rstrip("\r\n")
    gutter = f"{place.line} | "
    yield line((gutter, "dim"), words, indent=4, hang=len(gutter))
    if place.column:
        before = cell_len(plain(words[: place.column - 1]))
        yield line(" " * (len(gutter) + before), ("^", "blocked"), indent=4)
