"""A first part of what `make soak` does at full length; a failure names the seed, or the point, that shows it again."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.e2e.town import ROOT, environment
from tests.soak.company import Company

PART, PARTS = 50, 6
PATIENCE_S = 900  # a stuck process must not hold the whole suite


def soak(part: str, *words: str) -> dict[str, Any]:
    """One part in a process of its own, which has one thread and may fork."""
    command = [sys.executable, "-m", f"tests.soak.{part}", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("part", range(PARTS))
def test_every_history_of_faults_ends_as_the_model_says(part: int) -> None:
    told = soak("histories", "--histories", str(PART), "--seed", str(1 + part * PART))

    assert (told["histories"], told["failed"]) == (PART, 0)
    assert sum(told["struck"].values()) >= PART


def test_a_history_told_again_is_the_same() -> None:
    first, again = (soak("histories", "--replay", "7")["struck"] for _ in range(2))

    assert first == again


@pytest.mark.parametrize(("ledger", "points"), [("directory", 30), ("branch", 10)])
def test_killed_at_points_all_over_an_apply_and_run_again_it_ends_the_same(ledger: str, points: int) -> None:
    told = soak("kills", "--points", str(points), "--ledger", ledger)

    assert told["points"] >= 200
    assert told["killed"] == told["tried"] == points


def test_two_writers_at_once_end_as_one_after_the_other() -> None:
    told = soak("races", "--rounds", "5")

    assert sum(told.values()) == 5


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    made = Company(tmp_path, Random(1), is_branch=False)  # noqa: S311  # To be repeated, not to be secret.
    assert made.command("apply", "--yes").code == 0
    yield made
    made.close()


def test_the_laws_notice_who_was_lost_on_the_way(company: Company) -> None:
    before = company.live()
    company.film.cut()
    company.town.world.hands.kick(company.town.chat("dev").chat_id, ["bob"])

    with pytest.raises(AssertionError, match="dev lost"):
        company.watched(None, before, calm=False)


def test_the_laws_notice_a_stranger_who_was_thrown_out(company: Company) -> None:
    chat = company.town.chat("pals").chat_id
    company.town.world.hands.invite(chat, ["hal"])
    before = company.live()
    company.film.cut()
    company.town.world.hands.kick(chat, ["hal"])

    with pytest.raises(AssertionError, match="whom no document ever named"):
        company.watched(None, before, calm=False)


def test_the_laws_notice_what_was_touched_that_git_does_not_manage(company: Company) -> None:
    before = company.live()
    company.town.world.hands.rename_chat("loose", "改了")

    with pytest.raises(AssertionError, match="does not manage"):
        company.watched(None, before, calm=False)


def test_the_laws_notice_a_state_that_git_does_not_ask_for(company: Company) -> None:
    company.model.groups["pals"] = {**company.model.groups["pals"], "name": "模型里的名字"}

    with pytest.raises(AssertionError, match="pals"):
        company.finish()
