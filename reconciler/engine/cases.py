"""Judge a case and compare what the rules say with what it expects."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Final

from reconciler.engine.judging import judge_company
from reconciler.model.case import Case, CaseResult, Expectation, Missing, Unexpected, path_in_words
from reconciler.model.finding import Finding
from reconciler.model.known_finding import FINDINGS
from reconciler.model.rule import Needs
from reconciler.policy import rule_named
from reconciler.text import Text

_NOON: Final = time(12)
_NO_SUCH_RULE: Final = Text("没有叫这个名字的规则，请核对编号。", "There is no rule of that name; check its id.")
_NOT_FROM_FILES: Final = Text(
    "这条规则要看通讯录或群才能运行；用例只看文件。",
    "This rule has to see the address book or the groups; a case looks at files alone.",
)


def judge_case(case: Case) -> CaseResult:
    """What every rule over files says about a case's own documents, against what the case expects."""
    now = datetime.combine(case.at, _NOON, case.desired.company.zone)
    judged = judge_company(case.desired, now, scheduled=case.scheduled)
    return compare(case, (*case.findings, *judged.findings))


def compare(case: Case, findings: Sequence[Finding]) -> CaseResult:
    """What is missing, in the order of `expect`, and what came unexpected, in the order of the documents.

    Args:
        case: what has to come; every expectation takes one finding, those that say most choose first.
        findings: of any document; only those about the case's own count.
    """
    order = {name: index for index, name in enumerate(case.documents)}
    own = [finding for finding in findings if finding.place.file in order]
    own.sort(key=lambda one: (order[one.place.file], path_in_words(one.place.path), one.rule, one.what.en))
    left = [_in_case(finding, case) for finding in own]
    missing: list[int] = []
    for index, expected in sorted(enumerate(case.expect), key=lambda pair: _vagueness(pair[1])):
        found = next((one for one in left if _meets(one, expected)), None)
        if found is None:
            missing.append(index)
        else:
            left.remove(found)
    return CaseResult(
        case.title,
        case.place,
        tuple(Missing(case.expect[index], _reason(case.expect[index])) for index in sorted(missing)),
        tuple(left),
    )


def _vagueness(expected: Expectation) -> int:
    return 2 * (expected.path is None) + (expected.severity is None)


def _meets(found: Unexpected, expected: Expectation) -> bool:
    return (
        found.finding.rule == expected.rule
        and found.key == expected.key
        and expected.path in {None, found.path}
        and expected.severity in {None, found.finding.severity}
    )


def _in_case(finding: Finding, case: Case) -> Unexpected:
    """The finding with its place in the case's file."""
    document = case.documents[finding.place.file]
    path = path_in_words(finding.place.path)
    return Unexpected(document.key, path, replace(finding, place=document.place.at(*finding.place.path)))


def _reason(expected: Expectation) -> Text | None:
    rule = rule_named(expected.rule)
    if rule is None:
        return None if expected.rule in FINDINGS else _NO_SUCH_RULE
    return None if rule.needs is Needs.FILES else _NOT_FROM_FILES
