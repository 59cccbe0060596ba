"""Webhooks by hand."""

from pathlib import Path

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.rooms import KEY, ROOMS, a_webhook
from tests.simulator.scene import make_world


@pytest.fixture
def rooms(tmp_path: Path) -> Simulator:
    """The world of rooms."""
    return make_world(tmp_path, ROOMS)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("create-webhook", {"chat": "nowhere"}),
        ("create-webhook", {"chat": "wrA", "key": KEY}),
        ("remove-webhook", {"key": "x"}),
    ],
)
def test_what_people_cannot_do_with_webhooks(rooms: Simulator, name: str, arguments: dict[str, str]) -> None:
    with pytest.raises(HandError):
        rooms.hands.call(name, arguments)


def test_a_webhook_is_made_stopped_and_taken_away(rooms: Simulator) -> None:
    key = rooms.hands.create_webhook("dept", "日报")
    hook = a_webhook(rooms, key)
    codes = [hook.push("text", {"content": "x"})]
    for change in (rooms.hands.disable_webhook, rooms.hands.enable_webhook, rooms.hands.remove_webhook):
        change(key)
        codes.append(hook.push("text", {"content": "x"}))

    assert codes == [0, 93004, 0, 93000]
