"""A ledger in a branch, through the command line: applied, verified, held, cut, out of reach."""

import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.git_town import HOME, GitTown
from tests.e2e.town import PROCESS_S, ROOT, a_group, command_line, environment, in_process
from tests.ledger.git_worlds import BRANCH, a_git_ledger, git, remote_head
from tests.ledger.past_worlds import NOW

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def branch(town: MakeTown, tmp_path: Path) -> GitTown:
    return GitTown(town(a_group("one"), a_group("two")), tmp_path / "git")


def test_an_apply_goes_into_the_branch_and_its_head_verifies_it(branch: GitTown, tmp_path: Path) -> None:
    applied = branch.run("apply", "--yes", "--json")
    published = tmp_path / "applied.json"
    published.write_text(applied.out, encoding="utf-8")

    verified = branch.run("ledger", "verify", "--anchor", str(published), "--json", clone=branch.another("auditor"))

    report = verified.json()
    assert (applied.code, verified.code) == (0, 0), applied.words
    assert report["ledger_head"] == applied.json()["ledger_head"]
    assert report["covered_by_anchor"] == report["records"] > 0
    assert not branch.town.ledger.exists()
    assert git(branch.clone, "status", "--porcelain", "--", "file") == ""


def test_the_next_job_in_a_fresh_clone_has_nothing_left_to_do(branch: GitTown) -> None:
    branch.run("apply", "--yes")
    mark = branch.town.mark

    again = branch.run("apply", "--yes", clone=branch.another("next", depth=1))

    assert again.code == 0, again.words
    assert branch.town.written(mark) == ()


@LANGUAGES
def test_a_cut_branch_is_found_with_the_head_alone(lang: str, branch: GitTown) -> None:
    head = branch.run("apply", "--yes", "--json").json()["ledger_head"]
    git(branch.remote, "update-ref", f"refs/heads/{BRANCH}", f"{remote_head(branch.remote)}~3")

    unaware, aware = (
        branch.run("ledger", "verify", lang=lang),
        branch.run("ledger", "verify", "--anchor", head, lang=lang),
    )

    assert (unaware.code, aware.code) == (0, 1)
    assert unaware.says({"zh": "不能排除", "en": "cannot be excluded"}[lang])
    assert aware.says({"zh": "末尾的记录被截掉了", "en": "records at the end were cut off"}[lang])


@LANGUAGES
def test_a_held_branch_is_named_and_can_be_freed_with_a_reason(lang: str, branch: GitTown) -> None:
    with branch.ledger.hold("run 17", "apply", NOW) as ledger:
        ledger._keeper = None  # its process dies without giving the lease back
    branch.town.world.clock.set(NOW.isoformat())

    second = branch.run("apply", "--yes", lang=lang)
    shown = branch.run("ledger", "lease", lang=lang)
    broken = branch.run("ledger", "lease", "--break", "--reason", "cancelled", lang=lang)
    third = branch.run("apply", "--yes", lang=lang)

    assert [ran.code for ran in (second, shown, broken, third)] == [4, 0, 0, 0], third.words
    assert second.says({"zh": "台账正被 run 17 占用", "en": "run 17 is writing to the ledger"}[lang])
    assert shown.says("run 17")
    assert branch.run("ledger", "lease", "--json").json()["lease"] is None
    ended = [record for record in branch.ledger.records() if record.get("end") == "broken"]
    assert [(record["by"], record["reason"]) for record in ended] == [("tester", "cancelled")]


@pytest.mark.parametrize("words", [("--break",), ("--reason", "x"), ("--break", "--reason", " ")])
def test_breaking_needs_a_reason_and_a_reason_needs_breaking(words: tuple[str, ...], branch: GitTown) -> None:
    assert branch.run("ledger", "lease", *words).code == 2


@LANGUAGES
@pytest.mark.parametrize("command", [("apply", "--yes"), ("plan",), ("ledger", "verify"), ("drift", "--correct")])
def test_a_remote_out_of_reach_ends_with_4_and_no_call(command: tuple[str, ...], lang: str, branch: GitTown) -> None:
    shutil.move(branch.remote, branch.remote.with_suffix(".away"))
    mark = branch.town.mark

    ran = branch.run(*command, lang=lang)

    assert ran.code == 4
    assert ran.says({"zh": "读不到台账所在的远端 origin", "en": "The ledger's remote origin cannot be reached"}[lang])
    assert branch.town.written(mark) == ()


def test_two_applies_at_once_do_everything_once(branch: GitTown) -> None:
    clones = [branch.clone, branch.another("other")]
    processes = [start(branch, clone) for clone in clones]

    ends = [(process.communicate(timeout=PROCESS_S), process.returncode) for process in processes]
    last = branch.run("apply", "--yes")

    assert {code for _, code in ends} <= {0, 4, 5}, ends
    assert last.code == 0, last.words
    assert {key: branch.town.members(key) for key in ("one", "two")} == {key: {"ann", "bob"} for key in ("one", "two")}
    report = branch.ledger.verify()
    assert (report.problem, branch.ledger.lease(), branch.ledger.read().open_reserves) == (None, None, ())


def start(branch: GitTown, clone: Path) -> subprocess.Popen[str]:
    words = command_line("apply", "--yes", "--root", str(clone / "groups"), "--simulator", str(branch.town.home))
    pipe = subprocess.PIPE
    return subprocess.Popen(words, env=environment(HOME), cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize(("kind", "on", "after"), [
    ("kill-before", "appchat/create", 1), ("kill-after", "appchat/create", 0), ("kill-after", "appchat/get", 1),
])  # fmt: skip  # Every other point: tests/soak/kills.py.
def test_killed_between_push_and_call_the_next_clone_ends_it(kind: str, on: str, after: int, branch: GitTown) -> None:
    branch.town.world.faults.add(kind, on=on, after=after)

    killed = branch.run("apply", "--yes", alone=True)
    branch.town.world.clock.advance(3600)
    again = branch.run("apply", "--yes", clone=branch.another("next", depth=1), alone=True)

    assert (killed.code, again.code) == (-signal.SIGKILL, 0), again.words
    assert {key: branch.town.members(key) for key in ("one", "two")} == {key: {"ann", "bob"} for key in ("one", "two")}
    report = a_git_ledger(branch.another("auditor")).verify()
    assert (report.problem, report.torn_bytes) == (None, 0)


def test_a_simulator_keeps_its_own_ledger_unless_told_otherwise(branch: GitTown) -> None:
    there = ("--root", str(branch.clone / "groups"), "--simulator", str(branch.town.home))

    ran = in_process("apply", "--yes", *there)
    odd = in_process("plan", *there, variables={"RECONCILER_SIMULATOR_LEDGER": "x"})
    verified = in_process("ledger", "verify", "--json", *there)

    assert (ran.code, odd.code, verified.code) == (0, 2, 0)
    assert remote_head(branch.remote) == ""
    assert branch.town.ledger_report().records == verified.json()["records"] > 0
