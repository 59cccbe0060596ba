"""Findings for programs: `validate --json`, in the shape of `schemas/findings.schema.json`."""

from collections.abc import Sequence

from reconciler.model.finding import Finding, Severity
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.text import Text

FINDINGS_FORMAT = 1


def dump_findings(findings: Sequence[Finding], *, files: int, waived: int = 0, not_run: Sequence[str] = ()) -> str:
    """Findings by file, line and column, with their counts.

    Args:
        findings: in any order.
        files: how many files were checked.
        waived: how many findings a reviewed waiver covers.
        not_run: ids of rules that would need more than was read.
    """
    return pretty(
        {
            "kind": "findings",
            "format_version": FINDINGS_FORMAT,
            "files": files,
            "counts": {
                severity.word: sum(finding.severity is severity for finding in findings) for severity in Severity
            },
            "waived": waived,
            "not_run": list(not_run),
            "findings": [finding_tree(finding) for finding in sorted(findings, key=Finding.sort_key)],
        }
    )


def finding_tree(finding: Finding) -> dict[str, object]:
    """One finding, as every JSON of ours has it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "subject": finding.subject,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "path": list(finding.place.path),
        "what": _redacted(finding.what),
        "why": _redacted(finding.why),
        "remedy": _redacted(finding.remedy),
        "clauses": list(finding.clauses),
    }


def _redacted(text: Text) -> dict[str, str]:
    return both(Text(redact(text.zh), redact(text.en)))
