"""Secrets and tokens are in no output, no plan, no ledger and no traceback, however the run ends."""

import sqlite3

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.door import open_door
from tests.e2e.test_connection import RULES
from tests.e2e.town import PROCESS_S, SECRET, VARIABLE, Town, a_group, in_a_process, in_process

pytestmark = pytest.mark.no_cover  # a big table over paths that smaller tests have measured
MESSAGE = RULES["text"]
COMMANDS = (
    ("plan",), ("plan", "--json"), ("apply", "--yes"), ("apply", "--yes", "--json"), ("drift",), ("doctor",),
    ("doctor", "--json"),
)  # fmt: skip


def tokens(town: Town) -> list[str]:
    """Every token that was ever given out."""
    with sqlite3.connect(town.home / "world.sqlite") as connection:
        found = [row[0] for row in connection.execute("SELECT token FROM tokens")]
    connection.close()
    return found


@pytest.mark.parametrize("fault", ["", "cut-after", "malformed", "html", "token-revoked", "bad-secret", "busy"])
def test_no_secret_is_ever_said(fault: str, town: MakeTown) -> None:
    made = town(a_group("g", rulesets=["rules"]))
    made.write("rules.yaml", RULES)
    said = ""
    with open_door(made) as door:
        if fault:
            made.world.faults.add(fault, times=2)
        for argv in COMMANDS:
            ran = in_process(*argv, "--root", str(made.root), variables=door.variables)
            said += ran.out + ran.err
    ledger = made.folder / ".ledger" / "000001.jsonl"
    said += ledger.read_text("utf-8") if ledger.exists() else ""

    assert tokens(made) != [] or fault == "bad-secret"
    assert [word for word in (SECRET, *tokens(made)) if word in said] == []
    assert str(MESSAGE) not in said, "the text of a message"


def test_a_process_with_debugging_on_says_no_secret_either(town: MakeTown) -> None:
    made = town(a_group("g"))
    with open_door(made) as door:
        variables = {**door.variables, "PYTHONASYNCIODEBUG": "1", "HTTPX_LOG_LEVEL": "trace", "PYTHONDEVMODE": "1"}
        ran = in_a_process("plan", "--root", str(made.root), variables=variables)

    assert ran.code == 0, ran.err
    assert [word for word in (SECRET, *tokens(made)) if word in ran.words] == []
    assert PROCESS_S


def test_the_secret_comes_from_the_named_variable_alone(town: MakeTown) -> None:
    made = town(a_group("g"))
    with open_door(made):
        ran = in_process("plan", "--root", str(made.root), variables={VARIABLE: "  ", "CORPSECRET": SECRET})

    assert ran.code == 2
    assert made.since(0) == ()
