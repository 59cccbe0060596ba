"""The world as plain values."""

import json

from reconciler.simulator import Simulator
from tests.simulator.scene import CORP, Wecom


def test_the_shown_world_is_plain_and_complete(world: Simulator, wecom: Wecom) -> None:
    world.hands.set_admins("c1", ["bob"], corp=CORP)
    world.faults.add("busy", on="tag/list")
    wecom.say(payload={"content": "x"})

    shown = json.loads(json.dumps(world.show()))

    corp = shown["corps"][0]
    chat = next(each for each in corp["chats"] if each["chat_id"] == "c1")
    assert (chat["owner"], chat["members"]) == ("ann", ["ann", "bob", "Carol"])
    assert (chat["admins"], chat["messages"]) == (["bob"], 1)
    assert [each["departed"] for each in corp["people"] if each["id"] == "gone"] == [True]
    assert [fault["kind"] for fault in shown["faults"]] == ["busy"]
    assert {counter["limit"] for counter in shown["counters"]} >= {"api_minute", "send_minute"}


def test_a_blocked_counter_says_until_when(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("limit_update_hour", 1)
    wecom.update()
    wecom.update()

    counters = json.loads(json.dumps(world.show()))["counters"]

    (blocked,) = [each["blocked_until"] for each in counters if each["limit"] == "update_hour"]
    assert blocked == "2026-11-02T10:00:00+08:00"
