"""Files of cases become cases among the real company, and everything wrong in them has its place."""

from pathlib import Path

import pytest

from reconciler.model.case import Case, Expectation
from reconciler.model.finding import Place, Severity
from reconciler.source.cases import Cases, has_cases, read_cases
from reconciler.source.load import load
from tests.source.folders import COMPANY, a_department, a_folder, a_group, a_profile, a_ruleset, told

HEAD = "kind: case\ntitle: 用例\nat: 2026-11-23\n"
GROUP = "  - {kind: group, key: x, type: app, name: 群, owner: ann}\n"


def read(root: Path, case: str, **files: str) -> Cases:
    """A company of these documents (their names without `.yaml`), and the cases in one file beside it."""
    named = {f"{name}.yaml": text for name, text in files.items()}
    loaded = load(a_folder(root, {"company.yaml": COMPANY, "p/x.case.yaml": case, **named}))
    assert (loaded.findings, loaded.files) == ((), 1 + len(files))
    assert loaded.desired is not None
    return read_cases(root, loaded.desired)


def the_case(root: Path, case: str, **files: str) -> Case:
    """The only case, without a complaint."""
    read_in = read(root, case, **files)
    assert told(read_in.findings) == []
    return read_in.cases[0]


def test_a_case_knows_its_documents_and_what_has_to_come(tmp_path: Path) -> None:
    expect = 'expect:\n  - {rule: a-b, key: x, path: "members[1].until", severity: note}\n  - {rule: c}\n'

    case = the_case(tmp_path, f"{HEAD}scheduled: true\ndocuments:\n{GROUP}{expect}")

    file = "p/x.case.yaml"
    assert (case.title, str(case.at), case.scheduled, case.place) == ("用例", "2026-11-23", True, Place(file))
    assert [(one.key, one.place) for one in case.documents.values()] == [("x", Place(file, ("documents", 0)))]
    assert [group.key for group in case.desired.groups] == ["x"]
    assert case.expect == (
        Expectation("a-b", "x", Place(file, ("expect", 0)), "members[1].until", Severity.NOTE),
        Expectation("c", "", Place(file, ("expect", 1))),
    )


def test_departments_profiles_and_rule_sets_are_the_real_ones_and_groups_stay_out(tmp_path: Path) -> None:
    case = the_case(
        tmp_path,
        f"{HEAD}documents:\n{GROUP}expect: []\n",
        a=a_group("a"),
        d=a_department("rd"),
        p=a_profile("base"),
        r=a_ruleset("rules"),
    )

    desired = case.desired
    assert [*desired.departments, *desired.profiles, *desired.rulesets] == ["rd", "base", "rules"]
    assert [group.key for group in desired.groups] == ["x"]
    assert desired.company.name == "示例公司"


def test_a_document_stands_in_place_of_the_real_one_with_its_key(tmp_path: Path) -> None:
    company = "  - {kind: company, name: 另一家, corp_id: ww9, agent_id: '1', secrets: {app: X}}\n"
    profile = "  - {kind: profile, key: base, defaults: {limits: {max_members: 7}}}\n"

    case = the_case(tmp_path, f"{HEAD}documents:\n{company}{profile}expect: []\n", p=a_profile("base"))

    assert case.desired.company.name == "另一家"
    assert case.desired.profiles["base"].max_members == 7
    assert case.findings == ()


def test_names_that_lead_nowhere_are_findings_of_the_case(tmp_path: Path) -> None:
    group = "  - {kind: group, key: x, type: app, name: 群, owner: ann, department: lost}\n"

    case = the_case(tmp_path, f"{HEAD}documents:\n{group}expect: []\n")

    assert [(one.rule, one.place) for one in case.findings] == [
        ("unknown-department", Place("p/x.case.yaml#documents[0]", ("department",)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{HEAD}documents:\n{GROUP}", ["missing-property p/x.case.yaml:1:1"], id="nothing-expected"),
        pytest.param(
            f"kind: case\ntitle: 用例\ndocuments:\n{GROUP}expect: []\n",
            ["missing-property p/x.case.yaml:1:1"],
            id="no-day",
        ),
        pytest.param("kind: group\nkey: x\n", ["unknown-kind p/x.case.yaml:1:7"], id="no-case-at-all"),
        pytest.param(f"{HEAD}documents: []\nexpect: []\n", ["empty-value p/x.case.yaml:4:12"], id="no-documents"),
        pytest.param(f"{HEAD}documents: x\nexpect: []\n", ["wrong-type p/x.case.yaml:4:12"], id="not-a-list"),
        pytest.param(
            f"{HEAD}documents:\n  - x\n{GROUP}expect: []\n", ["wrong-type p/x.case.yaml:5:5"], id="not-a-document"
        ),
        pytest.param(
            f"{HEAD}documents:\n{GROUP}expect: [{{rule: a, colour: b, path: a..b}}]\n",
            ["unknown-property p/x.case.yaml:6:20", "malformed-value p/x.case.yaml:6:37"],
            id="wrong-expectation",
        ),
        pytest.param(
            f"{HEAD}documents:\n  - kind: group  # 😀\n    key: x\n    type: app\n    name: 群\n    owner: no\n"
            "    drfit: report\nexpect: []\n",
            ["ambiguous-scalar p/x.case.yaml:9:12", "unknown-property p/x.case.yaml:10:5"],
            id="wrong-document",
        ),
        pytest.param(
            f"{HEAD}documents:\n  - {{kind: gruop, key: x}}\n  - {{key: y}}\n  - {{kind: case}}\nexpect: []\n",
            ["unknown-kind p/x.case.yaml:5:12", "missing-kind p/x.case.yaml:6:5", "unknown-kind p/x.case.yaml:7:12"],
            id="unknown-kinds",
        ),
        pytest.param(
            f"{HEAD}documents:\n"
            + "  - {kind: company, name: a, corp_id: ww9, agent_id: '1', secrets: {app: X}, time_zone: Mars}\n"
            + "expect: []\n",
            ["unknown-time-zone p/x.case.yaml:5:89"],
            id="no-usable-company",
        ),
        pytest.param("kind: case\n  x: [\n", ["yaml-syntax p/x.case.yaml:2:4"], id="no-yaml"),
    ],
)
def test_what_is_wrong_in_a_case_has_its_place(text: str, expected: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, text)

    assert (told(found.findings), found.cases, found.files) == (expected, (), 1)


def test_dates_in_documents_may_stand_plain(tmp_path: Path) -> None:
    group = "  - {kind: group, key: x, type: app, name: 群, owner: ann, members: [{user: bob, until: 2026-12-01}]}\n"

    assert the_case(tmp_path, f"{HEAD}documents:\n{group}expect: []\n").desired.groups[0].members


def test_a_case_in_an_ordinary_file_is_told_to_change_its_name(tmp_path: Path) -> None:
    loaded = load(a_folder(tmp_path, {"company.yaml": COMPANY, "x.yaml": f"{HEAD}documents: []\nexpect: []\n"}))

    assert told(loaded.findings) == ["unknown-kind x.yaml:1:7"]
    assert "`.case.yaml`" in loaded.findings[0].remedy.en


def test_cases_are_looked_for_everywhere_but_in_hidden_folders(tmp_path: Path) -> None:
    without = a_folder(tmp_path / "a", {"company.yaml": COMPANY, ".x/y.case.yaml": "x", "case.yaml": "x"})
    within = a_folder(tmp_path / "b", {"a/b/c.case.yml": "x"})

    assert (has_cases(without), has_cases(within)) == (False, True)
