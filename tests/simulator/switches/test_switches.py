"""Switches."""

import pytest

from reconciler.simulator import SWITCHES, Simulator, SwitchError


def test_every_switch_can_be_read_and_set(world: Simulator) -> None:
    for switch in SWITCHES:
        world.switches.set(switch.name, switch.choices[-1] if switch.choices else 5)

    assert world.switches.all() == {each.name: each.choices[-1] if each.choices else "5" for each in SWITCHES}


@pytest.mark.parametrize(
    ("name", "value"), [("nonsense", "1"), ("add_existing", "maybe"), ("tick_ms", "-1"), ("tick_ms", "x")]
)
def test_nonsense_is_refused(world: Simulator, name: str, value: str) -> None:
    with pytest.raises(SwitchError):
        world.switches.set(name, value)


def test_flags_may_be_booleans(world: Simulator) -> None:
    world.switches.set("shuffle_members", False)

    assert world.switches.get("shuffle_members") == "no"


def test_an_unknown_switch_cannot_be_read(world: Simulator) -> None:
    with pytest.raises(SwitchError):
        world.switches.get("nonsense")
