"""Customers come in by a code: groups fill up in order, and new ones are made."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import HandError, Simulator
from reconciler.simulator.callbacks.events import load_events
from tests.simulator.outreach_scene import ask, make_outreach
from tests.simulator.scene import Wecom


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world with customer groups; groups with WeChat users hold three, wrG1 is full."""
    with make_outreach(tmp_path) as simulator:
        yield simulator


def a_way(wecom: Wecom, **body: object) -> str:
    """A way into two groups, the first of which is full."""
    full = {"scene": 2, "chat_id_list": ["wrG1", "wrG2"], "room_base_name": "大厅", "state": "lobby", **body}
    return str(ask(wecom, "groupchat/add_join_way", **full)["config_id"])


def group(wecom: Wecom, chat_id: str) -> dict[str, Any]:
    """One group as groupchat/get shows it."""
    shown: dict[str, Any] = ask(wecom, "groupchat/get", chat_id=chat_id)["group_chat"]
    return shown


def events(world: Simulator) -> list[str]:
    """What was queued, by the words that tell the kinds apart."""
    words = ("<![CDATA[create]]>", "add_member")
    with world._store.transaction() as connection:
        return [word for event in load_events(connection) for word in words if word in event.xml]


def test_the_first_group_with_room_takes_the_customer(world: Simulator, wecom: Wecom) -> None:
    joined = world.hands.join_by_qr(a_way(wecom), "wmNew", "新")

    member = group(wecom, "wrG2")["member_list"][-1]
    assert joined == "wrG2"
    assert (member["userid"], member["join_scene"], member["state"]) == ("wmNew", 3, "lobby")
    assert events(world) == ["add_member"]


def test_full_groups_make_a_new_one_and_count_up(world: Simulator, wecom: Wecom) -> None:
    config = a_way(wecom, room_base_id=7)

    joined = [world.hands.join_by_qr(config, f"wmNew{number}") for number in range(4)]

    made = list(dict.fromkeys(joined[1:]))
    shown = [(group(wecom, chat_id)["name"], group(wecom, chat_id)["owner"]) for chat_id in made]
    assert joined[0] == "wrG2"
    assert shown == [("大厅7", "ann"), ("大厅8", "ann")]
    assert events(world) == ["add_member", *["<![CDATA[create]]>", "add_member", "add_member"], *events(world)[4:]]
    assert world.join_ways()[0].made == tuple(made)


@pytest.mark.parametrize(
    ("habit", "count"), [pytest.param("yes", 3, id="listed"), pytest.param("no", 2, id="not-listed")]
)
def test_whether_made_groups_are_listed_is_a_switch(world: Simulator, wecom: Wecom, habit: str, count: int) -> None:
    world.switches.set("made_groups_listed", habit)
    config = a_way(wecom)
    for number in range(2):
        world.hands.join_by_qr(config, f"wmNew{number}")

    way = ask(wecom, "groupchat/get_join_way", config_id=config)["join_way"]

    assert (len(way["chat_id_list"]), way["room_base_id"]) == (count, 1)


def test_an_update_starts_anew(world: Simulator, wecom: Wecom) -> None:
    config = a_way(wecom)
    for number in range(2):
        world.hands.join_by_qr(config, f"wmNew{number}")

    ask(wecom, "groupchat/update_join_way", config_id=config, scene=2, chat_id_list=["wrG1"])

    assert (world.join_ways()[0].made, world.join_ways()[0].next_number) == ((), 1)


@pytest.mark.parametrize(
    ("external", "words"),
    [
        pytest.param("ann", "begins with", id="no-customer"),
        pytest.param("wmA", "is in already", id="somebody-who-is-in"),
    ],
)
def test_who_cannot_come_in(world: Simulator, wecom: Wecom, external: str, words: str) -> None:
    config = a_way(wecom)

    with pytest.raises(HandError, match=words):
        world.hands.join_by_qr(config, external)


def test_full_groups_turn_away_without_automatic_ones(world: Simulator, wecom: Wecom) -> None:
    config = a_way(wecom, chat_id_list=["wrG1"], auto_create_room=0)

    with pytest.raises(HandError, match="full"):
        world.hands.join_by_qr(config, "wmNew")


def test_an_unknown_way_leads_nowhere(world: Simulator) -> None:
    with pytest.raises(HandError, match="no way in"):
        world.hands.join_by_qr("nonsense", "wmNew")
