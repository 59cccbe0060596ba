"""A document that does not fit → findings: jsonschema says what failed, here it is said to people."""

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any, Final

from reconciler.model.finding import Finding, Place, Severity
from reconciler.source.forms import fits, strict
from reconciler.source.keywords import explain_failure, nearest
from reconciler.source.mistyped import ambiguous_scalar
from reconciler.source.places import Positions
from reconciler.source.schema import CASE, KINDS, asked_for, gate_of, schema_of
from reconciler.source.spot import Spot
from reconciler.source.tree import Document, Route
from reconciler.text import Text, listed

# A keyword that fails only because another one does says nothing new; everything follows from a wrong type.
_TYPE: Final = frozenset({"type"})
_COVERED_BY: Final[dict[str, frozenset[str]]] = {
    "type": frozenset(),
    "pattern": frozenset({"type", "minLength"}),
    "format": frozenset({"type", "minLength", "pattern"}),
}


def judge(document: Document, kinds: tuple[str, ...] = KINDS) -> tuple[str, tuple[Finding, ...]]:
    """The document's kind ("" if unknown) and everything wrong with it, reading mistakes included.

    Findings carry line and column. A document without errors may be built. `kinds` are those that may stand here.
    """
    tree, findings = document.tree, list(document.findings)
    if tree is None:
        return "", tuple(findings)
    subject = key_in(tree)
    findings = [dataclasses.replace(finding, subject=subject) for finding in findings]
    kind = tree.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        return "", (*findings, _unknown_kind(document, kind, kinds))
    valid = bool(gate_of(kind).is_valid(tree))
    doubtful = [route for route in document.ambiguous if not _is_right(kind, route)]
    if valid and not doubtful:
        return kind, tuple(findings)
    spot = Spot(document.file, kind, Positions(document.text, document.below), subject)
    ambiguous = _ambiguous(spot, document, doubtful)
    findings += ambiguous
    if not valid:
        said = {finding.place.path for finding in ambiguous} | document.muted
        findings += _failures(spot, tree, said)
    return kind, _once(findings)


def key_in(tree: dict[str, Any]) -> str:
    """The key a document gives itself, empty if it is not one."""
    key = tree.get("key")
    return key if isinstance(key, str) and _is_key(key) else ""


def _is_key(text: str) -> bool:
    pattern = schema_of("group")["$defs"]["key"]["pattern"]
    return fits(pattern, text)


def _is_right(kind: str, route: Route) -> bool:
    asked = asked_for(kind, route)
    return asked is not None and asked[1]


def _ambiguous(spot: Spot, document: Document, routes: list[Route]) -> list[Finding]:
    found: list[Finding] = []
    for route in routes:
        finding = None if route in document.muted else ambiguous_scalar(spot, route, document.ambiguous[route])
        if finding is not None:
            found.append(finding)
    return found


def _failures(spot: Spot, tree: dict[str, Any], said: set[Route]) -> Iterator[Finding]:
    """Findings for failed keywords, without those that only follow from another."""
    failures = list(_explainer_of(spot.kind).iter_errors(tree))
    if not failures:
        yield from _gate_alone(spot, tree)
        return
    failed: dict[Route, set[str]] = {}
    for failure in failures:
        failed.setdefault(tuple(failure.absolute_path), set()).add(failure.validator)
    misspelt: dict[Route, set[str]] = {}
    for failure in failures:
        if failure.validator == "additionalProperties":
            known = set(failure.schema.get("properties", {}))
            meant = (
                nearest(str(name), sorted(known - set(failure.instance)))
                for name in failure.instance
                if name not in known
            )
            misspelt[tuple(failure.absolute_path)] = {name for name in meant if name}
    for failure in failures:
        route: Route = tuple(failure.absolute_path)
        if failed[route] & _COVERED_BY.get(failure.validator, _TYPE):
            continue
        if failure.validator == "oneOf" and misspelt.get(route):
            continue
        if failure.validator == "required" and failure.message.split("'")[1] in misspelt.get(route, ()):
            continue
        yield from (finding for finding in explain_failure(spot, failure) if finding.place.path not in said)


def _gate_alone(spot: Spot, tree: dict[str, Any]) -> Iterator[Finding]:
    """jsonschema finds nothing although the gate said no: the gate knows the place."""
    for failure in gate_of(spot.kind).iter_errors(tree):
        what = Text("这里不符合 schema", "This does not fit the schema")
        why = Text("不符合 schema 的文档不会被采用。", "A document that does not fit is not used.")
        remedy = Text("对照 schema 改正。", "Compare it with the schema.")
        yield spot.error("schema-mismatch", tuple(failure.instance_path), what, why, remedy)


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Several routes may lead to one scalar (through an alias): it is shown once."""
    seen: dict[tuple[str, int, int, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.rule, finding.place.line, finding.place.column, finding.what.en), finding)
    return tuple(seen.values())


@functools.cache
def _explainer_of(kind: str) -> Any:
    """jsonschema's validator of a kind, its `$` made strict; imported here because it costs 0.17 s."""
    import jsonschema

    def pattern(_validator: Any, form: str, instance: Any, _schema: Any) -> Iterator[Any]:
        if isinstance(instance, str) and not fits(form, instance):
            yield jsonschema.ValidationError(f"{instance!r} does not match {strict(form)!r}")

    base = jsonschema.Draft202012Validator
    extend: Any = jsonschema.validators.extend  # the stubs leave it untyped
    validator = extend(base, {"pattern": pattern})
    return validator(schema_of(kind), format_checker=base.FORMAT_CHECKER)


def _unknown_kind(document: Document, kind: object, kinds: tuple[str, ...]) -> Finding:
    choices = listed([f"`{name}`" for name in kinds])
    positions = Positions(document.text, document.below)
    if kind is None:
        rule, what = "missing-kind", Text("没有写明文档类型（`kind`）", "This document does not say its `kind`")
        remedy = Text(f"在第一行写上 `kind: …`，可选：{choices.zh}。", f"Begin with `kind: …`, one of {choices.en}.")
    elif not isinstance(kind, str):
        rule, what = "unknown-kind", Text("`kind` 应该是一个词", "`kind` is one word")
        remedy = Text(f"从这些里选一个：{choices.zh}。", f"Write one of {choices.en}.")
    else:
        rule, what = (
            "unknown-kind",
            Text(f"没有叫 `{kind}` 的文档类型", f"There is no kind of document called `{kind}`"),
        )
        meant = nearest(kind, list(kinds))
        remedy = Text(f"从这些里选一个：{choices.zh}。", f"Write one of {choices.en}.")
        if meant:
            remedy = Text(f"是不是要写 `{meant}`？", f"Did you mean `{meant}`?") + remedy
        if kind == CASE:
            remedy = Text(
                "用例放在以 `.case.yaml` 结尾的文件里，请给文件改名。",
                "A case has a file of its own that ends in `.case.yaml`: rename this one.",
            )
    why = Text("类型决定这份文档怎样读。", "The kind decides how the document is read.")
    place = Place(document.file, ("kind",), *positions.of(("kind",)))
    return Finding(rule, Severity.ERROR, place, what, why, remedy, key_in(document.tree or {}))
