"""The example company from first plan to corrected drift, as people read it in either language."""

import json
import re
import shutil
from pathlib import Path

import pytest

from reconciler.simulator import create
from tests.e2e.golden import check_golden
from tests.e2e.town import ROOT, in_process

EXAMPLE = ROOT / "groups"
HEAD_LINES = 12
HEAD = re.compile(r"\d+:[0-9a-f]{64}")  # of the ledger: every apply has an id of its own

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def example(tmp_path: Path) -> tuple[str, ...]:
    """Options for a copy of the example company."""
    shutil.copytree(EXAMPLE, tmp_path / "groups")
    create(tmp_path / "world", EXAMPLE / ".simulator" / "world.yaml").close()
    return ("--root", str(tmp_path / "groups"), "--simulator", str(tmp_path / "world"))


@LANGUAGES
def test_validate(lang: str) -> None:
    ran = in_process("validate", "--at", "2026-11-23", "--root", str(EXAMPLE), lang=lang)

    check_golden(f"validate.{lang}.txt", ran.out + ran.err)
    assert ran.code == 0


@LANGUAGES
def test_the_head_of_the_plan(lang: str, example: tuple[str, ...]) -> None:
    ran = in_process("plan", *example, lang=lang)

    check_golden(f"plan-head.{lang}.txt", "".join(ran.out.splitlines(keepends=True)[:HEAD_LINES]))
    assert ran.code == 1


@LANGUAGES
def test_apply_and_drift(lang: str, example: tuple[str, ...], tmp_path: Path) -> None:
    world = str(tmp_path / "world")
    plan = str(tmp_path / "plan.json")
    in_process("plan", *example, "--out", plan)

    applied = in_process("apply", plan, *example, lang=lang)
    for edit in (
        ("rename-chat", "chat=yfRdAll2023", "name=研发摸鱼群"),
        ("leave", "chat=yfRdAll2023", "users=yaolan"),
        ("invite", "chat=yfSalesSouth", "users=wujianping"),
        ("depart", "user=xiaorui"),
    ):
        assert in_process("simulate", "edit", world, *edit).code == 0
    in_process("simulate", "clock", world, "--advance", "2d")
    drifted = in_process("drift", *example, lang=lang)
    corrected = in_process("drift", *example, "--correct", lang=lang)

    check_golden(f"apply.{lang}.txt", HEAD.sub("HEAD", applied.out))
    check_golden(f"drift.{lang}.txt", drifted.out)
    check_golden(f"drift-corrected.{lang}.txt", HEAD.sub("HEAD", corrected.out))


def test_every_face_of_the_plan_says_that_it_is_simulated(example: tuple[str, ...]) -> None:
    text, markdown, raw = (in_process("plan", *example, *face).out for face in ((), ("--markdown",), ("--json",)))

    assert "imulat" in text
    assert "imulat" in markdown
    assert json.loads(raw)["simulated"] is True


def test_the_plan_that_is_saved_is_the_one_that_is_printed(example: tuple[str, ...], tmp_path: Path) -> None:
    printed = in_process("plan", *example, "--json", "--out", str(tmp_path / "plan.json"))

    assert (tmp_path / "plan.json").read_text("utf-8") == printed.out


def test_planning_again_says_the_same_with_an_exit_code_for_changes(example: tuple[str, ...]) -> None:
    assert in_process("plan", *example, "--exit-code").code == 1, "something is blocked, which comes first"
