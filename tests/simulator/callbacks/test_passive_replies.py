"""What an app answers to a press changes the card of whoever pressed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.simulator import Simulator
from reconciler.simulator.callbacks.events import load_events
from reconciler.simulator.callbacks.passive_replies import take_reply
from tests.simulator.letters import tell_card
from tests.simulator.outreach_scene import make_outreach
from tests.simulator.receiver import listening, passive_reply
from tests.simulator.scene import AGENT, CORP, Wecom

BUTTON = "<xml><MsgType>update_button</MsgType><Button><ReplaceName><![CDATA[已确认]]></ReplaceName></Button></xml>"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world of one corp, whose first app has a callback URL."""
    with make_outreach(tmp_path) as simulator:
        yield simulator


@pytest.fixture(autouse=True)
def _pressed(world: Simulator, wecom: Wecom) -> None:
    """ann and bob have a card, ann has pressed it."""
    tell_card(wecom, "ann|bob")
    world.hands.click_card("ann", "t1", "ack", corp=CORP)


def reply(world: Simulator, words: str) -> bool:
    """Whether the reply to ann's press changed a card."""
    with world._store.transaction() as connection:
        return take_reply(connection, load_events(connection)[0], words)


def test_only_the_copy_of_who_pressed_changes(world: Simulator) -> None:
    changed = reply(world, BUTTON)

    assert changed
    assert [world.inbox(user, CORP)[0].replaced for user in ("ann", "bob")] == ["已确认", ""]


def test_an_app_that_listens_changes_the_card_by_its_answer(world: Simulator) -> None:
    with listening(world, AGENT) as receiver:
        receiver.answer = passive_reply(BUTTON, CORP)
        world.deliver()

    assert world.inbox("ann", CORP)[0].replaced == "已确认"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="nothing"),
        pytest.param("success", id="success"),
        pytest.param("<xml><MsgType>text</MsgType></xml>", id="another-type"),
        pytest.param("<xml><MsgType>update_button</MsgType></xml>", id="no-name"),
        pytest.param('<!DOCTYPE x [<!ENTITY e "x">]><xml>&e;</xml>', id="entities"),
    ],
)
def test_other_replies_change_nothing(world: Simulator, words: str) -> None:
    assert (reply(world, words), world.inbox("ann", CORP)[0].replaced) == (False, "")
