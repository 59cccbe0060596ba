"""Real processes: interrupted, killed, two at once, without room on the disk. Run again, everything is there once."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reconciler.ledger import DirectoryLedger
from tests.e2e.conftest import MakeTown
from tests.e2e.door import connect, open_door
from tests.e2e.test_connection import RULES
from tests.e2e.town import (
    CORP,
    PROCESS_S,
    ROOT,
    SECRET,
    VARIABLE,
    Town,
    a_group,
    command_line,
    environment,
    in_a_process,
)

HEAVY = ("httpx", "jsonschema", "jsonschema_rs", "deepdiff", "rich", "jinja2", "yaml", "sqlite3", "uvicorn")
WANTED = {"one": {"ann", "bob"}, "three": {"ann", "bob"}, "two": {"ann", "bob"}, "old": {"ann", "cat"}}


def scene(town: MakeTown) -> Town:
    """Three groups to be made, with a message each, and one to be changed."""
    made = town(a_group("old", membership="strict"))
    assert made.apply().code == 0
    made.write("rules.yaml", RULES)
    made.put(*(a_group(key, rulesets=["rules"]) for key in ("one", "two", "three")))
    made.put(a_group("old", members=["cat"], membership="strict"))
    return made


def check_end(made: Town, unsure: int = 0) -> None:
    """Everything is done; every chat was spoken to once, but where nobody knows."""
    assert {key: made.members(key) for key in WANTED} == WANTED
    said = [message.chat_id for message in made.world.messages()]
    assert len(said) == len(set(said))
    assert len(said) >= 3 - unsure
    assert made.ledger_report().problem is None
    assert made.plan()["actions"] == []


# Every other point: tests/soak/kills.py.
@pytest.mark.parametrize(("kind", "on", "after"), [
    ("kill-before", "appchat/create", 2), ("kill-after", "appchat/update", 0), ("kill-before", "appchat/send", 2),
    ("kill-after", "appchat/send", 0),
])  # fmt: skip
def test_killed_at_any_call_and_run_again_everything_is_there_once(
    kind: str, on: str, after: int, town: MakeTown
) -> None:
    made = scene(town)
    made.world.faults.add(kind, on=on, after=after)

    killed = made.run_alone("apply", "--yes")
    again = made.run_alone("apply", "--yes")

    assert killed.code == -signal.SIGKILL
    assert again.code == 0, again.words
    check_end(made, unsure=int(on == "appchat/send" and kind == "kill-before"))


@pytest.mark.parametrize(("number", "lang", "phrase"), [
    (signal.SIGINT, "zh", "按要求停下了"), (signal.SIGTERM, "en", "Stopped on request"),
])  # fmt: skip
def test_interrupted_between_two_calls_the_call_under_way_is_finished(
    number: signal.Signals, lang: str, phrase: str, town: MakeTown
) -> None:
    made = town(a_group("one"), a_group("two"), a_group("three"))
    process: list[subprocess.Popen[str]] = []

    def press(path: str, count: int) -> None:
        if (path, count) == ("appchat/create", 2):
            process[0].send_signal(number)

    with open_door(made, press) as door:
        process.append(start(made, lang, door.variables))
        out, err = process[0].communicate(timeout=PROCESS_S)
        stopped = len(made.chats())
        again = in_a_process("apply", "--yes", "--root", str(made.root), variables=door.variables)

    assert process[0].returncode == 130
    assert phrase in err
    assert "two" in out
    assert stopped == 2
    assert again.code == 0, again.words
    assert len(made.chats()) == 3


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "已中断"), ("en", "Interrupted")])
def test_a_plan_is_interrupted_at_once(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(a_group("one"))
    process: list[subprocess.Popen[str]] = []

    def press(path: str, count: int) -> None:
        if (path, count) == ("user/list", 1):
            process[0].send_signal(signal.SIGINT)

    with open_door(made, press) as door:
        words = command_line("plan", "--root", str(made.root), "--lang", lang)
        process.append(popen(words, door.variables))
        _, err = process[0].communicate(timeout=PROCESS_S)

    assert process[0].returncode == 130
    assert phrase in err
    assert "Traceback" not in err


def start(made: Town, lang: str, variables: object) -> subprocess.Popen[str]:
    return popen(command_line("apply", "--yes", "--root", str(made.root), "--lang", lang), variables)


def popen(words: list[str], variables: object) -> subprocess.Popen[str]:
    assert isinstance(variables, dict)
    return subprocess.Popen(
        words, env=environment(variables), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(
    ("lang", "phrase"), [("zh", "台账正被 another 占用"), ("en", "another is writing to the ledger")]
)
@pytest.mark.parametrize("command", [("apply", "--yes"), ("drift", "--correct")])
def test_of_two_applies_at_once_the_second_is_told_and_does_nothing(
    command: tuple[str, ...], lang: str, phrase: str, town: MakeTown
) -> None:
    made = scene(town)
    before, mark = made.ledger_text(), made.mark

    with DirectoryLedger(made.ledger, CORP).hold("another", "apply", datetime(2026, 11, 2, tzinfo=UTC)):
        second = made.run_alone(*command, lang=lang)
        planned = made.run("plan", lang=lang)
    third = made.apply()

    assert second.code == 4
    assert second.says(phrase)
    assert planned.code in {0, 1}, "reading needs no lock"
    assert third.code == 0
    assert before in made.ledger_text()
    assert all(each.applied for each in made.since(mark, "create", "update", "send"))


@pytest.mark.parametrize("blocks", [1, 3, 8])
def test_a_full_disk_loses_nothing(blocks: int, town: MakeTown) -> None:
    """`ulimit -f` counts 512 bytes a block; only the ledger grows in that process."""
    made = town(*(a_group(key, rulesets=["rules"]) for key in ("one", "two", "three")))
    made.write("rules.yaml", RULES)
    ledger = made.folder / ".ledger"
    with open_door(made) as door:
        limited = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh"]
        words = [*limited, *command_line("apply", "--yes", "--root", str(made.root), "--lang", "en")]
        full = popen(words, door.variables)
        out, err = full.communicate(timeout=PROCESS_S)
        kept = DirectoryLedger(ledger, CORP).verify()
        again = in_a_process("apply", "--yes", "--root", str(made.root), variables=door.variables)

    assert full.returncode in {4, 5}, out + err
    assert "Traceback" not in err
    assert "ledger" in err.lower()
    assert kept.problem is None
    assert again.code == 0, again.words
    assert {key: made.members(key) for key in ("one", "two", "three")} == {
        key: {"ann", "bob"} for key in WANTED if key != "old"
    }
    said = [message.chat_id for message in made.world.messages()]
    assert len(said) == len(set(said))
    assert DirectoryLedger(ledger, CORP).verify().problem is None


@contextmanager
def served(made: Town, timeout_s: float) -> Iterator[dict[str, str]]:
    """`reconciler simulate serve` in a process of its own, and company.yaml that points there."""
    words = command_line("simulate", "serve", str(made.home), "--json", "--idle-timeout", "30")
    server = popen(words, {"PYTHONUNBUFFERED": "1"})
    try:
        assert server.stdout is not None
        told = ""
        while not told.rstrip().endswith("}"):
            told += server.stdout.readline()
        connect(made, json.loads(told)["url"], timeout_s)
        yield {VARIABLE: SECRET}
    finally:
        server.terminate()
        server.communicate(timeout=PROCESS_S)


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "等待超时"), ("en", "the wait timed out")])
def test_slowness_beyond_the_timeout_over_loopback(lang: str, phrase: str, town: MakeTown) -> None:
    """A read is given up, a write that took effect is seen, a message is left to a person."""
    made = town(a_group("one", rulesets=["rules"]))
    made.write("rules.yaml", RULES)
    with served(made, timeout_s=0.3) as variables:
        made.world.faults.add("slow", on="department/list", delay_s=0.8, times=3)
        read = in_a_process("plan", "--root", str(made.root), lang=lang, variables=variables)
        made.world.faults.clear()
        made.world.faults.add("slow", on="appchat/create", delay_s=0.8)
        made.world.faults.add("slow", on="appchat/send", delay_s=0.8)
        written = in_a_process("apply", "--yes", "--root", str(made.root), lang=lang, variables=variables)
        again = in_a_process("apply", "--yes", "--root", str(made.root), lang=lang, variables=variables)

    assert read.code == 4
    assert read.says(phrase)
    assert written.code == 5
    assert written.says("再看一次已经生效" if lang == "zh" else "looking again shows that it took effect")
    assert written.says("结果不明" if lang == "zh" else "unknown outcome")
    assert again.code == 0, again.words
    assert made.members("one") == {"ann", "bob"}
    assert len(made.world.messages()) == 1


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom reconciler.cli.main import main\nsys.argv = ['reconciler', '--help']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=PROCESS_S,
        check=True,
    )  # fmt: skip

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_console_script_and_the_module_say_the_same() -> None:
    script = Path(sys.executable).parent / "reconciler"

    told = subprocess.run(
        [script, "--version"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PROCESS_S,
        check=True,
    )

    assert told.stdout == in_a_process("--version").out
