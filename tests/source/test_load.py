"""A folder as a whole: what is used, what is broken, and that nobody waits."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from reconciler.errors import SourceError
from reconciler.source import document
from reconciler.source.load import load
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


def test_a_good_folder_becomes_desired_state(tmp_path: Path) -> None:
    loaded = load_files(
        tmp_path,
        {
            "rd/b.yaml": a_group("b", "department: rd\n"),
            "a.yaml": a_group("a"),
            "rd/department.yaml": a_department(),
            "p.yaml": a_profile("p"),
            "r.yaml": a_ruleset("r"),
            "overrides.yaml": "kind: override\nentries: []\n",
            "waivers.yaml": "kind: waiver\nentries: []\n",
        },
    )

    assert (loaded.findings, loaded.files) == ((), 8)
    assert loaded.desired is not None
    assert [group.key for group in loaded.desired.groups] == ["a", "b"]
    assert [group.place.file for group in loaded.desired.groups] == ["a.yaml", "rd/b.yaml"]
    assert (list(loaded.desired.departments), list(loaded.desired.profiles), list(loaded.desired.rulesets)) == (
        ["rd"],
        ["p"],
        ["r"],
    )
    assert loaded.desired.broken == ()


def test_what_is_said_is_sorted_by_key_and_timed_in_the_companys_zone(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.yaml": a_group("a"),
        "1.yaml": a_notice("late"),
        "2.yaml": a_notice("early"),
        "t.yaml": a_task("t"),
        "v.yaml": an_activity("v", more="starts: 2026-12-01 09:00\n"),
        "s.yaml": a_sanction("s"),
        "company.yaml": f"{COMPANY}time_zone: Europe/Berlin\n",
    }

    loaded = load(a_folder(tmp_path, files))

    assert (loaded.findings, loaded.files) == ((), 7)
    desired = loaded.desired
    assert desired is not None
    assert [notice.key for notice in desired.notices] == ["early", "late"]
    assert [notice.at.isoformat() for notice in desired.notices] == ["2026-11-25T10:00:00+01:00"] * 2
    assert [activity.starts for activity in desired.activities] == [
        datetime(2026, 12, 1, 9, tzinfo=desired.company.zone)
    ]
    assert ([task.key for task in desired.tasks], [sanction.key for sanction in desired.sanctions]) == (["t"], ["s"])


def test_of_two_documents_that_claim_a_key_neither_is_said(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.yaml": a_group("a"), "1.yaml": a_notice("x"), "2.yaml": a_notice("x")}

    loaded = load_files(tmp_path, {**files, "3.yaml": a_notice("other")})

    assert loaded.desired is not None
    assert [notice.key for notice in loaded.desired.notices] == ["other"]


def test_a_broken_notice_is_remembered(tmp_path: Path) -> None:
    loaded = load_files(tmp_path, {"n.yaml": a_notice("x", more="expires: 2026-13-01 10:00\n")})

    assert told(loaded.findings) == ["malformed-value n.yaml:7:10"]
    assert loaded.desired is not None
    assert (loaded.desired.notices, loaded.desired.broken) == ((), ("n.yaml",))


def test_moving_a_file_changes_nothing_but_places(tmp_path: Path) -> None:
    here = load_files(tmp_path / "one", {"a.yaml": a_group("a"), "b.yaml": a_group("b")})
    there = load_files(tmp_path / "two", {"z/renamed.yml": a_group("a"), "b.yaml": a_group("b")})

    assert here.desired == there.desired


@pytest.mark.parametrize(
    ("name", "text", "broken"),
    [
        pytest.param("g.yaml", a_group("rd", "drift: x\n"), "rd", id="wrong-value"),
        pytest.param("g.yaml", a_group("rd", "purpose: 'x\n"), "rd", id="syntax"),
        pytest.param("g.yaml", a_group("rd", "purpose: x: y\n").replace("\n", "\r\n"), "rd", id="syntax-crlf"),
        pytest.param("g.yaml", a_group("rd").replace("kind: group", "kind: grop"), "rd", id="unknown-kind"),
        pytest.param("g.yaml", a_group("RD"), "g.yaml", id="key-unusable"),
        pytest.param("g.yaml", a_group("rd", "labels:\n\tx: y\n"), "rd", id="tab"),
        pytest.param("g.yaml", a_group("rd", "name: 群\n").encode("gb18030"), "rd", id="gbk"),
        pytest.param("g.yaml", "", "g.yaml", id="empty"),
        pytest.param("g.yaml", b"\0", "g.yaml", id="binary"),
        pytest.param("d.yaml", a_department("rd").replace('"2"', "2"), "d.yaml", id="another-kind"),
    ],
)
def test_a_broken_document_is_remembered_and_hides_no_other(
    tmp_path: Path, name: str, text: str | bytes, broken: str
) -> None:
    loaded = load_files(tmp_path, {name: text, "good.yaml": a_group("good")})

    assert loaded.desired is not None
    assert loaded.desired.broken == (broken,)
    assert [group.key for group in loaded.desired.groups] == ["good"]
    assert {finding.place.file for finding in loaded.findings} == {name}


@pytest.mark.parametrize(
    ("company", "rules"),
    [
        pytest.param(None, ["missing-company company.yaml:1:1"], id="none"),
        pytest.param(COMPANY.replace("corp_id", "corp"), ["unknown-property company.yaml:3:1"], id="broken"),
        pytest.param("kind: company\nname: 'x\n", ["yaml-syntax company.yaml:2:7"], id="unreadable"),
        pytest.param("name: 'x\n", ["yaml-syntax company.yaml:1:7"], id="unrecognisable"),
        pytest.param(f"{COMPANY}time_zone: Asia/Nowhere\n", ["unknown-time-zone company.yaml:6:12"], id="no-zone"),
    ],
)
def test_without_one_usable_company_there_is_no_desired_state(
    tmp_path: Path, company: str | None, rules: list[str]
) -> None:
    files: dict[str, str | bytes] = {"a.yaml": a_group("a")}
    if company is not None:
        files["company.yaml"] = company

    loaded = load(a_folder(tmp_path, files))

    assert (loaded.desired, told(loaded.findings)) == (None, rules)


def test_findings_are_sorted_by_place(tmp_path: Path) -> None:
    loaded = load_files(
        tmp_path,
        {
            "b.yaml": a_group("b", "drift: x\nlifecycle: x\n"),
            "a.yaml": a_group("a", "members: [lisi, lisi]\ndrift: x\n"),
            "c.yaml": "'",
        },
    )

    assert told(loaded.findings) == [
        "not-a-choice a.yaml:7:8",
        "not-a-choice b.yaml:6:8",
        "not-a-choice b.yaml:7:12",
        "yaml-syntax c.yaml:1:1",
    ]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    load(
        a_folder(tmp_path, {"company.yaml": COMPANY, "a.yaml": a_group("a")}),
        progress=lambda done, of: heard.append((done, of)),
    )

    assert heard[-1] == (2, 2)


def test_without_libyaml_nothing_is_read_slowly_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_parser", None)

    with pytest.raises(SourceError, match="libyaml"):
        load(a_folder(tmp_path, {"company.yaml": COMPANY}))


def test_the_schema_explainer_is_not_imported_for_good_files(tmp_path: Path) -> None:
    a_folder(tmp_path, {"company.yaml": COMPANY, "a.yaml": a_group("a")})
    program = f"""
