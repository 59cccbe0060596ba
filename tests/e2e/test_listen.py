"""`reconciler listen` as a process: a card is pressed, the event delivered, the step confirmed, the card changed."""

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from reconciler.ledger import DirectoryLedger
from reconciler.model.manual import BUTTON_PREFIX
from tests.e2e.conftest import MakeTown
from tests.e2e.town import (
    AGENT,
    CORP,
    PEOPLE,
    PROCESS_S,
    ROOT,
    SECRET,
    Town,
    a_group,
    a_world,
    command_line,
    environment,
)

TOKEN, KEY = "SimToken01", "simulatorKeysimulatorKeysimulatorKeysimulaA"
VARIABLES = {"CALLBACK_TOKEN": TOKEN, "CALLBACK_KEY": KEY}
CHAT = "wrVipGroup00000001"
CALLBACK = {"url": "https://hooks.example.com/wecom", "token_env": "CALLBACK_TOKEN", "aes_key_env": "CALLBACK_KEY"}


@dataclass
class Running:
    """A listener and where it listens; `out` and `err` are there once it has ended."""

    process: subprocess.Popen[str]
    url: str
    out: str = ""
    err: str = ""

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(number)
        self.out, self.err = self.process.communicate(timeout=PROCESS_S)
        return self.process.returncode


@contextmanager
def listening(made: Town) -> Iterator[Running]:
    """A listener that the application of this town calls back."""
    words = ("listen", "--root", str(made.root), "--simulator", str(made.home), "--port", "0", "--lang", "en")
    process = subprocess.Popen(
        command_line(*words),
        env=environment(VARIABLES),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found is not None
    made.world.hands.set_callback(AGENT, found[0], TOKEN, KEY)
    try:
        yield Running(process, found[0])
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate(timeout=PROCESS_S)


def a_told_town(town: MakeTown, **more: object) -> Town:
    return town(a_group("one", admins=["bob"]), company={"callback": CALLBACK}, **more)


def press(made: Town, user: str = "ann") -> str:
    """Press the one button of the newest card; the id of its step."""
    card = made.world.inbox(user)[-1]
    [key] = card.buttons
    made.world.hands.click_card(user, card.task_id, key)
    return key.removeprefix(BUTTON_PREFIX)


@pytest.mark.clause("B1")
def test_a_pressed_button_confirms_the_step_and_the_card_says_so(town: MakeTown) -> None:
    made = a_told_town(town)
    with listening(made) as listener:
        assert made.apply().code == 0
        step = press(made)

        sent = made.world.deliver()
        code = listener.end()

    [listed] = made.run("attest", "--list", "--json").json()["steps"]
    assert [delivery.event.state for delivery in sent] == ["delivered"]
    assert (code, listener.out, listener.err) == (0, "", "")
    assert (listed["id"], listed["attested"]["by"]) == (step, "ann")
    assert made.world.inbox("ann")[-1].replaced == "已完成"
    assert made.plan()["needs_a_person"] == []


def test_a_busy_ledger_does_not_make_wecom_wait_and_what_is_unwritten_is_said(town: MakeTown) -> None:
    made = a_told_town(town)
    with listening(made) as listener:
        made.apply()
        with DirectoryLedger(made.ledger, CORP).hold("another", "apply", datetime.now(UTC)):
            step = press(made)
            sent = made.world.deliver()
            code = listener.end()

    assert [delivery.event.attempts for delivery in sent] == [1]
    assert code == 4
    assert step in listener.err


def test_the_console_can_verify_the_address(town: MakeTown) -> None:
    made = a_told_town(town)

    with listening(made) as listener:
        verified = made.world.verify_callback(AGENT)
        code = listener.end(signal.SIGINT)

    assert (verified, code) == (True, 130)
    assert "Traceback" not in listener.err


def test_without_a_callback_in_company_yaml_there_is_nothing_to_listen_for(town: MakeTown) -> None:
    ran = town(a_group("one")).run("listen")

    assert (ran.code, ran.says("names no callback")) == (2, True)


def test_a_variable_that_is_not_set_is_named(town: MakeTown) -> None:
    ran = a_told_town(town).run("listen")

    assert (ran.code, ran.says("CALLBACK_TOKEN")) == (2, True)


def test_a_changed_customer_group_is_one_line_for_a_supervisor(town: MakeTown) -> None:
    apps = [{"agent_id": AGENT, "name": "群管家", "secret": SECRET, "areas": "customer"}]
    groups = [{"chat_id": CHAT, "name": "贵宾群", "owner": "ann", "externals": ["wmWang 王"]}]
    world = a_world(PEOPLE, apps=apps, contact_people="ann bob", customer_groups=groups)
    made = a_told_town(town, world=world)
    made.put(a_group("vip", type="customer", chat_id=CHAT, members=None))
    with listening(made) as listener:
        made.world.hands.call("rename-chat", {"chat": CHAT, "name": "新名"})
        made.world.deliver()
        code = listener.end()

    assert (code, listener.err) == (0, "")
    assert [json.loads(line) for line in listener.out.splitlines()] == [
        {"event": "change_external_chat", "chat_id": CHAT, "key": "vip"}
    ]
