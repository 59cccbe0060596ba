"""Results of cases for programs: `validate --cases --json`, in the shape of `schemas/cases.schema.json`."""

from collections.abc import Sequence

from reconciler.model.case import CaseResult, Missing, Unexpected
from reconciler.model.finding import Finding
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.programs.findings import finding_tree
from reconciler.text import Text

CASES_FORMAT = 1


def dump_cases(results: Sequence[CaseResult], findings: Sequence[Finding], *, files: int) -> str:
    """Results by file, and what is wrong with the files themselves.

    Args:
        results: in the order of their files, every place with its line.
        findings: in any order.
        files: how many files of cases there are.
    """
    passed = sum(result.is_passed for result in results)
    return pretty(
        {
            "kind": "cases",
            "format_version": CASES_FORMAT,
            "files": files,
            "passed": passed,
            "failed": len(results) - passed,
            "cases": [_case(result) for result in results],
            "findings": [finding_tree(finding) for finding in sorted(findings, key=Finding.sort_key)],
        }
    )


def _case(result: CaseResult) -> dict[str, object]:
    return {
        "file": result.place.file,
        "title": result.title,
        "passed": result.is_passed,
        "missing": [_missing(one) for one in result.missing],
        "unexpected": [_unexpected(one) for one in result.unexpected],
    }


def _missing(one: Missing) -> dict[str, object]:
    expected = one.expected
    return {
        "rule": expected.rule,
        "key": expected.key,
        "path": expected.path or "",
        "severity": "" if expected.severity is None else expected.severity.word,
        "file": expected.place.file,
        "line": expected.place.line,
        "column": expected.place.column,
        "why": both(one.why or Text.same("")),
    }


def _unexpected(one: Unexpected) -> dict[str, object]:
    return {"key": one.key, "path": one.path, "finding": finding_tree(one.finding)}
