"""Findings as Markdown, for a comment or a job summary, within what GitHub takes."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from reconciler.model.finding import Finding, Severity
from reconciler.render.escape import code, markdown
from reconciler.render.terminal.findings import count_line
from reconciler.render.words import counts, titles
from reconciler.render.words.words import SEVERITIES
from reconciler.text import Language, Text

LONGEST = 60_000  # characters; a comment may have 65,536
_TAIL = 100  # for the line about those left out
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}
_NO_FILE = Text("（与文件无关）", "(no file)")


def findings_to_markdown(
    findings: Sequence[Finding],
    language: Language,
    *,
    files: int,
    waived: int = 0,
    not_run: Sequence[str] = (),
    longest: int = LONGEST,
) -> str:
    """How many there are, then all of them by file and line; of too many the gravest, and how many are left out.

    Args:
        findings: in any order.
        files: how many files were checked.
        waived: how many more a reviewed waiver covers.
        not_run: ids of rules that would have needed more than was read.
        longest: most characters.
    """
    head = [f"**{markdown(count_line(findings, files, language))}**"]
    if waived:
        head.append(str(markdown(titles.waived(waived).say(language))))
    if not_run:
        head.append(str(markdown(titles.not_run(not_run).say(language))))
    gravest = sorted(findings, key=lambda finding: (finding.severity, finding.sort_key()))
    space = longest - sum(len(words) + 2 for words in head) - _TAIL
    for why in (True, False):
        if _fitting(gravest, language, space, why=why) == len(gravest):
            return _blocks([*head, *_by_file(gravest, language, why=why)])
    number = _fitting(gravest, language, space, why=False)
    left = len(gravest) - number
    tail = Text(f"…另有 {left:,} 个没有列出。", f"…and {counts.plural(left, 'finding')} not listed.")
    return _blocks([*head, *_by_file(gravest[:number], language, why=False), str(markdown(tail.say(language)))])


def _fitting(gravest: Sequence[Finding], language: Language, space: int, *, why: bool) -> int:
    """How many of the first findings fit into `space` characters."""
    files: set[str] = set()
    for number, finding in enumerate(gravest):
        space -= len(_item(finding, language, why=why)) + 1
        if finding.place.file not in files:
            files.add(finding.place.file)
            space -= len(_heading(finding.place.file, language)) + 4
        if space < 0:
            return number
    return len(gravest)


def _blocks(blocks: list[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _by_file(findings: Sequence[Finding], language: Language, *, why: bool) -> Iterator[str]:
    ordered = sorted(findings, key=Finding.sort_key)
    for file, together in groupby(ordered, key=lambda finding: finding.place.file):
        yield _heading(file, language)
        yield "\n".join(_item(finding, language, why=why) for finding in together)


def _heading(file: str, language: Language) -> str:
    return f"#### {code(file) if file else markdown(_NO_FILE.say(language))}"


def _item(finding: Finding, language: Language, *, why: bool) -> Markup:
    numbers = [str(number) for number in (finding.place.line, finding.place.column) if number]
    first = [
        Markup(_SIGNS[finding.severity]),  # noqa: S704 - one of our three signs
        markdown(SEVERITIES[finding.severity].say(language)),
        *([code(":".join(numbers))] if numbers else []),
        code(finding.rule),
        *(code(clause) for clause in finding.clauses),
    ]
    lines = [Markup(" ").join(first), markdown(finding.what.say(language))]
    if why and finding.why.say(language):
        lines.append(markdown(titles.WHY.say(language) + finding.why.say(language)))
    lines.append(markdown(titles.MEND.say(language) + finding.remedy.say(language)))
    return Markup("- ") + Markup("<br>\n  ").join(lines)