import sys
from pathlib import Path
from reconciler.source.load import load
load(Path({str(tmp_path)!r}))
print("jsonschema" in sys.modules)
"""

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert answer.stdout.split() == ["False"]


@pytest.mark.parametrize("guarded", [True, False], ids=["a-second-process", "a-program-without-main-guard"])
def test_many_files_give_the_same_with_a_second_process(tmp_path: Path, guarded: bool) -> None:
    files: dict[str, str | bytes] = {
        f"g/{n:04}.yaml": a_group(f"g{n}", "members: [lisi, 00123]\n" if n % 400 == 7 else "") for n in range(1200)
    }
    a_folder(tmp_path / "root", {"company.yaml": COMPANY, **files})
    program = tmp_path / "program.py"
    lines = [
        "from pathlib import Path",
        "import reconciler.source.load as module",
        "def main():",
        f"    root = Path({str(tmp_path / 'root')!r})",
        "    many = module.load(root)",
        "    module.PARALLEL_FROM = 10**9",
        "    few = module.load(root)",
        "    print(many == few, many.files, len(many.findings), len(many.desired.groups))",
        "if __name__ == '__main__':" if guarded else "if True:",
        "    main()",
    ]
    program.write_text("\n".join(lines), encoding="utf-8")

    answer = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
    )

    assert answer.stdout.split() == ["True", "1201", "3", "1197"]
