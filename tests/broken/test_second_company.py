"""One company breaks every rule exactly where its files say so; the example company breaks none."""

import os
from pathlib import Path

import pytest

from reconciler.model.rule import Needs
from reconciler.policy import all_rules
from reconciler.simulator import create
from tests.broken.marks import FOLDER, marked, told
from tests.e2e.town import ROOT, in_process

BROKEN = FOLDER / "groups"
EXAMPLE = ROOT / "groups"
DAY = "2026-11-23"
FILES_ALONE = {rule.id for rule in all_rules() if rule.needs is Needs.FILES}
RULES = {rule.id for rule in all_rules()}
OF_WAIVERS = {"waiver-expired", "waiver-unknown-rule", "waiver-unused"}
OF_RESOLVING = {"unknown-person"}


@pytest.fixture
def broken(tmp_path: Path) -> tuple[str, ...]:
    """Options for the broken company and its world, whose clock stands."""
    create(tmp_path / "world", BROKEN / ".simulator" / "world.yaml").close()
    return ("--root", str(BROKEN), "--simulator", str(tmp_path / "world"))


def test_every_rule_is_broken() -> None:
    assert {rule for _, _, rule in marked(BROKEN)} == RULES | OF_WAIVERS | OF_RESOLVING


def test_everything_is_found_where_the_files_say_and_nothing_else(broken: tuple[str, ...]) -> None:
    ran = in_process("validate", *broken, "--json")

    assert told(ran.json()) == marked(BROKEN)
    assert ran.code == 1


def test_without_wecom_the_rules_over_files_find_the_same() -> None:
    report = in_process("validate", "--root", str(BROKEN), "--at", DAY, "--json").json()

    of_files = FILES_ALONE | OF_WAIVERS - {"waiver-unused"}  # the unused waiver is of a rule that did not run
    expected = {spot: number for spot, number in marked(BROKEN).items() if spot[2] in of_files}
    assert told(report) == expected
    assert set(report["not_run"]) == RULES - FILES_ALONE


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_broken_company_reads_well(lang: str, broken: tuple[str, ...]) -> None:
    shown = in_process("validate", *broken, "--color", "never", lang=lang).out

    golden = FOLDER / "golden" / f"validate.{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8"), f"{golden.name} differs; UPDATE_GOLDEN=1 rewrites it"


def test_the_example_company_has_no_error_in_its_files() -> None:
    ran = in_process("validate", "--root", str(EXAMPLE), "--at", DAY, "--json")

    assert [found for found in ran.json()["findings"] if found["severity"] == "error"] == []
    assert ran.code == 0


def test_the_example_company_has_no_error_beside_its_address_book_and_groups(tmp_path: Path) -> None:
    create(tmp_path / "world", EXAMPLE / ".simulator" / "world.yaml").close()

    ran = in_process("validate", "--root", str(EXAMPLE), "--simulator", str(tmp_path / "world"), "--json")

    assert [found for found in ran.json()["findings"] if found["severity"] == "error"] == []
    assert ran.json()["not_run"] == []
    assert ran.code == 0
