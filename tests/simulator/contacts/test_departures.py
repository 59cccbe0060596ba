"""People who leave the company, and when their chats notice."""

import pytest

from reconciler.simulator import Simulator
from tests.simulator.scene import CORP, Wecom


@pytest.mark.parametrize(
    ("habit", "at_once", "later"), [("stay", True, True), ("drop", False, False), ("delay", True, False)]
)
def test_when_chats_notice(world: Simulator, habit: str, at_once: bool, later: bool) -> None:
    world.switches.set("departed_in_chats", habit)
    world.hands.depart("bob", corp=CORP)
    seen = ["bob" in world.chat("c1", CORP).members]
    world.clock.advance(3600)
    seen.append("bob" in world.chat("c1", CORP).members)

    assert seen == [at_once, later]


def test_a_side_door_drops_a_departed_person(world: Simulator) -> None:
    world.hands.depart("bob", corp=CORP)
    world.hands.drop_departed("bob", corp=CORP)

    assert world.chat("c1", CORP).members == ("ann", "Carol")


@pytest.mark.parametrize(("habit", "owners"), [("successor", {"bob", "Carol"}), ("vacant", {""})])
def test_a_departed_owner(world: Simulator, wecom: Wecom, habit: str, owners: set[str]) -> None:
    world.switches.set("departed_in_chats", "drop")
    world.switches.set("departed_owner", habit)
    world.hands.depart("ann", corp=CORP)

    info = wecom.get("appchat/get", chatid="c1")["chat_info"]

    assert isinstance(info, dict)
    assert info["owner"] in owners
    assert sorted(info["userlist"]) == ["Carol", "bob"]


def test_somebody_who_comes_back_in_time_stays_in_the_chats(world: Simulator) -> None:
    world.switches.set("departed_in_chats", "delay")
    world.hands.depart("bob", corp=CORP)
    world.hands.join("bob", corp=CORP)
    world.clock.advance(7200)

    assert "bob" in world.chat("c1", CORP).members


def test_departed_people_lose_every_office(world: Simulator, wecom: Wecom) -> None:
    world.hands.depart("ann", corp=CORP)

    assert "ann" not in str(wecom.get("department/get", id=2))
    assert wecom.get("user/get", userid="bob")["direct_leader"] == []
