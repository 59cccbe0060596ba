"""World time."""

from datetime import UTC, datetime

import pytest

from reconciler.simulator import HandError, Simulator
from tests.simulator.scene import Wecom


def test_time_stands_still(world: Simulator, wecom: Wecom) -> None:
    wecom.update()

    assert world.now().isoformat() == "2026-11-02T09:00:00+08:00"


def test_time_is_moved(world: Simulator) -> None:
    moved = [
        world.clock.advance(90),
        world.clock.set("2026-12-01T08:00:00"),
        world.clock.set(datetime(2027, 1, 1, tzinfo=UTC)),
    ]

    assert [each.isoformat() for each in moved] == [
        "2026-11-02T09:01:30+08:00",
        "2026-12-01T08:00:00+08:00",
        "2027-01-01T08:00:00+08:00",
    ]
    assert world.now() == moved[-1]


@pytest.mark.parametrize("words", ["tomorrow", ""])
def test_nonsense_is_refused(world: Simulator, words: str) -> None:
    with pytest.raises(HandError):
        world.clock.set(words)


def test_going_back_by_advance_is_refused(world: Simulator) -> None:
    with pytest.raises(HandError):
        world.clock.advance(-1)


def test_requests_can_take_world_time(world: Simulator, wecom: Wecom) -> None:
    world.switches.set("tick_ms", 500)
    wecom.update()
    wecom.update()

    assert world.now().isoformat() == "2026-11-02T09:00:01+08:00"
