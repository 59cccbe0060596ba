"""Documents that are right alone and wrong together."""

from pathlib import Path

import pytest

from reconciler.model.finding import Severity
from reconciler.model.ids import GroupKey, derive_chat_id
from tests.source.folders import (
    COMPANY,
    a_department,
    a_folder,
    a_group,
    a_notice,
    a_profile,
    a_ruleset,
    a_sanction,
    a_task,
    an_activity,
    load_files,
    told,
)

DERIVED = derive_chat_id("ww0123456789abcdef", GroupKey("a"), 1)
WAIVER = "kind: waiver\nentries: [{rule: member-cap, %s, reason: 临时, approver: lisi, until: 2026-12-31}]\n"
OVERRIDE = (
    "kind: override\n"
    "entries: [{guard: protected-group, group: %s, limit: 1, reason: 调整, approver: lisi, until: 2026-12-31}]\n"
)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"a.yaml": a_group("a"), "b.yaml": a_group("b")}, [], id="nothing-wrong"),
        pytest.param(
            {"2.yaml": COMPANY},
            ["several-companies 2.yaml:1:7", "several-companies company.yaml:1:7"],
            id="two-companies",
        ),
        pytest.param(
            {"1.yaml": a_group("a"), "2.yaml": a_group("a")},
            ["duplicate-key 1.yaml:2:6", "duplicate-key 2.yaml:2:6"],
            id="group-key-twice",
        ),
        pytest.param({"1.yaml": a_group("rd"), "2.yaml": a_department("rd")}, [], id="same-key-in-two-kinds"),
        pytest.param(
            {"1.yaml": a_department("a"), "2.yaml": a_department("b")},
            ["duplicate-department-id 1.yaml:4:16", "duplicate-department-id 2.yaml:4:16"],
            id="department-id-twice",
        ),
        pytest.param(
            {"a.yaml": a_group("a", "department: rd\n")}, ["unknown-department a.yaml:6:13"], id="lost-department"
        ),
        pytest.param({"a.yaml": a_group("a", "rulesets: [x]\n")}, ["unknown-ruleset a.yaml:6:12"], id="lost-ruleset"),
        pytest.param(
            {"a.yaml": a_group("a", "members:\n  - group: b\n")}, ["unknown-group a.yaml:7:12"], id="lost-group"
        ),
        pytest.param({"a.yaml": a_group("a", "category: x\n")}, ["unknown-category a.yaml:6:11"], id="lost-category"),
        pytest.param({"p.yaml": a_profile("p", "extends: q\n")}, ["unknown-profile p.yaml:3:10"], id="lost-profile"),
        pytest.param(
            {"p.yaml": a_profile("p", "defaults: {rulesets: [x]}\n")},
            ["unknown-ruleset p.yaml:3:23"],
            id="lost-in-profile",
        ),
        pytest.param(
            {"r.yaml": a_ruleset("r", "extends: x\nsupersedes: z\n")},
            ["unknown-ruleset r.yaml:7:10", "unknown-ruleset r.yaml:8:13"],
            id="lost-in-ruleset",
        ),
        pytest.param({"w.yaml": WAIVER % "group: x"}, ["unknown-group w.yaml:2:37"], id="lost-in-waiver"),
        pytest.param({"w.yaml": WAIVER % "profile: x"}, ["unknown-profile w.yaml:2:39"], id="lost-profile-in-waiver"),
        pytest.param({"o.yaml": OVERRIDE % "x"}, ["unknown-group o.yaml:2:43"], id="lost-in-override"),
        pytest.param(
            {"a.yaml": a_group("a", "members: [{group: a}]\n")}, ["group-cycle a.yaml:6:19"], id="group-in-itself"
        ),
        pytest.param(
            {"b.yaml": a_group("b", "members: [{group: a}]\n"), "a.yaml": a_group("a", "members: [{group: b}]\n")},
            ["group-cycle a.yaml:6:19"],
            id="groups-in-a-circle",
        ),
        pytest.param(
            {"p.yaml": a_profile("p", "extends: q\n"), "q.yaml": a_profile("q", "extends: p\n")},
            ["profile-cycle p.yaml:3:10"],
            id="profiles-in-a-circle",
        ),
        pytest.param(
            {"r.yaml": a_ruleset("r", "supersedes: r\n")}, ["ruleset-cycle r.yaml:7:13"], id="ruleset-of-itself"
        ),
        pytest.param(
            {"p.yaml": a_profile("p", "category: x\n"), "q.yaml": a_profile("q", "category: x\n")},
            ["duplicate-profile p.yaml:3:11", "duplicate-profile q.yaml:3:11"],
            id="two-profiles-for-a-category",
        ),
        pytest.param(
            {"a.yaml": a_group("a", "except: [ZhangSan]\n")}, ["excepted-owner a.yaml:6:10"], id="owner-excepted"
        ),
        pytest.param(
            {"a.yaml": a_group("a", "admins: [lisi]\nexcept: [wangwu, {user: LISI}]\n")},
            ["excepted-owner a.yaml:7:18"],
            id="admin-excepted",
        ),
        pytest.param(
            {"a.yaml": a_group("a", "members: [lisi, wangwu, LiSi]\n")},
            ["repeated-person a.yaml:6:25"],
            id="person-twice",
        ),
        pytest.param(
            {"a.yaml": a_group("a"), "b.yaml": a_group("b", f"chat_id: {DERIVED}\n")},
            ["chat-id-collision a.yaml:2:6", "chat-id-collision b.yaml:6:10"],
            id="chat-id-of-another-group",
        ),
        pytest.param(
            {
                "a.yaml": a_group("a"),
                "n.yaml": a_notice("x"),
                "t.yaml": a_task("x"),
                "v.yaml": an_activity("x"),
                "s.yaml": a_sanction("x"),
            },
            [],
            id="same-key-in-what-is-said",
        ),
        pytest.param(
            {
                "a.yaml": a_group("a"),
                "n.yaml": a_notice("x", "a, b"),
                "t.yaml": a_task("x", "b"),
                "v.yaml": an_activity("x", "b, a", "participants: [lisi, {group: c}]\n"),
                "s.yaml": a_sanction("x", "b", "ruleset: r\n"),
            },
            [
                "unknown-group n.yaml:5:13",
                "unknown-group s.yaml:4:10",
                "unknown-ruleset s.yaml:7:10",
                "unknown-group t.yaml:5:10",
                "unknown-group v.yaml:4:10",
                "unknown-group v.yaml:5:30",
            ],
            id="lost-in-what-is-said",
        ),
        pytest.param(
            {
                "a.yaml": a_group("a"),
                **{f"{n}.yaml": a_notice("x") for n in (1, 2)},
                **{f"{n}.yaml": a_task("x") for n in (3, 4)},
                **{f"{n}.yaml": an_activity("x") for n in (5, 6)},
                **{f"{n}.yaml": a_sanction("x") for n in (7, 8)},
            },
            [f"duplicate-key {n}.yaml:2:6" for n in range(1, 9)],
            id="what-is-said-twice",
        ),
    ],
)
def test_findings_across_documents(tmp_path: Path, files: dict[str, str | bytes], expected: list[str]) -> None:
    loaded = load_files(tmp_path, files)

    assert told(loaded.findings) == expected


