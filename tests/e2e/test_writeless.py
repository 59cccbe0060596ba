"""The watch over looking commands is no check that cannot fail."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import a_group
from tests.e2e.writeless import only_looks, writeless


@pytest.mark.parametrize("command", [("plan",), ("validate",), ("drift",), ("doctor",)])
def test_a_write_under_a_looking_command_is_noticed(command: tuple[str, ...], town: MakeTown) -> None:
    made = town(a_group("g"))

    with pytest.raises(AssertionError, match="wrote to WeCom"), writeless(command):
        made.apply()


def test_a_refused_write_is_noticed_too(town: MakeTown) -> None:
    made = town(a_group("g"))
    made.world.faults.add("code", on="appchat/create", code=60011, times=-1)

    with pytest.raises(AssertionError, match="wrote to WeCom"), writeless(("plan",)):
        made.apply()


def test_a_record_in_the_ledger_is_noticed(town: MakeTown) -> None:
    made = town(a_group("g"))
    assert made.apply().code == 0
    made.world.hands.depart("cat")

    with pytest.raises(AssertionError, match="wrote to the ledger"), writeless(("drift",)):
        made.run("drift", "--correct")


@pytest.mark.parametrize("argv", [("apply", "--yes"), ("drift", "--correct"), ("listen",), ("attest", "s1")])
def test_commands_that_write_are_left_alone(argv: tuple[str, ...]) -> None:
    assert not only_looks(argv)
