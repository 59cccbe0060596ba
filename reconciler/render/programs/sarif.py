"""Findings as SARIF 2.1.0, for code scanning and for editors. Source: OASIS SARIF 2.1.0; GitHub, SARIF support."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reconciler.model.finding import Finding, Place
from reconciler.model.known_finding import FINDINGS
from reconciler.model.rule import Rule
from reconciler.render.escape import plain
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import pretty
from reconciler.render.programs.sarif_rule import describe_rule, describe_unknown
from reconciler.render.words import titles
from reconciler.text import Language, Text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TOOL = "wecom-reconciler"
FINGERPRINT = "reconcilerFinding/v1"

_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en-US"}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_DIGITS = re.compile(r"\d+")


def findings_to_sarif(
    findings: Sequence[Finding],
    language: Language,
    *,
    version: str,
    rules: Sequence[Rule] = (),
    waived: Sequence[Finding] = (),
    fallback: str = "",
) -> str:
    """One run with a result for each finding, sorted as everywhere.

    Args:
        findings: their files are relative to the repository, in posix form.
        language: SARIF holds one.
        version: of this program.
        rules: all rules of the policy, also those that found nothing.
        waived: findings that a reviewed waiver covers; they are results with a suppression.
        fallback: the file at which a finding without a file is shown: code scanning takes no result without a place.
    """
    ordered = sorted(findings, key=Finding.sort_key)
    covered = sorted(waived, key=Finding.sort_key)
    ids = sorted({rule.id for rule in rules} | {finding.rule for finding in (*ordered, *covered)})
    numbers = {rule_id: number for number, rule_id in enumerate(ids)}
    run = {
        "tool": {
            "driver": {
                "name": TOOL,
                "version": version,
                "language": _TAGS[language],
                "rules": _descriptors(ids, rules, language),
            }
        },
        "language": _TAGS[language],
        "columnKind": "unicodeCodePoints",
        "results": [*_results(ordered, numbers, language, fallback), *_waived(covered, numbers, language, fallback)],
    }
    return pretty({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def uri(path: str) -> str:
    """A relative path as a URI: UTF-8, percent-encoded, with forward slashes [RFC 3986]."""
    raw = path.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in raw)


def _descriptors(ids: Sequence[str], rules: Sequence[Rule], language: Language) -> list[dict[str, object]]:
    known = {rule.id: rule for rule in rules}
    return [
        describe_rule(known[each], language)
        if each in known
        else describe_unknown(each, FINDINGS.get(each, Text.same(each)), language)
        for each in ids
    ]


def _results(
    findings: Sequence[Finding], numbers: Mapping[str, int], language: Language, fallback: str
) -> Iterator[dict[str, object]]:
    seen: Counter[str] = Counter()
    for finding in findings:
        identity = _identity(finding)
        seen[identity] += 1
        yield {
            "ruleId": finding.rule,
            "ruleIndex": numbers[finding.rule],
            "level": finding.severity.word,
            "message": {"text": _message(finding, language)},
            "locations": _locations(finding.place, fallback),
            "partialFingerprints": {FINGERPRINT: f"{identity}:{seen[identity]}"},
            "properties": {"clauses": list(finding.clauses), "subject": plain(finding.subject)},
        }


def _waived(
    findings: Sequence[Finding], numbers: Mapping[str, int], language: Language, fallback: str
) -> Iterator[dict[str, object]]:
    for result in _results(findings, numbers, language, fallback):
        yield {**result, "suppressions": [{"kind": "external", "status": "accepted"}]}


def _message(finding: Finding, language: Language) -> str:
    """What, and how to mend it, a line each; `[x](1)` would be a link [SARIF 3.11.6]."""
    mend = titles.MEND.say(language)
    words = (finding.what.say(language), mend + finding.remedy.say(language))
    return "\n".join(plain(each).replace("](", "] (") for each in words)


def _locations(place: Place, fallback: str) -> list[dict[str, object]]:
    file = place.file or fallback
    if not file:
        return []
    physical: dict[str, object] = {"artifactLocation": {"uri": uri(file), "uriBaseId": "%SRCROOT%"}}
    if place.file and place.line > 0:
        column = {"startColumn": place.column} if place.column > 0 else {}
        physical["region"] = {"startLine": place.line, **column}
    return [{"physicalLocation": physical}]


def _identity(finding: Finding) -> str:
    """The same for the same mistake wherever it moved to in its file, and whatever its numbers have become since."""
    route = [step for step in finding.place.path if isinstance(step, str)]
    what = _DIGITS.sub("#", redact(finding.what.en))
    words = "\n".join((finding.rule, finding.place.file, finding.subject, *route, what))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