def test_a_doubled_key_names_the_other_place_and_neither_group_is_used(tmp_path: Path) -> None:
    loaded = load_files(tmp_path, {"x/1.yaml": a_group("a"), "x/2.yaml": a_group("a"), "b.yaml": a_group("b")})

    assert "x/2.yaml" in loaded.findings[0].what.zh
    assert loaded.desired is not None
    assert [group.key for group in loaded.desired.groups] == ["b"]
    assert loaded.desired.broken == ("a",)


def test_a_reference_to_a_broken_document_is_not_lost(tmp_path: Path) -> None:
    loaded = load_files(
        tmp_path,
        {
            "a.yaml": a_group("a", "department: rd\nmembers: [{group: b}]\n"),
            "b.yaml": a_group("b", "type: app\n"),
            "d.yaml": a_department().replace('"2"', "2"),
        },
    )

    assert told(loaded.findings) == ["doubled-key b.yaml:6:1", "unquoted-text d.yaml:4:16"]


def test_several_circles_are_several_findings(tmp_path: Path) -> None:
    loaded = load_files(
        tmp_path,
        {
            f"{one}.yaml": a_group(one, f"members: [{{group: {two}}}]\n")
            for one, two in ("ab", "bc", "ca", "de", "ed", "fa")
        },
    )

    assert told(loaded.findings) == ["group-cycle a.yaml:6:19", "group-cycle d.yaml:6:19"]
    assert "`a` → `b` → `c` → `a`" in loaded.findings[0].what.en


def test_a_slip_in_a_key_is_guessed(tmp_path: Path) -> None:
    loaded = load_files(tmp_path, {"a.yaml": a_group("a", "rulesets: [standrad]\n"), "r.yaml": a_ruleset("standard")})

    assert loaded.findings[0].remedy.en.startswith("Did you mean `standard`?")


def test_what_only_looks_careless_is_a_warning(tmp_path: Path) -> None:
    loaded = load_files(tmp_path, {"a.yaml": a_group("a", "category: x\nmembers: [lisi, lisi]\n")})

    assert [finding.severity for finding in loaded.findings] == [Severity.WARNING, Severity.WARNING]
    assert loaded.desired is not None
    assert len(loaded.desired.groups) == 1


def test_a_protected_group_must_exist(tmp_path: Path) -> None:
    a_folder(tmp_path, {"a.yaml": a_group("a")})

    loaded = load_files(tmp_path, {"company.yaml": f"{COMPANY}guards: {{protected: [a, x]}}\n"})

    assert told(loaded.findings) == ["unknown-group company.yaml:6:21"]
