"""Findings as workflow commands, which GitHub shows on their lines. Source: GitHub, workflow commands."""

from collections.abc import Sequence

from reconciler.model.finding import Finding, Severity
from reconciler.render.escape import plain
from reconciler.render.terminal.findings import count_line
from reconciler.render.words import titles
from reconciler.text import Language

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_UNNAMED = "reconciler"
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def findings_to_annotations(findings: Sequence[Finding], language: Language, *, files: int) -> str:
    """One command a line, then how many there are.

    Whatever a finding repeats from a file is made one line of visible characters first and escaped then, so that it
    can neither end a command nor begin one.

    Args:
        findings: their files are relative to the repository, in posix form.
        files: how many files were checked.
    """
    lines = [_command(finding, language) for finding in sorted(findings, key=Finding.sort_key)]
    return "\n".join((*lines, count_line(findings, files, language))) + "\n"


def _command(finding: Finding, language: Language) -> str:
    place = finding.place
    where = (
        {"file": plain(place.file), "line": str(place.line or ""), "col": str(place.column or "")} if place.file else {}
    )
    cited = f" ({' '.join(finding.clauses)})" if finding.clauses else ""
    properties = {**where, "title": plain(finding.rule + cited) or _UNNAMED}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    sentences = (
        plain(finding.what.say(language)),
        plain(titles.WHY.say(language) + finding.why.say(language)) if finding.why.say(language) else "",
        plain(titles.MEND.say(language) + finding.remedy.say(language)),
    )
    message = "\n".join(each for each in sentences if each)
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escaped(message, _IN_MESSAGE)}"


def _property(value: str) -> str:
    return _escaped(value, _IN_PROPERTY)


def _escaped(words: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in words)
