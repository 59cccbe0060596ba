"""`reconciler simulate callbacks`: what waits, sending it, checking an address."""

import json
from pathlib import Path

from tests.e2e.town import in_process
from tests.simulator.customer_scene import AGENT, ORPHAN, VIP, a_customer_world
from tests.simulator.receiver import listening


def test_waiting_events_are_listed_checked_and_delivered(tmp_path: Path) -> None:
    with a_customer_world(tmp_path) as world, listening(world, AGENT) as receiver:
        home = str(world.directory)
        edited = in_process("simulate", "edit", home, "rename-chat", f"chat={VIP}", "name=新名")

        pending = in_process("simulate", "callbacks", home, "--json")
        verified = in_process("simulate", "callbacks", home, "--verify", str(AGENT), "--json")
        sent = in_process("simulate", "callbacks", home, "--deliver", "--json")
        after = in_process("simulate", "callbacks", home, "--json")

    assert edited.code == 0
    assert [each["kind"] for each in json.loads(pending.out)["pending"]] == ["change_external_chat"]
    assert json.loads(verified.out)["verified"] is True
    assert [each["state"] for each in json.loads(sent.out)["sent"]] == ["delivered"]
    assert json.loads(after.out)["pending"] == []
    assert len(receiver.messages) == 1


def test_an_application_without_an_address_is_a_sentence(tmp_path: Path) -> None:
    with a_customer_world(tmp_path) as world:
        ran = in_process("simulate", "callbacks", str(world.directory), "--verify", str(AGENT))

    assert ran.code == 2
    assert "no callback" in ran.err


def test_one_customer_group_is_shown_like_any_chat(tmp_path: Path) -> None:
    with a_customer_world(tmp_path) as world:
        ran = in_process("simulate", "show", str(world.directory), "--chat", ORPHAN, "--json")

    shown = json.loads(ran.out)
    assert (shown["family"], shown["owner"], shown["members"]) == ("customer", "gone", ["gone", "Carol", "wmSun"])
