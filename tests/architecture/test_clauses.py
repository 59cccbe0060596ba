"""Every clause has code and proof, every rule its clauses and cases, and the documents say so."""

import ast
import re
from itertools import chain

import pytest
import yaml

from reconciler.cli.explaining import known_ids
from reconciler.cli.tracing import CASES, cases_in, proofs_in, trace_clauses
from reconciler.model.clause import Mode, Trace
from reconciler.model.clauses import CLAUSES, clause_named
from reconciler.model.clauses.features import FEATURES
from reconciler.model.known_finding import FINDINGS, GUARDS
from reconciler.model.rule import Needs, Rule
from reconciler.policy import all_rules
from reconciler.source.schema import schema_of
from reconciler.wecom.capabilities import CAPABILITIES
from reconciler.wecom.gateway import ReadGateway
from tests.architecture import clause_documents
from tests.architecture.sources import PACKAGE, ROOT, modules

RULED = {Mode.CHECK, Mode.DETECT}
TRACES = trace_clauses(ROOT)


def _id(trace: Trace) -> str:
    return trace.clause.id


@pytest.mark.parametrize("trace", TRACES, ids=_id)
def test_a_clause_that_is_checked_or_detected_has_a_rule(trace: Trace) -> None:
    assert trace.rules or not RULED & set(trace.clause.modes)


@pytest.mark.parametrize("trace", TRACES, ids=_id)
def test_every_other_way_has_a_feature_or_names_the_later_work(trace: Trace) -> None:
    built = {feature.mode for feature in trace.features}

    assert trace.clause.later or set(trace.clause.modes) - RULED <= built


@pytest.mark.parametrize("trace", TRACES, ids=_id)
def test_a_clause_has_code_or_names_the_later_work(trace: Trace) -> None:
    assert trace.clause.later or not trace.is_empty


@pytest.mark.parametrize("trace", TRACES, ids=_id)
def test_a_clause_with_code_has_a_test(trace: Trace) -> None:
    assert trace.is_empty or trace.tests


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_cites_clauses_that_exist(rule: Rule) -> None:
    assert rule.clauses
    assert [clause for clause in rule.clauses if clause_named(clause) is None] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_clauses_of_a_rule_say_that_they_are_checked_or_detected(rule: Rule) -> None:
    cited = [clause for each in rule.clauses if (clause := clause_named(each)) is not None]

    assert [clause.id for clause in cited if not RULED & set(clause.modes)] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_what_limits_a_rule_is_in_the_table_of_capabilities(rule: Rule) -> None:
    cells = {(cell.type, cell.field) for cell in CAPABILITIES}

    assert rule.limited_by is None or rule.limited_by in cells


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_has_a_clean_and_a_found_case(rule: Rule) -> None:
    """Rules that need the address book or the groups may have tables in `tests/policy` instead of files."""
    folder = ROOT / CASES / rule.id
    in_files = all(any((folder / verdict).glob("*.yaml")) for verdict in ("clean", "found"))
    tables = (path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "policy").glob("test_*_rules.py"))
    in_tables = rule.needs is not Needs.FILES and any(f'"{rule.id}"' in text for text in tables)

    assert in_files or in_tables


def test_every_folder_of_cases_is_of_a_rule() -> None:
    folders = {path.name for path in (ROOT / CASES).iterdir() if path.is_dir()}

    assert folders - {rule.id for rule in all_rules()} == set()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_are_yaml(rule: Rule) -> None:
    for example in (rule.good, rule.bad):
        assert list(yaml.safe_load_all(example))


def test_every_feature_is_in_a_module_that_exists() -> None:
    assert [feature.id for feature in FEATURES if not (PACKAGE / feature.module).is_file()] == []


def test_tests_and_cases_prove_clauses_that_exist() -> None:
    cited = set(chain(proofs_in(ROOT), cases_in(ROOT)))

    assert cited - {clause.id for clause in CLAUSES} == set()


@pytest.mark.clause(
    "A1",
    "A2",
    "A3",
    "A10",
    "A12",
    "A13",
    "A14",
    "A15",
    "A17",
    "B2",
    "B6",
    "C3.1",
    "C3.2",
    "C3.4",
    "C3.6",
    "D1.2",
    "D2.1",
    "D2.2",
    "D2.3",
    "D2.4",
    "D2.5",
    "D2.6",
    "D2.7",
    "D2.8",
    "D2.9",
    "D3.3",
    "D3.4",
    "D3.5",
    "E1",
    "E3.1",
    "E3.3",
    "E4.1",
    "E4.2",
    "E5.3",
    "E6.1",
    "F1",
    "F2",
    "F4.1",
    "F4.2",
    "F5.1",
    "F5.2.2",
    "F5.2.3",
    "F5.3.1",
    "F5.3.2",
    "F5.3.3",
    "F6.1",
    "F6.2",
    "F6.3",
    "G1.2",
    "G2",
    "G3",
    "G4",
    "H1",
    "H3.1",
    "H3.2",
    "H4",
    "H5.1",
    "H5.2",
    "H5.3",
    "H6.3",
    "I1.2",
    "I1.4",
    "I4",
)
def test_the_rule_sets_of_the_example_company_say_what_is_only_stated() -> None:
    """Their texts are what a group reads; each says of which clauses it speaks."""
    texts = (ROOT / "groups" / "rulesets").glob("*.yaml")
    said = {clause for path in texts for clause in yaml.safe_load(path.read_text(encoding="utf-8"))["clauses"]}
    stated = next(feature for feature in FEATURES if feature.id == "rule-texts")

    assert set(stated.clauses) - said == set()


@pytest.mark.clause("E5.2")
def test_the_half_that_makes_plans_cannot_write() -> None:
    assert {name for name in vars(ReadGateway) if not name.startswith("_")} == {"read", "width"}


@pytest.mark.clause("H2")
def test_group_owner_admin_and_member_are_defined() -> None:
    described = schema_of("group")["properties"]

    assert {role for role in ("owner", "admins", "members") if not described[role]["description"]} == set()


def test_what_is_explained_has_one_meaning() -> None:
    known = known_ids()

    assert sorted({each for each in known if known.count(each) > 1}) == []


def test_findings_that_are_explained_exist() -> None:
    written = "\n".join(module.text for module in modules() if module.path != "model/known_finding.py")
    made = {"unknown-ruleset", "unknown-profile"}  # one of

    assert {each for each in {*FINDINGS, *GUARDS} - made if f'"{each}"' not in written} == set()


def test_every_finding_of_the_source_is_explained() -> None:
    found = {
        name
        for module in modules()
        if module.package in {"source", "resolve"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        for name in _rule_of(node)
    }

    assert found - set(FINDINGS) == set()


def _rule_of(call: ast.Call) -> list[str]:
    """The id that a call which makes a finding is given as text."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in {"Finding", "error", "error_at_key"}:
        return []
    named = [each.value for each in call.keywords if each.arg == "rule"]
    return [
        each.value
        for each in (*call.args[:1], *named)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and re.fullmatch("[a-z0-9-]+", each.value)
    ]


def test_the_table_of_clauses_is_the_one_in_the_code() -> None:
    shown = clause_documents.CLAUSES.read_text(encoding="utf-8")

    assert shown == clause_documents.clauses_document(), "run: make docs"


def test_the_manual_of_rules_is_the_one_in_the_code() -> None:
    shown = clause_documents.RULES.read_text(encoding="utf-8")

    assert shown == clause_documents.rules_document(), "run: make docs"
