"""An id → the page about it: rules, clauses, guards and every other finding."""

import difflib
import json
from collections.abc import Iterator

from reconciler.cli.tracing import trace_clauses
from reconciler.cli.wiring import capability_table
from reconciler.model.capability import Capability
from reconciler.model.clauses import CLAUSES
from reconciler.model.desired import GuardName
from reconciler.model.known_finding import FINDINGS, GUARDS
from reconciler.model.rule import Rule
from reconciler.policy import all_rules, rule_named
from reconciler.render.terminal.explain import Page
from reconciler.render.terminal.explain_pages import Option, clause_page, finding_page, guard_page, rule_page
from reconciler.source.schema import schema_of, words_of

_LIFTABLE = frozenset(guard.value for guard in GuardName)
_CLAUSES = {clause.id: clause for clause in CLAUSES}


def page_of(asked: str) -> Page | None:
    """The page about an id, None if there is none; clauses are found in lower case too."""
    rule = rule_named(asked)
    if rule is not None:
        return _of_rule(rule)
    if asked.upper() in _CLAUSES:
        rules = {each.id: each for each in all_rules()}
        return clause_page(next(trace for trace in trace_clauses() if trace.clause.id == asked.upper()), rules)
    if asked in GUARDS:
        return guard_page(asked, GUARDS[asked], can_be_lifted=asked in _LIFTABLE)
    return finding_page(asked, FINDINGS[asked]) if asked in FINDINGS else None


def rule_pages() -> tuple[Page, ...]:
    """A page about every rule, by id."""
    return tuple(_of_rule(rule) for rule in all_rules())


def known_ids() -> list[str]:
    """Everything `page_of` knows."""
    return [*(rule.id for rule in all_rules()), *_CLAUSES, *GUARDS, *FINDINGS]


def near(asked: str) -> list[str]:
    """Ids that may have been meant, the nearest first."""
    return difflib.get_close_matches(asked, known_ids(), n=3) or difflib.get_close_matches(
        asked.upper(), list(_CLAUSES), n=3
    )


def _of_rule(rule: Rule) -> Page:
    return rule_page(rule, _CLAUSES, tuple(_options(rule.id)), _limit(rule))


def _options(rule_id: str) -> Iterator[Option]:
    policy = schema_of("profile").get("$defs", {}).get("policy", {})
    settings = policy.get("properties", {}).get(rule_id, {}).get("properties", {})
    for name, schema in settings.items():
        default = json.dumps(schema["default"], ensure_ascii=False) if "default" in schema else ""
        yield Option(name, words_of(schema), default)


def _limit(rule: Rule) -> Capability | None:
    if rule.limited_by is None:
        return None
    return next((cell for cell in capability_table() if (cell.type, cell.field) == rule.limited_by), None)
